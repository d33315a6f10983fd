//! hyper without a framework: an annotated function is the service.
//!
//! ```sh
//! cargo run --example hyper
//! curl -i -X OPTIONS http://127.0.0.1:3000/users/7 \
//!     -H 'origin: https://app.example.com' -H 'access-control-request-method: PUT'
//! curl -i http://127.0.0.1:3000/users/7 -H 'origin: https://app.example.com'
//! ```

use std::io;

use http::{Method, Request, Response, StatusCode};
use http_body_util::BodyExt;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use tokio::net::TcpListener;

/// Preflights are handled before the body of the function runs. There is no router, so the policy lists
/// the methods.
#[cors::cors(
    origins = ["https://app.example.com"],
    credentials,
    methods = ["GET", "PUT"],
    headers = ["content-type"],
    max_age = 600,
)]
async fn users(request: Request<Incoming>) -> Result<Response<String>, hyper::Error> {
    let (status, text) = match (request.method(), request.uri().path()) {
        (&Method::GET, "/users/7") => (StatusCode::OK, "Ada".to_owned()),
        (&Method::PUT, "/users/7") => {
            let body = request.into_body().collect().await?;
            let stored = format!("{} bytes stored", body.to_bytes().len());
            (StatusCode::OK, stored)
        }
        (_, "/users/7") => (StatusCode::METHOD_NOT_ALLOWED, String::new()),
        // Error responses carry the CORS headers too, so the page can read the status.
        _ => (StatusCode::NOT_FOUND, String::new()),
    };
    let mut response = Response::new(text);
    *response.status_mut() = status;
    Ok(response)
}

#[tokio::main]
async fn main() -> io::Result<()> {
    let address = std::env::args().nth(1);
    let address = address.unwrap_or_else(|| "127.0.0.1:3000".to_owned());
    let listener = TcpListener::bind(address).await?;
    println!("listening on http://{}", listener.local_addr()?);

    loop {
        let (stream, _) = listener.accept().await?;
        tokio::spawn(async {
            let connection =
                http1::Builder::new().serve_connection(TokioIo::new(stream), service_fn(users));
            if let Err(error) = connection.await {
                eprintln!("{error}");
            }
        });
    }
}
