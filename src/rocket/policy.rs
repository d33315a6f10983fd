//! The policy of an annotated handler with the method of its route.

use ::rocket::http::Method;
use ::rocket::{Request, Response};
use cors_runtime::{Policy, Selection, decide, methods_header_value};

use super::decision::{PendingResponse, empty_response};
use super::request::{self, RequestParts};
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

    /// Returns whether requests with `method` have to be checked before the handler runs: the policy
    /// enforces, or a form could set the method.
    pub(super) fn restricts(&self, method: Method) -> bool {
        let is_safelisted = methods_header_value(&[method.as_str()]).is_empty();
        self.policy.enforces() || (!is_safelisted && !self.policy.allows_method_override())
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
    pub(super) fn decide<'r>(
        &self,
        parts: RequestParts<'r, '_>,
        selection: Selection,
    ) -> PendingResponse<'r> {
        PendingResponse::new(self.policy, self.methods, parts, selection)
    }

    /// Returns the response to a forbidden request; `None` if the handler runs.
    pub(super) fn forbidden_response(&self, request: &Request<'_>) -> Option<Response<'static>> {
        let parts = request::read(request);
        // A preflight that is routed to a handler for `OPTIONS` is about a handler without a policy.
        let actual = RequestParts {
            requested_method: None,
            ..parts
        };
        let action = decide(self.policy, self.methods, &actual).action();
        action.immediate_status().map(empty_response)
    }
}
