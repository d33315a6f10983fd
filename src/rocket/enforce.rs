//! Handlers that do not run for every request.

use ::rocket::futures::FutureExt;
use ::rocket::futures::future::{self, BoxFuture};
use ::rocket::route::{Handler, Outcome};
use ::rocket::{Data, Request};

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

// The expansion of `#[rocket::async_trait]`, except that the future of the inner handler is returned as it is,
// so that an allowed request costs no allocation more.
impl Handler for EnforcedHandler {
    fn handle<'r, 's, 'q, 'f>(
        &'s self,
        request: &'r Request<'q>,
        data: Data<'r>,
    ) -> BoxFuture<'f, Outcome<'r>>
    where
        's: 'f,
        'r: 'f,
        'q: 'f,
    {
        match self.policy.forbidden_response(request) {
            Some(response) => future::ready(Outcome::Success(response)).boxed(),
            None => self.inner.handle(request, data),
        }
    }
}
