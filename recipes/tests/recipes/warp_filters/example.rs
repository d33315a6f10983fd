//! The recipe of warp.

use std::io;

use cors::Policy;
use cors::tower::CorsLayer;
use hyper::server::conn::http1;
use hyper_util::rt::TokioIo;
use hyper_util::service::TowerToHyperService;
use tokio::net::TcpListener;
use tower::ServiceBuilder;
use warp::Filter;

static API: Policy = cors::policy! {
    origins = ["https://app.example.com"],
    credentials,
    methods = ["PUT"],
    headers = ["content-type"],
};

pub async fn run(listener: TcpListener) -> io::Result<()> {
    let show = warp::path!("note").and(warp::get()).map(|| "a note");
    let save = warp::path!("note").and(warp::put()).map(|| "saved");
    let service = ServiceBuilder::new()
        .layer(CorsLayer::new(&API))
        .service(warp::service(show.or(save)));
    loop {
        let (stream, _) = listener.accept().await?;
        let service = TowerToHyperService::new(service.clone());
        tokio::spawn(http1::Builder::new().serve_connection(TokioIo::new(stream), service));
    }
}
