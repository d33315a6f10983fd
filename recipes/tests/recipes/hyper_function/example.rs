//! The recipe of hyper.

use std::io;

use http::{Method, Request, Response, StatusCode};
use http_body_util::BodyExt;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use tokio::net::TcpListener;

#[cors::cors(
    origins = ["https://app.example.com"],
    credentials,
    methods = ["PUT"],
    headers = ["content-type"],
    expose = ["etag"],
)]
async fn note(request: Request<Incoming>) -> Result<Response<String>, hyper::Error> {
    let response = Response::builder().header("etag", "\"5\"");
    let (response, text) = match *request.method() {
        Method::GET => (response, "a note".to_owned()),
        Method::PUT => {
            let body = request.into_body().collect().await?.to_bytes();
            (response, format!("{} bytes", body.len()))
        }
        _ => (
            response.status(StatusCode::METHOD_NOT_ALLOWED),
            String::new(),
        ),
    };
    Ok(response.body(text).expect("valid header values"))
}

pub async fn run(listener: TcpListener) -> io::Result<()> {
    loop {
        let (stream, _) = listener.accept().await?;
        let connection =
            http1::Builder::new().serve_connection(TokioIo::new(stream), service_fn(note));
        tokio::spawn(connection);
    }
}
