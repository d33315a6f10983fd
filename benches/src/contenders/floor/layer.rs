//! The floor as any layer of tower has to be: around a service whose body it does not know, by a
//! policy that it gets when the program runs.
//!
//! Such a policy is a value: what compares an origin with it, and what writes its headers, is called
//! through a pointer. The rest is as everywhere in the floor, and the duties of correctness are done.

use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};

// An option around the inside's body. One of the floor's own would be the same.
use cors::tower::OrEmpty;
use http::{HeaderMap, HeaderValue, Method, Request, Response, StatusCode};
use pin_project_lite::pin_project;
use tower::{Layer, Service};

use super::{Answers, Known, Received, finish, receive};

/// The layer.
#[derive(Debug, Clone)]
pub struct ByHand(Arc<Told>);

/// A policy as a value.
#[derive(Debug)]
struct Told {
    receive: fn(&Method, &HeaderMap, &Answers) -> Received,
    finish: Finish,
    answers: Answers,
}

type Finish = fn(Option<HeaderValue>, &mut HeaderMap);

impl ByHand {
    /// The layer of a policy. Nothing is said of a length, since what is around it may not be axum.
    pub fn new<P: Known>() -> Self {
        Self(Arc::new(Told {
            receive: |method, headers, answers| receive::<P, true>(method, headers, || answers),
            finish: finish::<P, true>,
            answers: P::answers().clone(),
        }))
    }
}

impl<S> Layer<S> for ByHand {
    type Service = Surrounded<S>;

    fn layer(&self, inside: S) -> Self::Service {
        Surrounded {
            inside,
            layer: self.clone(),
        }
    }
}

/// The service.
#[derive(Debug, Clone)]
pub struct Surrounded<S> {
    inside: S,
    layer: ByHand,
}

impl<S, Q, B> Service<Request<Q>> for Surrounded<S>
where
    S: Service<Request<Q>, Response = Response<B>>,
{
    type Response = Response<OrEmpty<B>>;
    type Error = S::Error;
    type Future = Answering<S::Future>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        self.inside.poll_ready(context)
    }

    #[inline]
    fn call(&mut self, request: Request<Q>) -> Self::Future {
        let told = &*self.layer.0;
        match (told.receive)(request.method(), request.headers(), &told.answers) {
            Received::Preflight(status, headers) => Answering::Preflight {
                answer: Some((status, headers)),
            },
            Received::Actual(allowed) => Answering::Actual {
                allowed,
                finish: told.finish,
                future: self.inside.call(request),
            },
        }
    }
}

pin_project! {
    /// The future of the service, without a box.
    #[project = AnsweringProjected]
    pub enum Answering<F> {
        Preflight { answer: Option<(StatusCode, HeaderMap)> },
        Actual {
            allowed: Option<HeaderValue>,
            finish: Finish,
            #[pin]
            future: F,
        },
    }
}

impl<F, B, E> Future for Answering<F>
where
    F: Future<Output = Result<Response<B>, E>>,
{
    type Output = Result<Response<OrEmpty<B>>, E>;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        match self.project() {
            AnsweringProjected::Preflight { answer } => {
                let (status, headers) = answer.take().expect("polled once");
                let mut response = Response::new(OrEmpty::default());
                *response.status_mut() = status;
                *response.headers_mut() = headers;
                Poll::Ready(Ok(response))
            }
            AnsweringProjected::Actual {
                allowed,
                finish,
                future,
            } => {
                let mut response = ready!(future.poll(context))?;
                finish(allowed.take(), response.headers_mut());
                Poll::Ready(Ok(response.map(OrEmpty::from)))
            }
        }
    }
}
