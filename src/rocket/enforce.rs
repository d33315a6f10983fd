//! Handlers that do not run for every request.

use ::rocket::route::{Handler, Outcome};
use ::rocket::{Data, Request};
use cors_runtime::Selection;

use super::policy::RoutePolicy;

/// A handler that does not run for forbidden requests, and neither do its guards: that of a policy that
/// enforces, or one whose method a form could set.
#[derive(Clone)]
pub(super) struct EnforcedHandler {
    inner: Box<dyn Handler>,
    policy: RoutePolicy,
}

impl EnforcedHandler {
    pub(super) fn new(inner: Box<dyn Handler>, policy: RoutePolicy) -> Self {
        Self { inner, policy }
    }
}

#[::rocket::async_trait]
impl Handler for EnforcedHandler {
    async fn handle<'r>(&self, request: &'r Request<'_>, data: Data<'r>) -> Outcome<'r> {
        match self
            .policy
            .decide(request, Selection::ONLY)
            .immediate_response()
        {
            Some(response) => Outcome::Success(response),
            None => self.inner.handle(request, data).await,
        }
    }
}
