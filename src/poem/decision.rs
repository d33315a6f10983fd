//! A policy that was selected for a request, its evaluation, and the response that results from both.

use std::sync::{Arc, Mutex, PoisonError};

use cors_runtime::{CompiledPolicy, Decided, Evaluation, Mode, RequestHead, Wrapper};
use poem::{Error, Request, Response, Result};

const WRAPPER: Wrapper = Wrapper {
    name: "Cors",
    help: "add the route of this handler outside of `.with(Cors::new(…))`",
};

/// A policy and its evaluation for a request.
#[derive(Debug)]
pub(super) struct Decision<P = Arc<CompiledPolicy>> {
    pub(super) policy: P,
    pub(super) evaluation: Evaluation,
}

/// An extension of a request: middleware further out adds the headers to errors.
///
/// poem converts an error into a response as far out as possible, so that error handlers around the whole
/// application get it. A response by such a handler has neither the headers nor the mark of a decision, so
/// the decision takes another way than the error.
#[derive(Debug, Clone, Default)]
pub(super) struct DeferredDecision(Arc<Mutex<Option<Decision>>>);

impl DeferredDecision {
    /// Returns the extension of a request.
    pub(super) fn of(request: &Request) -> Option<Self> {
        request.extensions().get::<Self>().cloned()
    }

    /// Leaves a decision to the middleware further out.
    pub(super) fn defer(&self, decision: Decision) {
        let mut deferred = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        *deferred = Some(decision);
    }

    /// Takes the decision that was left to this middleware.
    pub(super) fn take(&self) -> Option<Decision> {
        let mut deferred = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        deferred.take()
    }
}

/// Reads the parts of a request that CORS depends on.
pub(super) fn request_head(request: &Request) -> RequestHead<'_> {
    // A route that is nested removes its prefix from the URI. A request that does not come from poem's
    // server has no other.
    let original_uri = request.original_uri();
    let has_original = original_uri.authority().is_some() || original_uri.path() != "/";
    RequestHead {
        method: request.method(),
        uri: if has_original {
            original_uri
        } else {
            request.uri()
        },
        headers: request.headers(),
        extensions: request.extensions(),
        original_uri: |_| None,
    }
}

impl Decision<&Arc<CompiledPolicy>> {
    /// Returns whether the endpoint does not run.
    pub(super) fn is_immediate(&self) -> bool {
        let status = Mode::Handler.immediate_status(self.evaluation.class());
        status.is_some()
    }

    /// Returns the response that replaces that of the endpoint.
    pub(super) fn immediate_response(&self) -> Option<Response> {
        let response = self.policy.immediate_response(&self.evaluation)?;
        Some(without_body(response))
    }

    /// Adds the headers to a result. An error becomes a response, unless middleware further out adds the
    /// headers to it.
    pub(super) fn settle(
        self,
        result: Result<Response>,
        outer: Option<&DeferredDecision>,
    ) -> Result<Response> {
        let mut response = match (result, outer) {
            (Ok(response), _) => response,
            (Err(error), None) => Error::into_response(error),
            (Err(error), Some(outer)) => {
                outer.defer(Decision {
                    policy: Arc::clone(self.policy),
                    evaluation: self.evaluation,
                });
                return Err(error);
            }
        };
        self.evaluation.mark(response.extensions_mut());
        let headers = response.headers_mut();
        self.policy.apply_headers(&self.evaluation, headers);
        Ok(response)
    }

    /// Adds the headers to a result of an endpoint that this policy is around, unless the result has a
    /// decision.
    ///
    /// `inner` is the decision of a handler that has failed. It applies to the response that an error
    /// handler has made of its error, too.
    ///
    /// # Panics
    ///
    /// See [`Mode::applies`].
    pub(super) fn settle_around(
        self,
        mode: Mode,
        result: Result<Response>,
        inner: Option<Decision>,
        outer: Option<&DeferredDecision>,
    ) -> Result<Response> {
        let response = result.as_ref().ok();
        let is_marked = response.is_some_and(|response| response.data::<Decided>().is_some());
        let is_decided = is_marked || inner.is_some();
        match inner {
            _ if mode.applies(is_decided, self.policy.policy(), &WRAPPER) => {
                match self.immediate_response() {
                    Some(response) => Ok(response),
                    None => self.settle(result, outer),
                }
            }
            Some(Decision { policy, evaluation }) if !is_marked => {
                let policy = &policy;
                Decision { policy, evaluation }.settle(result, outer)
            }
            _ => result,
        }
    }
}

fn without_body(immediate: http::Response<()>) -> Response {
    let (head, ()) = immediate.into_parts();
    let mut response = Response::default();
    response.set_status(head.status);
    *response.headers_mut() = head.headers;
    *response.extensions_mut() = head.extensions;
    response
}
