//! Handlers that redirect to the target in the URL.

// axum requires `async` handlers, even if a handler does not await anything.
#![allow(clippy::unused_async)]

use axum::extract::{Path, Query};
use axum::http::{StatusCode, header};
use axum::response::Response;
use cors::axum::cors;
use serde::Deserialize;

use super::responses::ran;

#[derive(Deserialize)]
pub(super) struct Destination {
    to: String,
}

fn redirect(status: u16, to: String) -> Response {
    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::FOUND);
    ran((status, [(header::LOCATION, to)]))
}

#[cors(
    dev_origins = ["http://localhost:*", "https://localhost:*"],
    credentials,
    headers = ["content-type", "authorization"]
)]
pub(super) async fn hop(Path(status): Path<u16>, Query(next): Query<Destination>) -> Response {
    redirect(status, next.to)
}

#[cors(origins = ["*"], headers = ["content-type", "authorization"])]
pub(super) async fn public_hop(
    Path(status): Path<u16>,
    Query(next): Query<Destination>,
) -> Response {
    redirect(status, next.to)
}

pub(super) async fn plain_hop(
    Path(status): Path<u16>,
    Query(next): Query<Destination>,
) -> Response {
    redirect(status, next.to)
}
