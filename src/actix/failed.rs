//! An error on its way out of CORS: what it becomes in the end carries the headers too.

use std::fmt;

use actix_web::http::StatusCode;
use actix_web::{Error, HttpResponse, ResponseError};

use super::pending::Pending;

/// The error of middleware inside, whose response will carry the headers of CORS.
///
/// What handlers and extractors fail with is a response by then. Middleware may fail with an error that
/// becomes one only further out, and a page could not read that 401 without the headers. Middleware
/// outside that looks for its own errors finds them with [`Failed::error`].
///
/// ```
/// use actix_web::Error;
/// use cors::actix::Failed;
///
/// /// The error as it was, whether or not it has passed CORS.
/// fn original(error: &Error) -> &Error {
///     error.as_error::<Failed>().map_or(error, |failed| original(failed.error()))
/// }
/// ```
pub struct Failed {
    error: Error,
    pending: Pending,
}

impl Failed {
    pub(super) fn new(error: Error, pending: Pending) -> Self {
        Self { error, pending }
    }

    /// The error as middleware inside gave it.
    #[must_use]
    pub fn error(&self) -> &Error {
        &self.error
    }
}

impl fmt::Debug for Failed {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.error.fmt(out)
    }
}

impl fmt::Display for Failed {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.error.fmt(out)
    }
}

impl ResponseError for Failed {
    fn status_code(&self) -> StatusCode {
        self.error_response().status()
    }

    fn error_response(&self) -> HttpResponse {
        let mut response = self.error.error_response();
        let answer = self.pending.finish(response.headers_mut());
        answer.unwrap_or(response)
    }
}
