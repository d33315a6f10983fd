//! Errors of inner middleware.

use std::fmt;

use actix_web::http::StatusCode;
use actix_web::{Error, HttpResponse, ResponseError};

use super::policy::Evaluation;

/// An error of inner middleware, whose response will have the CORS headers.
///
/// Errors of handlers and extractors have already been converted to responses at this point. Errors of
/// inner middleware are converted further out, and a page could not read such a 401 without the headers.
/// Outer middleware that looks for its own errors finds them with [`ErrorWithCors::error`].
///
/// ```
/// use actix_web::Error;
/// use cors::actix::ErrorWithCors;
///
/// /// Returns the original error, whether or not it has passed through CORS.
/// fn original(error: &Error) -> &Error {
///     error
///         .as_error::<ErrorWithCors>()
///         .map_or(error, |error| original(error.error()))
/// }
/// ```
pub struct ErrorWithCors {
    error: Error,
    evaluation: Evaluation,
}

impl ErrorWithCors {
    pub(super) fn new(error: Error, evaluation: Evaluation) -> Self {
        Self { error, evaluation }
    }

    /// Returns the error of the inner middleware.
    #[must_use]
    pub fn error(&self) -> &Error {
        &self.error
    }
}

impl fmt::Debug for ErrorWithCors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.error.fmt(f)
    }
}

impl fmt::Display for ErrorWithCors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.error.fmt(f)
    }
}

impl ResponseError for ErrorWithCors {
    fn status_code(&self) -> StatusCode {
        self.error_response().status()
    }

    fn error_response(&self) -> HttpResponse {
        let mut response = self.error.error_response();
        let replacement = self.evaluation.apply(&mut response);
        replacement.unwrap_or(response)
    }
}
