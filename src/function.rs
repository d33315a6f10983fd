//! The integration for functions from [`http::Request`] to [`http::Response`].

use std::marker::PhantomData;

use cors_runtime::{CompiledPolicy, Evaluation, RequestHead, Selection};
use http::{Request, Response};

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
    fn without_body(response: Response<()>) -> Self;

    /// Adds the headers; not to the `Err` of a handler.
    fn apply(&mut self, policy: &CompiledPolicy, evaluation: &Evaluation);
}

impl<B: Default> HttpResponse for Response<B> {
    fn without_body(response: Response<()>) -> Self {
        response.map(|()| B::default())
    }

    fn apply(&mut self, policy: &CompiledPolicy, evaluation: &Evaluation) {
        policy.apply(evaluation, self);
    }
}

impl<R: HttpResponse, E> HttpResponse for Result<R, E> {
    fn without_body(response: Response<()>) -> Self {
        Ok(R::without_body(response))
    }

    fn apply(&mut self, policy: &CompiledPolicy, evaluation: &Evaluation) {
        if let Ok(response) = self {
            response.apply(policy, evaluation);
        }
    }
}

/// The type of a handler's request. For expansions only.
///
/// For a request of axum, method look-up finds the method that warns; for any other request, that of
/// [`AnyRequest`].
#[doc(hidden)]
#[derive(Debug)]
pub struct RequestType<R>(PhantomData<R>);

impl<R> RequestType<R> {
    /// Returns the type of a request.
    #[must_use]
    pub const fn of(_: &R) -> Self {
        Self(PhantomData)
    }
}

/// The request types that nothing is known about. For expansions only.
#[doc(hidden)]
pub trait AnyRequest {
    /// Does nothing.
    fn axum_handler_without_preflights(&self) {}
}

impl<R> AnyRequest for RequestType<R> {}

#[cfg(feature = "axum")]
impl RequestType<Request<axum::body::Body>> {
    /// Warns that axum's routing functions take the handler, but do not route its preflights.
    #[deprecated(note = "
the handler takes a request of axum: `axum::routing::put` would mount it without a route for its preflights, \
which get 405
help: write `#[cors::axum::cors(…)]`, and mount it by `cors::axum::put`
help: if the handler is mounted for every method, write `#[allow(deprecated)]` above it")]
    pub const fn axum_handler_without_preflights(&self) {}
}

/// Returns the policy of a handler. For expansions only.
#[doc(hidden)]
#[must_use]
pub fn compiled_policy<P: HasPolicy>() -> &'static CompiledPolicy {
    P::compiled()
}

/// Evaluates a policy for a request. For expansions only.
#[doc(hidden)]
pub fn evaluate<R: HttpRequest>(policy: &CompiledPolicy, request: &R) -> Evaluation {
    policy.evaluate(request.head(), Selection::ONLY)
}

/// Returns the response that replaces that of the handler. For expansions only.
#[doc(hidden)]
#[must_use]
pub fn immediate_response<R: HttpResponse>(
    policy: &CompiledPolicy,
    evaluation: &Evaluation,
) -> Option<R> {
    let response = policy.immediate_response(evaluation)?;
    Some(R::without_body(response))
}

/// Adds the headers to the response of the handler. For expansions only.
#[doc(hidden)]
pub fn apply<R: HttpResponse>(policy: &CompiledPolicy, evaluation: &Evaluation, response: &mut R) {
    response.apply(policy, evaluation);
}
