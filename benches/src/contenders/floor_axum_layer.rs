//! The floor as a layer around a router of axum: without a size, so that there is nothing to clone.

use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use axum::extract::Request;
use axum::response::Response;
use http::HeaderValue;
use pin_project_lite::pin_project;
use tower::{Layer, Service};

use super::bare_axum::router;
use super::floor::{self, Known, Received, finish, receive};
use super::floor_axum::answered;
use super::router::{Driven, routed};
use crate::case::{Case, PolicyId};
use crate::policies::every_policy;

routed!(
    /// The floor as a layer.
    FloorAxumLayer, "floor-axum-layer", "bare-axum", driven
);

struct Around<P>(PhantomData<fn() -> P>);

impl<P> Clone for Around<P> {
    fn clone(&self) -> Self {
        Self(PhantomData)
    }
}

impl<P, S> Layer<S> for Around<P> {
    type Service = Surrounded<P, S>;

    fn layer(&self, inside: S) -> Self::Service {
        Surrounded {
            inside,
            policy: PhantomData,
        }
    }
}

struct Surrounded<P, S> {
    inside: S,
    policy: PhantomData<fn() -> P>,
}

impl<P, S: Clone> Clone for Surrounded<P, S> {
    fn clone(&self) -> Self {
        Self {
            inside: self.inside.clone(),
            policy: PhantomData,
        }
    }
}

impl<P: Known, S> Service<Request> for Surrounded<P, S>
where
    S: Service<Request, Response = Response>,
{
    type Response = Response;
    type Error = S::Error;
    type Future = Answering<P, S::Future>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        self.inside.poll_ready(context)
    }

    fn call(&mut self, request: Request) -> Self::Future {
        match receive::<P, false>(request.method(), request.headers(), P::answers_in_axum) {
            Received::Preflight(status, headers) => Answering::Preflight {
                response: Some(answered((status, headers))),
            },
            Received::Actual(allowed) => Answering::Actual {
                allowed,
                future: self.inside.call(request),
                policy: PhantomData,
            },
        }
    }
}

pin_project! {
    #[project = AnsweringProjected]
    enum Answering<P, F> {
        Preflight { response: Option<Response> },
        Actual {
            allowed: Option<HeaderValue>,
            #[pin]
            future: F,
            policy: PhantomData<fn() -> P>,
        },
    }
}

impl<P: Known, F, E> Future for Answering<P, F>
where
    F: Future<Output = Result<Response, E>>,
{
    type Output = Result<Response, E>;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        match self.project() {
            AnsweringProjected::Preflight { response } => {
                Poll::Ready(Ok(response.take().expect("polled once")))
            }
            AnsweringProjected::Actual {
                allowed, future, ..
            } => {
                let mut response = ready!(future.poll(context))?;
                finish::<P, false>(allowed.take(), response.headers_mut());
                Poll::Ready(Ok(response))
            }
        }
    }
}

macro_rules! layers {
    ($(($name:ident $policy:ident $known:ident $id:pat))*) => {
        fn driven(case: &Case) -> Option<Driven> {
            let router = router(case);
            Some(Driven::new(match case.policy {
                $($id => router.layer(Around::<floor::$known>(PhantomData)),)*
                PolicyId::Exact(_) => return None,
            }))
        }
    };
}
every_policy!(layers);
