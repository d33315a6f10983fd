//! The future of [`Cors`](super::Cors).

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};

use cors_runtime::{CompiledPolicy, Evaluation, Mode};
use http::{HeaderMap, Response, StatusCode};
use pin_project_lite::pin_project;

use super::body::ResponseBody;

pin_project! {
    /// The response future of [`Cors`](super::Cors), without a box.
    #[derive(Debug)]
    #[must_use = "futures do nothing unless polled"]
    pub struct ResponseFuture<F> {
        #[pin]
        state: State<F>,
        policy: Arc<CompiledPolicy>,
        evaluation: Evaluation,
    }
}

pin_project! {
    #[derive(Debug)]
    #[project = StateProjected]
    enum State<F> {
        /// The response does not depend on the inner service.
        Immediate,
        /// The inner service has not responded yet.
        Pending {
            #[pin]
            future: F,
            mode: Mode,
        },
    }
}

impl<F> ResponseFuture<F> {
    pub(super) fn immediate(policy: Arc<CompiledPolicy>, evaluation: Evaluation) -> Self {
        Self {
            state: State::Immediate,
            policy,
            evaluation,
        }
    }

    pub(super) fn pending(
        future: F,
        policy: Arc<CompiledPolicy>,
        evaluation: Evaluation,
        mode: Mode,
    ) -> Self {
        Self {
            state: State::Pending { future, mode },
            policy,
            evaluation,
        }
    }
}

impl<F, R, E> Future for ResponseFuture<F>
where
    F: Future<Output = Result<Response<R>, E>>,
{
    type Output = Result<Response<ResponseBody<R>>, E>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let this = self.project();
        let (future, mode) = match this.state.project() {
            StateProjected::Immediate => {
                let (status, headers) = this
                    .policy
                    .immediate_response(this.evaluation)
                    .unwrap_or_default();
                return Poll::Ready(Ok(without_body(status, headers)));
            }
            StateProjected::Pending { future, mode } => (future, *mode),
        };
        let mut response = ready!(future.poll(cx))?;
        let headers = response.headers_mut();
        let replacement = match mode {
            Mode::Primary => {
                this.policy.apply(this.evaluation, headers);
                None
            }
            Mode::Fallback => this.policy.apply_if_undecided(this.evaluation, headers),
        };
        Poll::Ready(Ok(match replacement {
            Some((status, headers)) => without_body(status, headers),
            None => response.map(ResponseBody::from),
        }))
    }
}

fn without_body<R>(status: StatusCode, headers: HeaderMap) -> Response<ResponseBody<R>> {
    let mut response = Response::new(ResponseBody::default());
    *response.status_mut() = status;
    *response.headers_mut() = headers;
    response
}
