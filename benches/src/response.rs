//! A response as text, in which the responses of all frameworks can be compared.

use http::{HeaderMap, StatusCode};

/// The status and the header lines of a response.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ResponseText {
    /// The status.
    pub status: u16,
    /// Names in lower case and values, in the order of the framework.
    pub headers: Vec<(String, String)>,
}

impl ResponseText {
    /// Reads a response on `http` types, whatever its body is.
    #[must_use]
    pub fn of<B>(response: &http::Response<B>) -> Self {
        Self::from_parts(response.status(), response.headers())
    }

    /// Combines a status and headers on `http` types.
    #[must_use]
    pub fn from_parts(status: StatusCode, headers: &HeaderMap) -> Self {
        let lines = headers.iter().map(|(name, value)| {
            let value = String::from_utf8_lossy(value.as_bytes());
            (name.as_str().to_owned(), value.into_owned())
        });
        Self {
            status: status.as_u16(),
            headers: lines.collect(),
        }
    }
}
