//! The implementations that are measured, one in each file, and the code that they share.
//!
//! The prefix of a file's name is the kind of its implementation, and the rest is the integration:
//!
//! * `no_cors_…`: the framework without CORS;
//! * `handwritten_…`: CORS written by hand for a known policy, as fast as possible;
//! * `handwritten_correct_…`: CORS written by hand that also handles the inputs that this library handles;
//! * `cors_…`: this library.

pub mod cors_axum;
pub mod cors_axum_layer;
pub mod cors_function;
pub mod cors_tower;
pub mod decision;
pub mod handwritten_axum;
pub mod handwritten_axum_layer;
pub mod handwritten_correct_axum;
pub mod handwritten_correct_axum_layer;
pub mod handwritten_correct_function;
pub mod handwritten_correct_tower;
pub mod handwritten_function;
pub mod no_cors_axum;
pub mod no_cors_function;
pub mod no_cors_tower;

mod axum_router;
mod handwritten;
mod http_function;
mod poll;
mod tower_service;

#[cfg(feature = "other-crates")]
pub mod actix;
#[cfg(feature = "other-crates")]
mod other_crates;
#[cfg(feature = "other-crates")]
pub mod poem;
#[cfg(feature = "other-crates")]
pub mod rocket;
#[cfg(feature = "other-crates")]
pub mod salvo;
#[cfg(feature = "other-crates")]
pub mod tower_http;
#[cfg(feature = "other-crates")]
pub mod tower_http_axum;
#[cfg(feature = "other-crates")]
pub mod warp;

#[cfg(all(test, feature = "other-crates"))]
mod conformance;
