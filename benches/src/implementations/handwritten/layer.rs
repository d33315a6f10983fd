//! A correct hand-written tower layer, around a service with any body and with a policy that is known at
//! run time.
//!
//! Such a policy is a value, so that the functions which check an origin and add headers are called through
//! pointers. Everything else is as in the other hand-written implementations.

use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};

// An optional inner body. A hand-written type would be identical.
use cors::tower::ResponseBody;
use http::{HeaderMap, HeaderValue, Method, Request, Response, StatusCode};
use pin_project_lite::pin_project;
use tower::{Layer, Service};

use super::policies::{HandwrittenPolicy, PreflightHeaders};
use super::protocol::{Evaluation, apply_headers, evaluate};

/// The layer.
#[derive(Debug, Clone)]
pub struct HandwrittenLayer(Arc<PolicyValue>);

/// A policy as a value.
#[derive(Debug)]
struct PolicyValue {
    evaluate: fn(&Method, &HeaderMap, &PreflightHeaders) -> Evaluation,
    apply_headers: ApplyHeaders,
    preflights: PreflightHeaders,
}

type ApplyHeaders = fn(Option<HeaderValue>, &mut HeaderMap);

impl HandwrittenLayer {
    /// Creates the layer for a policy. It does not send `content-length`, which is needed in axum only.
    pub fn new<P: HandwrittenPolicy>() -> Self {
        Self(Arc::new(PolicyValue {
            evaluate: |method, headers, preflights| {
                evaluate::<P, true>(method, headers, || preflights)
            },
            apply_headers: apply_headers::<P, true>,
            preflights: P::preflights().clone(),
        }))
    }
}

impl<S> Layer<S> for HandwrittenLayer {
    type Service = HandwrittenService<S>;

    fn layer(&self, inner: S) -> Self::Service {
        HandwrittenService {
            inner,
            layer: self.clone(),
        }
    }
}

/// The service.
#[derive(Debug, Clone)]
pub struct HandwrittenService<S> {
    inner: S,
    layer: HandwrittenLayer,
}

impl<S, Q, B> Service<Request<Q>> for HandwrittenService<S>
where
    S: Service<Request<Q>, Response = Response<B>>,
{
    type Response = Response<ResponseBody<B>>;
    type Error = S::Error;
    type Future = ResponseFuture<S::Future>;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        self.inner.poll_ready(cx)
    }

    #[inline]
    fn call(&mut self, request: Request<Q>) -> Self::Future {
        let policy = &*self.layer.0;
        match (policy.evaluate)(request.method(), request.headers(), &policy.preflights) {
            Evaluation::Preflight(status, headers) => ResponseFuture::Preflight {
                parts: Some((status, headers)),
            },
            Evaluation::Actual(allowed) => ResponseFuture::Actual {
                allowed,
                apply_headers: policy.apply_headers,
                future: self.inner.call(request),
            },
        }
    }
}

pin_project! {
    /// The future of the service, which does not allocate.
    #[project = ResponseFutureProjected]
    pub enum ResponseFuture<F> {
        Preflight { parts: Option<(StatusCode, HeaderMap)> },
        Actual {
            allowed: Option<HeaderValue>,
            apply_headers: ApplyHeaders,
            #[pin]
            future: F,
        },
    }
}

impl<F, B, E> Future for ResponseFuture<F>
where
    F: Future<Output = Result<Response<B>, E>>,
{
    type Output = Result<Response<ResponseBody<B>>, E>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        match self.project() {
            ResponseFutureProjected::Preflight { parts } => {
                let (status, headers) = parts
                    .take()
                    .expect("a future is not polled after completion");
                let mut response = Response::new(ResponseBody::default());
                *response.status_mut() = status;
                *response.headers_mut() = headers;
                Poll::Ready(Ok(response))
            }
            ResponseFutureProjected::Actual {
                allowed,
                apply_headers,
                future,
            } => {
                let mut response = ready!(future.poll(cx))?;
                apply_headers(allowed.take(), response.headers_mut());
                Poll::Ready(Ok(response.map(ResponseBody::from)))
            }
        }
    }
}
