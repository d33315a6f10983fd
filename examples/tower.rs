//! tower: `CorsLayer` for any service, here a hyper service, with origins that can change at run time.
//!
//! ```sh
//! cargo run --example tower
//! curl -i -X OPTIONS http://127.0.0.1:3000/users/7 \
//!     -H 'origin: https://app.example.com' -H 'access-control-request-method: PUT'
//! curl -i http://127.0.0.1:3000/users/7 -H 'origin: https://app.example.com'
//! ```

use std::convert::Infallible;
use std::error::Error;

use cors::tower::CorsLayer;
use cors::{LiveOrigins, OriginSet, Policy};
use http::{Method, Request, Response, StatusCode};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper_util::rt::TokioIo;
use hyper_util::service::TowerToHyperService;
use tokio::net::TcpListener;
use tower::{ServiceBuilder, service_fn};

/// The sites of the customers, for example from a database. Readers do not wait while the set is replaced.
static CUSTOMERS: LiveOrigins = LiveOrigins::empty();

static API: Policy = cors::policy! {
    origins_from = CUSTOMERS,
    credentials,
    methods = ["GET", "PUT"],
    headers = ["content-type"],
    max_age = 600,
};

async fn users(request: Request<Incoming>) -> Result<Response<String>, Infallible> {
    let (status, text) = match (request.method(), request.uri().path()) {
        (&Method::GET, "/users/7") => (StatusCode::OK, "Ada"),
        (&Method::PUT, "/users/7") => (StatusCode::OK, "stored"),
        _ => (StatusCode::NOT_FOUND, "no such user"),
    };
    let mut response = Response::new(text.to_owned());
    *response.status_mut() = status;
    Ok(response)
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    // The set is validated by the rules of the compiler: an invalid origin ends the program with an error.
    CUSTOMERS.replace(OriginSet::parse([
        "https://app.example.com",
        "https://*.example.org",
    ])?);

    let service = ServiceBuilder::new()
        .layer(CorsLayer::new(&API))
        .service(service_fn(users));

    let address = std::env::args().nth(1);
    let address = address.unwrap_or_else(|| "127.0.0.1:3000".to_owned());
    let listener = TcpListener::bind(address).await?;
    println!("listening on http://{}", listener.local_addr()?);

    loop {
        let (stream, _) = listener.accept().await?;
        let service = TowerToHyperService::new(service.clone());
        tokio::spawn(async {
            let connection = http1::Builder::new().serve_connection(TokioIo::new(stream), service);
            if let Err(error) = connection.await {
                eprintln!("{error}");
            }
        });
    }
}
