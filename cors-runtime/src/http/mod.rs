//! Decisions on the types of the crate `http`, for functions, tower and axum.

mod compiled_policy;
mod evaluation;
mod header_map;
mod request_head;

pub use compiled_policy::CompiledPolicy;
pub use evaluation::Evaluation;
pub use request_head::{ReadHead, RequestHead};
