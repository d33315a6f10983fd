//! CORS around a resource that has middleware: what the middleware answers by itself, a 401 say, is
//! an answer of the resource too, and a preflight, which never carries credentials, must not reach
//! it.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};

use axum::extract::Request;
use axum::response::Response;
use axum::routing::Route;
use cors_runtime::protocol::prepared::{Actual, Prepared, Received};
use pin_project_lite::pin_project;
use tower::{Layer, Service};

use super::answered::answered;
use super::undecided::Endpoints;

/// Puts CORS around whatever a resource's routes are.
#[derive(Debug, Clone)]
pub(super) struct Around(pub(super) Endpoints);

impl<E> Layer<Route<E>> for Around {
    type Service = Surrounded<Route<E>>;

    fn layer(&self, inside: Route<E>) -> Self::Service {
        Surrounded {
            inside,
            endpoints: self.0.clone(),
        }
    }
}

/// A route with CORS around it.
#[derive(Debug, Clone)]
pub(super) struct Surrounded<R> {
    inside: R,
    endpoints: Endpoints,
}

impl<R> Service<Request> for Surrounded<R>
where
    R: Service<Request, Response = Response>,
{
    type Response = Response;
    type Error = R::Error;
    type Future = Answering<R::Future>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), R::Error>> {
        self.inside.poll_ready(context)
    }

    fn call(&mut self, request: Request) -> Self::Future {
        let received = self.endpoints.receive((&request).into());
        match received {
            Some((_, Received::Answered(answer))) => Answering::Answered {
                response: Some(answered(answer)),
            },
            Some((prepared, Received::Actual(actual))) => Answering::Actual {
                finish: Some((Arc::clone(prepared), actual)),
                future: self.inside.call(request),
            },
            None => Answering::Actual {
                finish: None,
                future: self.inside.call(request),
            },
        }
    }
}

pin_project! {
    /// The answer of a route with CORS around it.
    #[project = AnsweringProjected]
    pub(super) enum Answering<F> {
        Answered { response: Option<Response> },
        Actual {
            finish: Option<(Arc<Prepared>, Actual)>,
            #[pin]
            future: F,
        },
    }
}

impl<F, E> Future for Answering<F>
where
    F: Future<Output = Result<Response, E>>,
{
    type Output = Result<Response, E>;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        match self.project() {
            // A future is not polled again after it was ready; an empty answer is what a broken
            // executor gets instead of a panic.
            AnsweringProjected::Answered { response } => {
                Poll::Ready(Ok(response.take().unwrap_or_default()))
            }
            AnsweringProjected::Actual { finish, future } => {
                let mut response = ready!(future.poll(context))?;
                if let Some((prepared, actual)) = finish.take() {
                    actual.finish(&prepared, response.headers_mut());
                }
                Poll::Ready(Ok(response))
            }
        }
    }
}
