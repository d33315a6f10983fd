//! A handler that runs: its extractors, then the function, and the headers on what comes back, a
//! rejection included.
//!
//! Written by hand because an `async` block has room for each value twice, before it is handed on and
//! after, and the allocator is slow with futures of more than a thousand bytes.

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use axum::response::{IntoResponse, Response};
use cors_runtime::protocol::prepared::{Actual, Prepared};
use pin_project_lite::pin_project;

use super::handler::AnnotatedHandler;

pin_project! {
    /// A handler that runs, and what goes onto its response where that is finished right here.
    pub(super) struct Running<H, E, F> {
        #[pin]
        pub(super) step: Step<H, E, F>,
        pub(super) finish: Option<(&'static Prepared, Actual)>,
    }
}

pin_project! {
    /// What runs of it.
    #[project = StepProjected]
    pub(super) enum Step<H, E, F> {
        Extracting {
            handler: H,
            #[pin]
            extracting: E,
        },
        Handling {
            #[pin]
            handling: F,
        },
    }
}

impl<H, Arguments, E> Future for Running<H, E, H::Future>
where
    H: AnnotatedHandler<Arguments>,
    H::Future: Future<Output: IntoResponse>,
    E: Future<Output = Result<Arguments, Response>>,
{
    type Output = Response;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Response> {
        let mut this = self.project();
        let mut response = loop {
            match this.step.as_mut().project() {
                StepProjected::Extracting {
                    handler,
                    extracting,
                } => match ready!(extracting.poll(context)) {
                    Ok(arguments) => {
                        let handling = handler.clone().call(arguments);
                        this.step.set(Step::Handling { handling });
                    }
                    Err(rejection) => break rejection,
                },
                StepProjected::Handling { handling } => {
                    break ready!(handling.poll(context)).into_response();
                }
            }
        };
        if let Some((prepared, actual)) = this.finish {
            actual.finish_in_place(prepared, response.headers_mut());
        }
        Poll::Ready(response)
    }
}
