//! CORS written by hand for a policy that is known when it is written.

pub(super) mod layer;
pub(super) mod origins;
pub(super) mod policies;
pub(super) mod protocol;
