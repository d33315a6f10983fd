//! The layer around the routes and the fallback of a path.
//!
//! It is for responses that do not come from an annotated handler: of middleware, such as a 401, and of a
//! fallback handler. A preflight never carries credentials, so it must not reach middleware.

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use axum::extract::Request;
use axum::response::Response;
use pin_project_lite::pin_project;
use tower::{Layer, Service};

use super::endpoints::{Endpoints, Evaluated};
use super::request;

/// A layer that applies the policies of a path.
#[derive(Debug, Clone)]
pub(super) struct CorsLayer(pub(super) Endpoints);

impl<S> Layer<S> for CorsLayer {
    type Service = CorsService<S>;

    fn layer(&self, inner: S) -> Self::Service {
        CorsService {
            inner,
            endpoints: self.0.clone(),
        }
    }
}

/// A service with the policies of a path around it.
#[derive(Debug, Clone)]
pub(super) struct CorsService<S> {
    inner: S,
    endpoints: Endpoints,
}

impl<S> Service<Request> for CorsService<S>
where
    S: Service<Request, Response = Response>,
{
    type Response = Response;
    type Error = S::Error;
    type Future = ResponseFuture<S::Future>;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        self.inner.poll_ready(cx)
    }

    fn call(&mut self, request: Request) -> Self::Future {
        let evaluated = self.endpoints.evaluate(request::head(&request));
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
