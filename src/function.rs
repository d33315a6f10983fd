//! The integration for functions from [`http::Request`] to [`http::Response`].

use cors_runtime::{Evaluation, RequestHead, Vary};
use http::{HeaderMap, Request, Response, StatusCode};

use crate::__private::HasPolicy;

/// The first argument of a handler with [`cors::cors`](macro@crate::cors).
#[diagnostic::on_unimplemented(
    message = "the first argument of a handler with `#[cors::cors(…)]` must be an `http::Request` by value, not `{Self}`",
    label = "not an `http::Request`",
    note = "for an axum handler, use `#[cors::axum::cors(…)]`"
)]
pub trait HttpRequest {
    /// Returns the parts without the body.
    fn head(&self) -> RequestHead<'_>;
}

impl<B> HttpRequest for Request<B> {
    fn head(&self) -> RequestHead<'_> {
        self.into()
    }
}

/// The return type of a handler with [`cors::cors`](macro@crate::cors).
#[diagnostic::on_unimplemented(
    message = "a handler with `#[cors::cors(…)]` must return an `http::Response` or a `Result` with one, not `{Self}`",
    label = "not a response to a preflight",
    note = "the body must implement `Default`, because the response to a preflight has an empty body"
)]
pub trait HttpResponse {
    /// Creates a response without a body.
    fn without_body(status: StatusCode, headers: HeaderMap) -> Self;

    /// Returns the headers; `None` for the `Err` of a handler.
    fn headers_mut(&mut self) -> Option<&mut HeaderMap>;
}

impl<B: Default> HttpResponse for Response<B> {
    fn without_body(status: StatusCode, headers: HeaderMap) -> Self {
        let mut response = Response::new(B::default());
        *response.status_mut() = status;
        *response.headers_mut() = headers;
        response
    }

    fn headers_mut(&mut self) -> Option<&mut HeaderMap> {
        Some(self.headers_mut())
    }
}

impl<R: HttpResponse, E> HttpResponse for Result<R, E> {
    fn without_body(status: StatusCode, headers: HeaderMap) -> Self {
        Ok(R::without_body(status, headers))
    }

    fn headers_mut(&mut self) -> Option<&mut HeaderMap> {
        self.as_mut().ok().and_then(R::headers_mut)
    }
}

/// Evaluates the policy of a handler for a request. For expansions only.
#[doc(hidden)]
pub fn evaluate<P: HasPolicy, R: HttpRequest>(request: &R) -> Evaluation {
    P::compiled().evaluate(request.head(), Vary::None)
}

/// Returns the response that replaces that of the handler. For expansions only.
#[doc(hidden)]
#[must_use]
pub fn immediate_response<P: HasPolicy, R: HttpResponse>(evaluation: &Evaluation) -> Option<R> {
    let (status, headers) = P::compiled().immediate_response(evaluation)?;
    Some(R::without_body(status, headers))
}

/// Adds the headers to the response of the handler. For expansions only.
#[doc(hidden)]
pub fn apply<P: HasPolicy, R: HttpResponse>(evaluation: &Evaluation, response: &mut R) {
    if let Some(headers) = response.headers_mut() {
        P::compiled().apply(evaluation, headers);
    }
}
