//! A photo gallery: an API with an OpenAPI document, bearer tokens and uploads.

mod auth;
mod cors;
mod error;
mod gallery;
mod photos;
mod shared;

use axum::{Json, Router, routing::get};
use utoipa::OpenApi;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub use gallery::Gallery;

#[derive(OpenApi)]
#[openapi(info(title = "Gallery", version = "1.0.0"))]
struct Document;

/// Returns the server.
pub fn app(gallery: Gallery) -> Router {
    let (router, document) = OpenApiRouter::with_openapi(Document::openapi())
        .nest("/v1", v1(&gallery))
        .nest("/shared", shared::router())
        .routes(routes!(health))
        .split_for_parts();
    router
        .route("/openapi.json", get(async || Json(document)))
        .with_state(gallery)
}

/// The routes that need a token.
fn v1(gallery: &Gallery) -> OpenApiRouter<Gallery> {
    OpenApiRouter::new().nest("/photos", photos::router(gallery))
}

/// Tells a load balancer that the server is up.
#[utoipa::path(get, path = "/health", responses((status = 200)))]
async fn health() -> &'static str {
    "ok"
}
