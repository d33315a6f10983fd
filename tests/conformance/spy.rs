//! The handler behind every policy of the table: it does what the row tells it, and leaves a mark.

use std::convert::Infallible;
use std::sync::{Mutex, MutexGuard, PoisonError};

use axum::extract::{FromRequestParts, Request};
use axum::middleware::Next;
use http::request::Parts;
use http::{HeaderMap, HeaderName, HeaderValue, Response};

/// A request line by which a row says what the handler answers: `x-answer: vary: accept-encoding`.
pub(crate) const ANSWER: &str = "x-answer";
/// The same for the status.
pub(crate) const STATUS: &str = "x-answer-status";
/// The body of every handler.
pub(crate) const BODY: &str = "the handler's own body";

/// What was reached since the marks were taken. Whoever runs requests takes [`turn`]s, and runs one
/// at a time.
static MARKS: Mutex<Vec<&'static str>> = Mutex::new(Vec::new());

/// Whose turn it is to look at the marks, or to leave some.
static TURN: Mutex<()> = Mutex::new(());

/// Waits until no other test runs requests, and keeps others waiting until it is dropped.
pub(crate) fn turn() -> MutexGuard<'static, ()> {
    TURN.lock().unwrap_or_else(PoisonError::into_inner)
}

pub(crate) fn mark(place: &'static str) {
    MARKS
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
        .push(place);
}

pub(crate) fn take_marks() -> Vec<&'static str> {
    std::mem::take(&mut *MARKS.lock().unwrap_or_else(PoisonError::into_inner))
}

/// What the row told, and a mark.
pub(crate) fn answer(request: &HeaderMap) -> Response<String> {
    mark("handler");
    let mut response = Response::new(BODY.to_owned());
    if let Some(status) = request.get(STATUS) {
        let status = status.as_bytes().try_into();
        *response.status_mut() = status.expect("a row names a status");
    }
    for told in request.get_all(ANSWER) {
        let told = told.to_str().expect("a row tells its handler ASCII");
        let (name, value) = told
            .split_once(": ")
            .expect("a row tells a name and a value");
        response.headers_mut().append(
            HeaderName::from_bytes(name.as_bytes()).expect("a row tells a header name"),
            HeaderValue::from_str(value).expect("a row tells a header value"),
        );
    }
    response
}

/// An extractor that leaves a mark.
pub(crate) struct Marked;

impl<S: Sync> FromRequestParts<S> for Marked {
    type Rejection = Infallible;

    async fn from_request_parts(_: &mut Parts, _: &S) -> Result<Self, Infallible> {
        mark("extractor");
        Ok(Self)
    }
}

/// Middleware that lets everything pass: with it, a resource is built the other way around.
pub(crate) async fn passing(request: Request, next: Next) -> axum::response::Response {
    mark(PASSED);
    next.run(request).await
}

/// The mark of [`passing`].
pub(crate) const PASSED: &str = "passing layer";
