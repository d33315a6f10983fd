//! A hand-written layer around an axum router. The layer has no size, so that cloning it costs nothing.

use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use axum::extract::Request;
use axum::response::Response;
use http::HeaderValue;
use pin_project_lite::pin_project;
use tower::{Layer, Service};

use super::axum_router::{ReusedRouter, response_of, router_implementation};
use super::handwritten::policies::{self, HandwrittenPolicy};
use super::handwritten::protocol::{Evaluation, apply_headers, evaluate};
use super::no_cors_axum::router;
use crate::case::{Case, PolicyId};
use crate::policies::every_policy;

router_implementation!(
    /// A router in a hand-written layer.
    HandwrittenAxumLayer, "handwritten-axum-layer", "no-cors-axum", router_of
);

struct HandwrittenLayer<P>(PhantomData<fn() -> P>);

impl<P> Clone for HandwrittenLayer<P> {
    fn clone(&self) -> Self {
        Self(PhantomData)
    }
}

impl<P, S> Layer<S> for HandwrittenLayer<P> {
    type Service = HandwrittenService<P, S>;

    fn layer(&self, inner: S) -> Self::Service {
        HandwrittenService {
            inner,
            policy: PhantomData,
        }
    }
}

struct HandwrittenService<P, S> {
    inner: S,
    policy: PhantomData<fn() -> P>,
}

impl<P, S: Clone> Clone for HandwrittenService<P, S> {
    fn clone(&self) -> Self {
        Self {
            inner: self.inner.clone(),
            policy: PhantomData,
        }
    }
}

impl<P: HandwrittenPolicy, S> Service<Request> for HandwrittenService<P, S>
where
    S: Service<Request, Response = Response>,
{
    type Response = Response;
    type Error = S::Error;
    type Future = ResponseFuture<P, S::Future>;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        self.inner.poll_ready(cx)
    }

    fn call(&mut self, request: Request) -> Self::Future {
        match evaluate::<P, false>(request.method(), request.headers(), P::axum_preflights) {
            Evaluation::Preflight(status, headers) => ResponseFuture::Preflight {
                response: Some(response_of((status, headers))),
            },
            Evaluation::Actual(allowed) => ResponseFuture::Actual {
                allowed,
                future: self.inner.call(request),
                policy: PhantomData,
            },
        }
    }
}

pin_project! {
    #[project = ResponseFutureProjected]
    enum ResponseFuture<P, F> {
        Preflight { response: Option<Response> },
        Actual {
            allowed: Option<HeaderValue>,
            #[pin]
            future: F,
            policy: PhantomData<fn() -> P>,
        },
    }
}

impl<P: HandwrittenPolicy, F, E> Future for ResponseFuture<P, F>
where
    F: Future<Output = Result<Response, E>>,
{
    type Output = Result<Response, E>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        match self.project() {
            ResponseFutureProjected::Preflight { response } => Poll::Ready(Ok(response
                .take()
                .expect("a future is not polled after completion"))),
            ResponseFutureProjected::Actual {
                allowed, future, ..
            } => {
                let mut response = ready!(future.poll(cx))?;
                apply_headers::<P, false>(allowed.take(), response.headers_mut());
                Poll::Ready(Ok(response))
            }
        }
    }
}

macro_rules! layers {
    ($(($name:ident $policy:ident $type:ident $id:pat))*) => {
        fn router_of(case: &Case) -> Option<ReusedRouter> {
            let router = router(case);
            Some(ReusedRouter::new(match case.policy {
                $($id => router.layer(HandwrittenLayer::<policies::$type>(PhantomData)),)*
                PolicyId::Exact(_) => return None,
            }))
        }
    };
}
every_policy!(layers);
