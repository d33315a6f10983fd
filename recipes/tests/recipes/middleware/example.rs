//! The recipe of other middleware.

use std::time::Duration;

use axum::Router;
use axum::http::{HeaderValue, StatusCode, header};
use axum::routing::get;
use cors::Policy;
use cors::tower::CorsLayer;
use tower::ServiceBuilder;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::set_header::SetResponseHeaderLayer;
use tower_http::timeout::TimeoutLayer;

static API: Policy = cors::policy! {
    origins = ["https://app.example.com"],
    methods = ["DELETE"],
};

const TIMEOUT: Duration = Duration::from_millis(100);

pub fn app() -> Router {
    let nosniff = HeaderValue::from_static("nosniff");
    let layers = ServiceBuilder::new()
        // Outside: also on the responses to preflights.
        .layer(SetResponseHeaderLayer::overriding(
            header::X_CONTENT_TYPE_OPTIONS,
            nosniff,
        ))
        .layer(CorsLayer::new(&API))
        // Inside: a page can read the responses of these layers.
        .layer(CatchPanicLayer::new())
        .layer(TimeoutLayer::with_status_code(
            StatusCode::GATEWAY_TIMEOUT,
            TIMEOUT,
        ))
        .layer(CompressionLayer::new());
    Router::new()
        .route("/text", get(async || "a text ".repeat(100)))
        .route("/slow", get(std::future::pending::<()>))
        .route("/broken", get(async || -> () { panic!("a mistake") }))
        .layer(layers)
}
