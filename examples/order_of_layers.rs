//! The order of layers: CORS is added outside of every layer that creates responses of its own.
//!
//! ```sh
//! cargo run --example order_of_layers
//! curl -i -X OPTIONS http://127.0.0.1:3000/users/7 \
//!     -H 'origin: https://app.example.com' -H 'access-control-request-method: PUT'
//! curl -i http://127.0.0.1:3000/users/7 -H 'origin: https://app.example.com'
//! curl -i http://127.0.0.1:3000/slow -H 'origin: https://app.example.com' -H 'authorization: Bearer 7'
//! ```
//!
//! The second request gets a 401 and the third a 504. Both carry the CORS headers, so the page can read
//! the status.

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

/// The policy of all handlers, which are not annotated.
static API: Policy = cors::policy! {
    origins = ["https://app.example.com"],
    methods = ["GET", "PUT"],
    headers = ["authorization", "content-type"],
    max_age = 600,
};

async fn require_token(request: Request) -> Result<Request, Response> {
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
        // The first layer is the outermost. After `CorsLayer`, it would not trace preflights.
        .layer(TraceLayer::new_for_http())
        .layer(CorsLayer::new(&API))
        // The layers below may create responses. `CorsLayer` adds the CORS headers to them.
        .layer(CatchPanicLayer::new())
        .layer(TimeoutLayer::with_status_code(
            StatusCode::GATEWAY_TIMEOUT,
            Duration::from_secs(1),
        ))
        .layer(CompressionLayer::new())
        // Preflights, which never carry credentials, do not reach this layer.
        .layer(AsyncRequireAuthorizationLayer::new(require_token));
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
