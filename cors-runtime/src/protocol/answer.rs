//! An answer that is known before it is asked for, but for the lines that depend on the request.

use http::StatusCode;
use http::header::{self, HeaderMap, HeaderValue};

use super::actual::vary_line;
use super::vary::Vary;

/// The answer to a request that no handler gets. It has no body.
///
/// All but two lines of it stand in the policy's [`Prepared`](super::prepared::Prepared), and cloning
/// them as a whole costs a third of writing them one by one.
#[derive(Debug, Clone)]
#[must_use = "somebody waits for it"]
pub struct Answer<'p> {
    pub(super) status: StatusCode,
    pub(super) known: &'p HeaderMap,
    /// The allowed origin, where the policy does not know which it is.
    pub(super) origin: Option<HeaderValue>,
    /// What it depends on, where that is more than every answer by its policy does.
    pub(super) vary: Option<Vary>,
}

impl Answer<'_> {
    /// Its status.
    #[must_use]
    #[inline]
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// All of its headers.
    #[must_use]
    #[inline]
    pub fn into_headers(self) -> HeaderMap {
        let mut headers = self.known.clone();
        // A line that is there is written over; inserting would make room for one more first.
        if let Some(origin) = self.origin {
            if let Some(place) = headers.get_mut(header::ACCESS_CONTROL_ALLOW_ORIGIN) {
                *place = origin;
            }
        }
        if let Some(vary) = self.vary {
            write_vary(vary, &mut headers);
        }
        headers
    }
}

fn write_vary(vary: Vary, headers: &mut HeaderMap) {
    let Some(line) = vary_line(vary) else { return };
    match headers.get_mut(header::VARY) {
        Some(place) => *place = line,
        None => drop(headers.try_insert(header::VARY, line)),
    }
}
