//! The CORS layer of tower-http around an axum router, which clones the layer for every request.

use super::axum_router::{ReusedRouter, router_implementation};
use super::no_cors_axum::router;
use super::tower_http::layer;
use crate::case::Case;

router_implementation!(
    /// A router in the layer.
    TowerHttpAxum, "tower-http-axum", "no-cors-axum", router_of
);

fn router_of(case: &Case) -> Option<ReusedRouter> {
    Some(ReusedRouter::new(router(case).layer(layer(case))))
}
