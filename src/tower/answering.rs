//! The future of an answer: CORS's own, or the inside's on its way out.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};

use cors_runtime::protocol::prepared::{Actual, Last, Prepared};
use http::{HeaderMap, Response, StatusCode};
use pin_project_lite::pin_project;

use super::body::OrEmpty;

/// What is left to do when the inside has answered.
#[derive(Debug)]
pub(super) enum Then {
    Finish(Actual),
    Settle(Last),
}

pin_project! {
    /// The future of [`Cors`](super::Cors): the inside's own, without a box.
    #[derive(Debug)]
    pub struct Answering<F> {
        #[pin]
        state: State<F>,
    }
}

pin_project! {
    #[derive(Debug)]
    #[project = StateProjected]
    enum State<F> {
        Answered {
            answer: Option<(StatusCode, HeaderMap)>,
        },
        Inside {
            #[pin]
            future: F,
            prepared: Arc<Prepared>,
            then: Option<Then>,
        },
    }
}

impl<F> Answering<F> {
    pub(super) fn answered(status: StatusCode, headers: HeaderMap) -> Self {
        let answer = Some((status, headers));
        let state = State::Answered { answer };
        Self { state }
    }

    pub(super) fn inside(future: F, prepared: Arc<Prepared>, then: Then) -> Self {
        let state = State::Inside {
            future,
            prepared,
            then: Some(then),
        };
        Self { state }
    }
}

impl<F, R, E> Future for Answering<F>
where
    F: Future<Output = Result<Response<R>, E>>,
{
    type Output = Result<Response<OrEmpty<R>>, E>;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let (future, prepared, then) = match self.project().state.project() {
            StateProjected::Answered { answer } => {
                // A future is not polled again after it was ready; an empty answer is what a broken
                // executor gets instead of a panic.
                let (status, headers) = answer.take().unwrap_or_default();
                return Poll::Ready(Ok(empty(status, headers)));
            }
            StateProjected::Inside {
                future,
                prepared,
                then,
            } => (future, prepared, then),
        };
        let mut response = ready!(future.poll(context))?;
        let headers = response.headers_mut();
        match then.take() {
            Some(Then::Finish(actual)) => actual.finish(prepared, headers),
            Some(Then::Settle(last)) => {
                if let Some(status) = last.settle(prepared, headers) {
                    return Poll::Ready(Ok(empty(status, std::mem::take(headers))));
                }
            }
            None => {}
        }
        Poll::Ready(Ok(response.map(OrEmpty::from)))
    }
}

fn empty<R>(status: StatusCode, headers: HeaderMap) -> Response<OrEmpty<R>> {
    let mut response = Response::new(OrEmpty::default());
    *response.status_mut() = status;
    *response.headers_mut() = headers;
    response
}
