//! An answer that is known before it is asked for, but for the lines that depend on the request.

use http::StatusCode;
use http::header::{self, HeaderMap, HeaderValue};

use super::actual::vary_line;
use super::prepared::Prepared;
use super::vary::Vary;

/// The answer to a request that no handler gets. It has no body.
///
/// All but two lines of it stand in the policy's [`Prepared`], and cloning them as a whole costs a third
/// of writing them one by one.
#[derive(Debug, Clone)]
#[must_use = "somebody waits for it"]
pub struct Answer<'p> {
    pub(super) prepared: &'p Prepared,
    pub(super) kept: Kept,
}

/// What an answer has of its request. It borrows nothing, and is smaller than the answer's headers: a
/// future holds it until somebody asks.
#[derive(Debug, Clone)]
#[must_use = "somebody waits for the answer"]
pub struct Kept {
    pub(super) status: StatusCode,
    /// Whether the origin is let in.
    pub(super) allowed: bool,
    /// What chose the policy.
    pub(super) chosen_by: Vary,
    /// The allowed origin, where the policy does not know which it is.
    pub(super) origin: Option<HeaderValue>,
}

impl Kept {
    /// Its status.
    #[must_use]
    #[inline]
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// All of its headers, by the policy that decided. They are asked for once: a second time no origin
    /// is let in of several.
    #[must_use]
    #[inline]
    pub fn take_headers(&mut self, prepared: &Prepared) -> HeaderMap {
        let mut headers = prepared.known(self.allowed).clone();
        // A line that is there is written over; inserting would make room for one more first.
        if let Some(origin) = self.origin.take() {
            if let Some(place) = headers.get_mut(header::ACCESS_CONTROL_ALLOW_ORIGIN) {
                *place = origin;
            }
        }
        if self.chosen_by != Vary::Nothing {
            let vary = Vary::by(prepared.shape).and(self.chosen_by);
            write_vary(vary, &mut headers);
        }
        headers
    }
}

impl Answer<'_> {
    /// What is needed of it besides what its policy is prepared with.
    #[inline]
    pub fn keep(self) -> Kept {
        self.kept
    }

    /// Its status.
    #[must_use]
    #[inline]
    pub fn status(&self) -> StatusCode {
        self.kept.status()
    }

    /// All of its headers.
    #[must_use]
    #[inline]
    pub fn into_headers(mut self) -> HeaderMap {
        self.kept.take_headers(self.prepared)
    }
}

#[cold]
fn write_vary(vary: Vary, headers: &mut HeaderMap) {
    let Some(line) = vary_line(vary) else { return };
    match headers.get_mut(header::VARY) {
        Some(place) => *place = line,
        None => drop(headers.try_insert(header::VARY, line)),
    }
}
