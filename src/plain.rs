//! The door for plain `http`: an annotated function reads its own request and finishes its own
//! response. Translation only.

use cors_runtime::protocol::prepared::{Actual, Answer, Head, Received};
use http::{HeaderMap, Request, Response};

use crate::__private::HasPolicy;

/// What a handler under [`cors::cors`](macro@crate::cors) takes first.
#[diagnostic::on_unimplemented(
    message = "a handler under `cors::cors` takes an `http::Request` first, by value, and not `{Self}`",
    label = "this argument is not the request",
    note = "for a handler of axum, annotate it with `#[cors::axum::cors(…)]`"
)]
pub trait TakesRequest {
    /// Its parts that CORS reads.
    fn head(&self) -> Head<'_>;
}

impl<B> TakesRequest for Request<B> {
    fn head(&self) -> Head<'_> {
        self.into()
    }
}

/// What a handler under [`cors::cors`](macro@crate::cors) returns.
#[diagnostic::on_unimplemented(
    message = "a handler under `cors::cors` returns an `http::Response`, or a `Result` with one, and not `{Self}`",
    label = "this is not a response that can answer a preflight",
    note = "the body must implement `Default`: a preflight is answered with an empty one"
)]
pub trait GivesResponse {
    /// The answer that CORS gives by itself.
    fn answered(answer: Answer<'_>) -> Self;

    /// The headers to finish; none where the handler gave an error instead of a response.
    fn headers_mut(&mut self) -> Option<&mut HeaderMap>;
}

impl<B: Default> GivesResponse for Response<B> {
    fn answered(answer: Answer<'_>) -> Self {
        let mut response = Response::new(B::default());
        *response.status_mut() = answer.status();
        *response.headers_mut() = answer.into_headers();
        response
    }

    fn headers_mut(&mut self) -> Option<&mut HeaderMap> {
        Some(self.headers_mut())
    }
}

impl<R: GivesResponse, E> GivesResponse for Result<R, E> {
    fn answered(answer: Answer<'_>) -> Self {
        Ok(R::answered(answer))
    }

    fn headers_mut(&mut self) -> Option<&mut HeaderMap> {
        self.as_mut().ok().and_then(R::headers_mut)
    }
}

#[doc(hidden)]
#[must_use]
#[inline]
pub fn evaluate<P: HasPolicy, R: TakesRequest>(request: &R) -> Received<'static> {
    P::compiled_policy().receive_seeing(P::policy(), request.head())
}

#[doc(hidden)]
#[must_use]
#[inline]
pub fn into_response<R: GivesResponse>(answer: Answer<'_>) -> R {
    R::answered(answer)
}

#[doc(hidden)]
#[inline]
pub fn apply_headers<P: HasPolicy, R: GivesResponse>(actual: Actual, response: &mut R) {
    if let Some(headers) = response.headers_mut() {
        actual.finish_right_here(P::compiled_policy(), headers);
    }
}
