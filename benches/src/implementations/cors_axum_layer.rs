//! `CorsLayer` around an axum router.

use cors::tower::CorsLayer;

use super::axum_router::{ReusedRouter, router_implementation};
use super::no_cors_axum::router;
use crate::case::Case;
use crate::policies::policy;

router_implementation!(
    /// A router in the layer.
    CorsAxumLayer, "cors-axum-layer", "no-cors-axum", router_of
);

fn router_of(case: &Case) -> Option<ReusedRouter> {
    let layer = CorsLayer::new(policy(case.policy));
    Some(ReusedRouter::new(router(case).layer(layer)))
}
