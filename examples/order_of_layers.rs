//! Which layer goes around which: CORS outside of all that answers by itself.
//!
//! ```sh
//! cargo run --example order_of_layers
//! curl -i -X OPTIONS http://127.0.0.1:3000/users/7 \
//!     -H 'origin: https://app.example.com' -H 'access-control-request-method: PUT'
//! curl -i http://127.0.0.1:3000/users/7 -H 'origin: https://app.example.com'
//! curl -i http://127.0.0.1:3000/slow -H 'origin: https://app.example.com' -H 'authorization: Bearer 7'
//! ```
//!
//! The second is a 401, the third a 504; both carry the headers, so the page gets to see which.

use std::io;
use std::time::Duration;

use axum::Router;
use axum::extract::Request;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use cors::Policy;
use cors::tower::CorsLayer;
use tokio::net::TcpListener;
use tower::ServiceBuilder;
use tower_http::auth::AsyncRequireAuthorizationLayer;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::timeout::TimeoutLayer;
use tower_http::trace::TraceLayer;

/// The handlers are not annotated, so this is the one policy of all of them.
static API: Policy = cors::policy! {
    origins = ["https://app.example.com"],
    methods = ["GET", "PUT"],
    headers = ["authorization", "content-type"],
    max_age = 600,
};

async fn signed_in(request: Request) -> Result<Request, Response> {
    if request.headers().contains_key(header::AUTHORIZATION) {
        Ok(request)
    } else {
        Err(StatusCode::UNAUTHORIZED.into_response())
    }
}

async fn show() -> String {
    "Ada ".repeat(100)
}

async fn update() -> &'static str {
    "stored"
}

async fn slow() -> &'static str {
    tokio::time::sleep(Duration::from_secs(60)).await;
    "at last"
}

async fn panics() -> &'static str {
    panic!("a mistake in a handler")
}

fn app() -> Router {
    let layers = ServiceBuilder::new()
        // The first is the outermost. Here it writes a line for preflights too; below CORS it would
        // not.
        .layer(TraceLayer::new_for_http())
        .layer(CorsLayer::new(&API))
        // Everything from here on may answer by itself, and CORS puts its headers on it.
        .layer(CatchPanicLayer::new())
        .layer(TimeoutLayer::with_status_code(
            StatusCode::GATEWAY_TIMEOUT,
            Duration::from_secs(1),
        ))
        .layer(CompressionLayer::new())
        // A preflight never carries credentials. It does not get this far.
        .layer(AsyncRequireAuthorizationLayer::new(signed_in));
    Router::new()
        .route("/users/{id}", get(show).put(update))
        .route("/slow", get(slow))
        .route("/panics", get(panics))
        .layer(layers)
}

#[tokio::main]
async fn main() -> io::Result<()> {
    let address = std::env::args().nth(1);
    let address = address.unwrap_or_else(|| "127.0.0.1:3000".to_owned());
    let listener = TcpListener::bind(address).await?;
    println!("listening on http://{}", listener.local_addr()?);
    axum::serve(listener, app()).await
}
