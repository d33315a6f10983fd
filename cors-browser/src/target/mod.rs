//! Targets of a fetch: services, and functions from request to response.

mod buffered_body;
mod fetch_target;
mod into_fetch_response;
mod map_request_body;
pub mod markers;

pub use buffered_body::BufferedBody;
pub use fetch_target::FetchTarget;
pub use into_fetch_response::IntoFetchResponse;
pub use map_request_body::{MapRequestBody, map_request_body};
