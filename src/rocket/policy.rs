//! The policy of an annotated handler with the method of its route.

use ::rocket::Request;
use ::rocket::http::Method;
use cors_runtime::{Policy, methods_header_value};

use super::decision::PendingResponse;
use crate::__private::HasPolicy;

/// The policy of an annotated handler, and the methods that its preflight responses list, in wire
/// format.
#[derive(Debug, Clone, Copy)]
pub struct RoutePolicy {
    pub(super) policy: &'static Policy,
    methods: &'static str,
}

impl RoutePolicy {
    pub(super) fn new<P: HasPolicy>() -> Self {
        Self {
            policy: P::policy(),
            methods: "",
        }
    }

    /// Sets the method of the route.
    pub(super) fn with_method(self, method: Method) -> Self {
        let method = method.as_str();
        let is_listed = !methods_header_value(&[method]).is_empty();
        Self {
            methods: if is_listed { method } else { "" },
            ..self
        }
    }

    /// Decides about a request.
    pub(super) fn decide<'r>(&self, request: &'r Request<'_>) -> PendingResponse<'r> {
        PendingResponse::new(self.policy, self.methods, request)
    }
}
