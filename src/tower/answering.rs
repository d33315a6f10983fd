//! The future of an answer: CORS's own, or the inside's on its way out.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};

use cors_runtime::protocol::prepared::{Actual, Kept, Last, Prepared};
use http::Response;
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
            answer: Kept,
            prepared: Arc<Prepared>,
        },
        Inside {
            #[pin]
            future: F,
            prepared: Arc<Prepared>,
            then: Then,
        },
    }
}

impl<F> Answering<F> {
    pub(super) fn answered(answer: Kept, prepared: Arc<Prepared>) -> Self {
        let state = State::Answered { answer, prepared };
        Self { state }
    }

    pub(super) fn inside(future: F, prepared: Arc<Prepared>, then: Then) -> Self {
        let state = State::Inside {
            future,
            prepared,
            then,
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
            StateProjected::Answered { answer, prepared } => {
                let mut response = Response::new(OrEmpty::default());
                *response.status_mut() = answer.status();
                *response.headers_mut() = answer.take_headers(prepared);
                return Poll::Ready(Ok(response));
            }
            StateProjected::Inside {
                future,
                prepared,
                then,
            } => (future, prepared, then),
        };
        let mut response = ready!(future.poll(context))?;
        let headers = response.headers_mut();
        match then {
            Then::Finish(actual) => actual.finish_in_place(prepared, headers),
            Then::Settle(last) => {
                if let Some(status) = last.settle(prepared, headers) {
                    let mut response = Response::new(OrEmpty::default());
                    *response.status_mut() = status;
                    *response.headers_mut() = std::mem::take(headers);
                    return Poll::Ready(Ok(response));
                }
            }
        }
        Poll::Ready(Ok(response.map(OrEmpty::from)))
    }
}
