//! The layer around a path whose handlers have middleware.
//!
//! A response of the middleware, such as a 401, needs the headers too. A preflight never carries
//! credentials, so it must not reach the middleware.

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use axum::extract::Request;
use axum::response::Response;
use axum::routing::Route;
use pin_project_lite::pin_project;
use tower::{Layer, Service};

use super::endpoints::{Endpoints, Evaluated};

/// A layer that applies the policies of a path.
#[derive(Debug, Clone)]
pub(super) struct CorsLayer(pub(super) Endpoints);

impl<E> Layer<Route<E>> for CorsLayer {
    type Service = CorsService<Route<E>>;

    fn layer(&self, inner: Route<E>) -> Self::Service {
        CorsService {
            inner,
            endpoints: self.0.clone(),
        }
    }
}

/// A route with the policies of its path around it.
#[derive(Debug, Clone)]
pub(super) struct CorsService<R> {
    inner: R,
    endpoints: Endpoints,
}

impl<R> Service<Request> for CorsService<R>
where
    R: Service<Request, Response = Response>,
{
    type Response = Response;
    type Error = R::Error;
    type Future = ResponseFuture<R::Future>;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), R::Error>> {
        self.inner.poll_ready(cx)
    }

    fn call(&mut self, request: Request) -> Self::Future {
        let evaluated = self.endpoints.evaluate((&request).into());
        match evaluated.as_ref().and_then(Evaluated::immediate_response) {
            Some(response) => ResponseFuture::Immediate {
                response: Some(response),
            },
            None => ResponseFuture::Pending {
                future: self.inner.call(request),
                evaluated,
            },
        }
    }
}

pin_project! {
    /// The response future of [`CorsService`].
    #[project = ResponseFutureProjected]
    pub(super) enum ResponseFuture<F> {
        Immediate { response: Option<Response> },
        Pending {
            #[pin]
            future: F,
            evaluated: Option<Evaluated>,
        },
    }
}

impl<F, E> Future for ResponseFuture<F>
where
    F: Future<Output = Result<Response, E>>,
{
    type Output = Result<Response, E>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        match self.project() {
            // A future is not polled again after it was ready. A broken executor gets an empty response
            // instead of a panic.
            ResponseFutureProjected::Immediate { response } => {
                Poll::Ready(Ok(response.take().unwrap_or_default()))
            }
            ResponseFutureProjected::Pending { future, evaluated } => {
                let mut response = ready!(future.poll(cx))?;
                if let Some(evaluated) = evaluated {
                    evaluated.apply(&mut response);
                }
                Poll::Ready(Ok(response))
            }
        }
    }
}
