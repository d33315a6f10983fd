//! Method names and header names, as the Fetch Standard classifies them.

mod edit_distance;
pub mod header_name;
pub mod header_value;
pub mod method;
pub mod token;

pub(crate) use edit_distance::nearest;
