//! Handlers for preview deployments: a `*` within the first label of the origin.

// axum requires `async` handlers, even if a handler does not await anything.
#![allow(clippy::unused_async)]

use axum::Router;
use axum::response::Response;
use cors::axum::{cors, get};

use super::responses::ran;

/// Returns the routes.
pub(super) fn router() -> Router {
    Router::new()
        .route("/previews", get(listed).put(listed).into())
        .route("/previews/account", get(account).put(account).into())
        .route("/previews/enforced", get(enforced).post(enforced).into())
}

#[cors(origins = ["http://app-*-team.localhost:*", "https://app-*-team.localhost:*"])]
async fn listed() -> Response {
    ran("for previews")
}

#[cors(
    dev_origins = ["http://app-*-team.localhost:*", "https://app-*-team.localhost:*"],
    credentials
)]
async fn account() -> Response {
    ran("for previews with credentials")
}

#[cors(origins = ["http://app-*-team.localhost:*", "https://app-*-team.localhost:*"], enforce)]
async fn enforced() -> Response {
    ran("for previews only")
}
