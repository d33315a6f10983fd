//! The door for plain `http`: an annotated function reads its own request and finishes its own
//! response. Translation only.

use cors_runtime::protocol::prepared::{Actual, Head, Received};
use http::{HeaderMap, Request, Response, StatusCode};

use crate::__private::Annotation;

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
    fn answered(status: StatusCode, headers: HeaderMap) -> Self;

    /// The headers to finish; none where the handler gave an error instead of a response.
    fn headers_mut(&mut self) -> Option<&mut HeaderMap>;
}

impl<B: Default> GivesResponse for Response<B> {
    fn answered(status: StatusCode, headers: HeaderMap) -> Self {
        let mut response = Response::new(B::default());
        *response.status_mut() = status;
        *response.headers_mut() = headers;
        response
    }

    fn headers_mut(&mut self) -> Option<&mut HeaderMap> {
        Some(self.headers_mut())
    }
}

impl<R: GivesResponse, E> GivesResponse for Result<R, E> {
    fn answered(status: StatusCode, headers: HeaderMap) -> Self {
        Ok(R::answered(status, headers))
    }

    fn headers_mut(&mut self) -> Option<&mut HeaderMap> {
        self.as_mut().ok().and_then(R::headers_mut)
    }
}

#[doc(hidden)]
#[must_use]
pub fn receive<P: Annotation, R: TakesRequest>(request: &R) -> Received {
    P::prepared().receive(request.head())
}

#[doc(hidden)]
#[must_use]
pub fn answered<R: GivesResponse>(status: StatusCode, headers: HeaderMap) -> R {
    R::answered(status, headers)
}

#[doc(hidden)]
pub fn finish<P: Annotation, R: GivesResponse>(actual: Actual, response: &mut R) {
    if let Some(headers) = response.headers_mut() {
        actual.finish(P::prepared(), headers);
    }
}
