//! The policy and the methods of an annotated handler, for the decisions that need all handlers of a path.

use std::sync::Arc;

use cors_runtime::{CompiledPolicy, Endpoint, Policy};
use poem::http::Method;

/// The policy and the methods of an annotated handler.
#[derive(Debug)]
pub(super) struct HandlerPolicy {
    /// The policy, with the methods of the route.
    pub(super) policy: Arc<CompiledPolicy>,
    pub(super) methods: Vec<Method>,
}

impl Endpoint for HandlerPolicy {
    fn policy(&self) -> &Policy {
        self.policy.policy()
    }

    fn handles(&self, method: &[u8]) -> bool {
        let mut methods = self.methods.iter();
        methods.any(|handled| handled.as_str().as_bytes() == method)
    }
}
