//! A request on `http` types: what CORS reads of it, each header once.

use http::header::{self, HeaderMap, HeaderValue};
use http::{Method, Uri};

use super::request::{Request, RequestOrigin, is_preflight};
use super::site::Site;

/// A request without its body.
#[derive(Debug, Clone, Copy)]
pub struct Head<'r> {
    /// Its method.
    pub method: &'r Method,
    /// What it is for; its authority, where it has one, is that of HTTP/2 and 3.
    pub uri: &'r Uri,
    /// Its headers.
    pub headers: &'r HeaderMap,
}

impl<'r, B> From<&'r http::Request<B>> for Head<'r> {
    fn from(request: &'r http::Request<B>) -> Self {
        Self {
            method: request.method(),
            uri: request.uri(),
            headers: request.headers(),
        }
    }
}

impl<'r> Head<'r> {
    /// What CORS reads of it. Of whose page it is nothing is known yet: few policies ask.
    #[must_use]
    pub fn read(self) -> Request<'r> {
        Request {
            method: self.method.as_str(),
            origin: self.origin(self.origin_line()),
            asked_method: self.asked_method(),
            site: Site::default(),
        }
    }

    /// The first `Origin` line as it came, which an answer can share.
    #[inline]
    pub(super) fn origin_line(self) -> Option<&'r HeaderValue> {
        self.headers.get(header::ORIGIN)
    }

    /// The origin, by its first line.
    #[allow(
        clippy::inline_always,
        reason = "a third of a decision is passing it on"
    )]
    #[inline(always)]
    pub(super) fn origin(self, first: Option<&'r HeaderValue>) -> RequestOrigin<'r> {
        match first {
            None => RequestOrigin::Absent,
            // Where no header at all has a second line, which is nearly always, nothing is looked for.
            Some(line)
                if self.headers.len() == self.headers.keys_len()
                    || has_one_origin(self.headers) =>
            {
                RequestOrigin::One(line.as_bytes())
            }
            Some(_) => RequestOrigin::Several,
        }
    }

    /// Whether it is a preflight.
    #[allow(
        clippy::inline_always,
        reason = "a third of a decision is passing it on"
    )]
    #[inline(always)]
    pub(super) fn is_preflight(self, origin: RequestOrigin<'r>) -> bool {
        let is_options = *self.method == Method::OPTIONS;
        is_preflight(is_options, origin, || self.asked_method().is_some())
    }

    #[allow(
        clippy::inline_always,
        reason = "a third of a decision is passing it on"
    )]
    #[inline(always)]
    fn asked_method(self) -> Option<&'r [u8]> {
        let asked = self.headers.get(header::ACCESS_CONTROL_REQUEST_METHOD)?;
        Some(asked.as_bytes())
    }

    #[inline]
    pub(super) fn site(self) -> Site<'r> {
        site(self.uri, self.headers)
    }
}

// Few requests get here. What is asked of the head is named by itself: a head that is passed on would
// have to be in memory, for all the others too.

#[cold]
fn has_one_origin(headers: &HeaderMap) -> bool {
    let lines = headers.get_all(header::ORIGIN);
    lines.iter().nth(1).is_none()
}

#[cold]
fn site<'r>(uri: &'r Uri, headers: &'r HeaderMap) -> Site<'r> {
    let value = |name: &str| headers.get(name).map(HeaderValue::as_bytes);
    let authority = uri.authority().map(|own| own.as_str().as_bytes());
    Site {
        fetch_site: value("sec-fetch-site"),
        authority: authority.or_else(|| value("host")),
    }
}
