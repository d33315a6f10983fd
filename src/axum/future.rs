//! The future of a mounted handler.

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use axum::response::{IntoResponse, Response};
use cors_runtime::{CompiledPolicy, Evaluation};
use pin_project_lite::pin_project;

use super::handler::CorsHandler;

pin_project! {
    /// Runs the extractors, then the handler, and adds the headers to the response or the rejection.
    ///
    /// It is written by hand because an `async` block reserves space for each value before and after a
    /// move, and the allocator is slow for futures of more than 1,024 bytes.
    pub(super) struct HandlerFuture<H, E, F> {
        #[pin]
        pub(super) state: State<H, E, F>,
        pub(super) policy: &'static CompiledPolicy,
        pub(super) evaluation: Evaluation,
    }
}

pin_project! {
    #[project = StateProjected]
    pub(super) enum State<H, E, F> {
        Extracting {
            handler: H,
            #[pin]
            future: E,
        },
        Running {
            #[pin]
            future: F,
        },
    }
}

impl<H, T, E> Future for HandlerFuture<H, E, H::Future>
where
    H: CorsHandler<T>,
    H::Future: Future<Output: IntoResponse>,
    E: Future<Output = Result<T, Response>>,
{
    type Output = Response;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Response> {
        let mut this = self.project();
        let mut response = loop {
            match this.state.as_mut().project() {
                StateProjected::Extracting { handler, future } => match ready!(future.poll(cx)) {
                    Ok(arguments) => {
                        let future = handler.clone().call(arguments);
                        this.state.set(State::Running { future });
                    }
                    Err(rejection) => break rejection,
                },
                StateProjected::Running { future } => {
                    break ready!(future.poll(cx)).into_response();
                }
            }
        };
        this.policy.apply(this.evaluation, &mut response);
        Poll::Ready(response)
    }
}
