//! The service of [`CorsLayer`](super::CorsLayer).

use std::sync::Arc;
use std::task::{Context, Poll};

use cors_runtime::{CompiledPolicy, MarkDecision, Mode, Selection};
use http::{Request, Response};
use tower_service::Service;

use super::body::ResponseBody;
use super::future::ResponseFuture;

/// A service with a policy around it, created by [`CorsLayer`](super::CorsLayer).
///
/// It is ready when the inner service is, even for a request that the inner service will not receive.
#[derive(Debug, Clone)]
pub struct Cors<S> {
    inner: S,
    policy: Arc<CompiledPolicy>,
    mode: Mode,
}

impl<S> Cors<S> {
    pub(super) fn new(inner: S, policy: Arc<CompiledPolicy>, mode: Mode) -> Self {
        Self {
            inner,
            policy,
            mode,
        }
    }
}

impl<S, Q, R> Service<Request<Q>> for Cors<S>
where
    S: Service<Request<Q>, Response = Response<R>>,
{
    type Response = Response<ResponseBody<R>>;
    type Error = S::Error;
    type Future = ResponseFuture<S::Future>;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        self.inner.poll_ready(cx)
    }

    fn call(&mut self, mut request: Request<Q>) -> Self::Future {
        let policy = Arc::clone(&self.policy);
        let evaluation = policy.evaluate((&request).into(), Selection::ONLY);
        if self.mode.immediate_status(evaluation.class()).is_some() {
            return ResponseFuture::immediate(policy, evaluation);
        }
        if self.mode == Mode::Fallback {
            request.extensions_mut().insert(MarkDecision);
        }
        let future = self.mode.call_inner(|| self.inner.call(request));
        ResponseFuture::pending(future, policy, evaluation, self.mode)
    }
}
