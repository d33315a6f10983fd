//! The future of [`Cors`](super::Cors).

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};

use cors_runtime::{CompiledPolicy, Evaluation, Mode, Wrapper};
use http::Response;
use pin_project_lite::pin_project;

use super::body::ResponseBody;

const WRAPPER: Wrapper = Wrapper {
    name: "CorsLayer",
    help: "add its route after `.layer(CorsLayer::new(…))`",
};

pin_project! {
    /// The response future of [`Cors`](super::Cors), without a box.
    #[derive(Debug)]
    #[must_use = "futures do nothing unless polled"]
    pub struct ResponseFuture<F> {
        // That of the inner service; `None` if the response does not depend on it.
        #[pin]
        pub(super) inner: Option<F>,
        pub(super) policy: Arc<CompiledPolicy>,
        pub(super) evaluation: Evaluation,
        pub(super) mode: Mode,
    }
}

impl<F, R, E> Future for ResponseFuture<F>
where
    F: Future<Output = Result<Response<R>, E>>,
{
    type Output = Result<Response<ResponseBody<R>>, E>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let this = self.project();
        let Some(inner) = this.inner.as_pin_mut() else {
            let response = this.policy.immediate_response(this.evaluation);
            return Poll::Ready(Ok(without_body(response.unwrap_or_default())));
        };
        let mode = *this.mode;
        let mut response = ready!(mode.call_inner(|| inner.poll(cx)))?;
        let replacement =
            this.policy
                .apply_if_undecided(this.evaluation, &mut response, mode, &WRAPPER);
        Poll::Ready(Ok(match replacement {
            Some(response) => without_body(response),
            None => response.map(ResponseBody::from),
        }))
    }
}

fn without_body<R>(response: Response<()>) -> Response<ResponseBody<R>> {
    response.map(|()| ResponseBody::default())
}
