//! The handler of every fixture: it responds as the case specifies, and records that it ran.

use std::convert::Infallible;
use std::sync::{Mutex, MutexGuard, PoisonError};

use axum::extract::{FromRequestParts, Request};
use axum::middleware::Next;
use http::request::Parts;
use http::{HeaderMap, HeaderName, HeaderValue, Response};

/// The request header with a header that the handler sets: `x-respond-header: vary: accept-encoding`.
pub(crate) const RESPONSE_HEADER: &str = "x-respond-header";
/// The request header with the status of the handler's response.
pub(crate) const RESPONSE_STATUS: &str = "x-respond-status";
/// The body of every handler's response.
pub(crate) const BODY: &str = "the handler's own body";

/// The parts that requests have reached. Tests hold [`exclusive`] while they run requests, one at a
/// time.
static RECORDS: Mutex<Vec<&'static str>> = Mutex::new(Vec::new());

/// Held by the test that may run requests.
static EXCLUSIVE: Mutex<()> = Mutex::new(());

/// Blocks until no other test runs requests; the guard blocks the other tests.
pub(crate) fn exclusive() -> MutexGuard<'static, ()> {
    EXCLUSIVE.lock().unwrap_or_else(PoisonError::into_inner)
}

pub(crate) fn record(place: &'static str) {
    RECORDS
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
        .push(place);
}

pub(crate) fn take_records() -> Vec<&'static str> {
    std::mem::take(&mut *RECORDS.lock().unwrap_or_else(PoisonError::into_inner))
}

/// Responds as the case specifies, and records that the handler ran.
pub(crate) fn respond(request: &HeaderMap) -> Response<String> {
    record("handler");
    let mut response = Response::new(BODY.to_owned());
    if let Some(status) = request.get(RESPONSE_STATUS) {
        let status = status.as_bytes().try_into();
        *response.status_mut() = status.expect("a valid status");
    }
    for header in request.get_all(RESPONSE_HEADER) {
        let header = header.to_str().expect("a case sets ASCII headers");
        let (name, value) = header.split_once(": ").expect("a name and a value");
        response.headers_mut().append(
            HeaderName::from_bytes(name.as_bytes()).expect("a valid header name"),
            HeaderValue::from_str(value).expect("a valid header value"),
        );
    }
    response
}

/// An extractor that records that it ran.
pub(crate) struct RecordingExtractor;

impl<S: Sync> FromRequestParts<S> for RecordingExtractor {
    type Rejection = Infallible;

    async fn from_request_parts(_: &mut Parts, _: &S) -> Result<Self, Infallible> {
        record("extractor");
        Ok(Self)
    }
}

/// Middleware that passes every request on. A resource with middleware is built differently.
pub(crate) async fn pass_through(request: Request, next: Next) -> axum::response::Response {
    record(PASS_THROUGH);
    next.run(request).await
}

/// The record of [`pass_through`].
pub(crate) const PASS_THROUGH: &str = "pass-through layer";
