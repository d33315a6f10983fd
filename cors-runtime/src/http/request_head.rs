//! A request on `http` types: what CORS reads of it, each header once.

use http::header::{self, HeaderMap, HeaderName, HeaderValue};
use http::{Method, Uri};

use super::read::Asking;
use super::request::{Request, RequestOrigin};
use super::site::Site;

// A constant would be copied for every question.
static ORIGIN: HeaderName = header::ORIGIN;
static ASKED_METHOD: HeaderName = header::ACCESS_CONTROL_REQUEST_METHOD;

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
            origin: self.origin().1,
            asked_method: self.asked_method(),
            site: Site::default(),
        }
    }
}

#[allow(
    clippy::inline_always,
    reason = "a third of a decision is passing it on"
)]
impl<'r> Asking<'r> for Head<'r> {
    type Value = HeaderValue;

    #[inline(always)]
    fn is_options(self) -> bool {
        *self.method == Method::OPTIONS
    }

    #[inline(always)]
    fn origin(self) -> (Option<&'r HeaderValue>, RequestOrigin<'r>) {
        let first = self.headers.get(&ORIGIN);
        let origin = match first {
            None => RequestOrigin::Absent,
            // Where no header at all has a second line, which is nearly always, nothing is looked for.
            Some(line)
                if self.headers.len() == self.headers.keys_len()
                    || has_one_origin(self.headers) =>
            {
                RequestOrigin::One(line.as_bytes())
            }
            Some(_) => RequestOrigin::Several,
        };
        (first, origin)
    }

    #[inline(always)]
    fn asked_method(self) -> Option<&'r [u8]> {
        let asked = self.headers.get(&ASKED_METHOD)?;
        Some(asked.as_bytes())
    }

    #[inline(always)]
    fn site(self) -> Site<'r> {
        site(self.uri, self.headers)
    }
}

// Few requests get here. What is asked of the head is named by itself: a head that is passed on would
// have to be in memory, for all the others too.

#[cold]
fn has_one_origin(headers: &HeaderMap) -> bool {
    let lines = headers.get_all(&ORIGIN);
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
