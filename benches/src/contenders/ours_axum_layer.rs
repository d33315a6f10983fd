//! `CorsLayer` around a router of axum.

use cors::tower::CorsLayer;

use super::bare_axum::router;
use super::router::{Driven, routed};
use crate::case::Case;
use crate::policies::policy;

routed!(
    /// The layer around a router.
    OursAxumLayer, "ours-axum-layer", "bare-axum", driven
);

fn driven(case: &Case) -> Option<Driven> {
    let layer = CorsLayer::new(policy(case.policy));
    Some(Driven::new(router(case).layer(layer)))
}
