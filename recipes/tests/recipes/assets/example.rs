//! The recipe of a mounted file server.

use std::path::Path;

use axum::Router;
use axum::routing::get;
use cors::Policy;
use cors::tower::CorsLayer;
use tower::ServiceBuilder;
use tower_http::services::ServeDir;

static ASSETS: Policy = cors::policy! { origins = ["*"], expose = ["content-range", "etag"] };

pub fn app(directory: &Path) -> Router {
    let assets = ServiceBuilder::new()
        .layer(CorsLayer::new(&ASSETS))
        .service(ServeDir::new(directory));
    Router::new()
        .nest_service("/assets", assets)
        .route("/account", get(async || "not for other sites"))
}
