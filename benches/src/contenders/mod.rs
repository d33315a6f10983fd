//! What is measured, one file each.

pub mod bare_axum;
pub mod bare_http;
pub mod bare_tower;
pub mod decision;
pub mod floor;
pub mod floor_axum;
pub mod floor_axum_dutiful;
pub mod floor_axum_layer;
pub mod floor_axum_layer_dutiful;
pub mod floor_dutiful;
pub mod floor_tower;
mod function;
pub mod ours_axum;
pub mod ours_axum_layer;
pub mod ours_function;
pub mod ours_tower;
mod router;

#[cfg(feature = "peers")]
pub mod actix;
#[cfg(feature = "peers")]
mod peers;
#[cfg(feature = "peers")]
pub mod poem;
#[cfg(feature = "peers")]
pub mod rocket;
#[cfg(feature = "peers")]
pub mod salvo;
#[cfg(feature = "peers")]
pub mod tower_http;
#[cfg(feature = "peers")]
pub mod tower_http_axum;
#[cfg(feature = "peers")]
pub mod warp;
