//! tower-http around a router of axum, which clones the layer for every request.

use super::bare_axum::router;
use super::router::{Driven, routed};
use super::tower_http::layer;
use crate::case::Case;

routed!(
    /// The layer around a router.
    TowerHttpAxum, "tower-http-axum", "bare-axum", driven
);

fn driven(case: &Case) -> Option<Driven> {
    Some(Driven::new(router(case).layer(layer(case))))
}
