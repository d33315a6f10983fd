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
    pub(super) inner: S,
    pub(super) policy: Arc<CompiledPolicy>,
    pub(super) mode: Mode,
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
        let (policy, mode) = (Arc::clone(&self.policy), self.mode);
        let evaluation = policy.evaluate((&request).into(), Selection::ONLY);
        if mode == Mode::Fallback {
            request.extensions_mut().insert(MarkDecision);
        }
        let inner = match mode.immediate_status(evaluation.class()) {
            Some(_) => None,
            None => Some(mode.call_inner(|| self.inner.call(request))),
        };
        ResponseFuture {
            inner,
            policy,
            evaluation,
            mode,
        }
    }
}
