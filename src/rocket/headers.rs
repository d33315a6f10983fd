//! What CORS reads of Rocket's maps.
//!
//! Rocket hashes the text of a name for every look, letter by letter. Short ones are looked up; for a
//! long one it is cheaper to read the names that are there.

use std::borrow::Cow;

use ::rocket::http::{HeaderMap, Method};
use ::rocket::{Request, Route};
use cors_runtime::protocol::read::Asking;
use cors_runtime::protocol::{self, Field, RequestOrigin, Site};

pub(super) const ALLOW_ORIGIN: &str = Field::AllowOrigin.name();
pub(super) const VARY: &str = "Vary";

/// A request without its body.
///
/// Rocket keeps of a request the header values that are UTF-8, and drops the others.
#[derive(Debug)]
pub(super) struct Head<'r, 'c> {
    request: &'r Request<'c>,
    read: Option<Lines<'r>>,
}

/// What makes a preflight. Most requests are none, and `Origin` is looked up; where both are asked for,
/// reading all lines once is cheaper.
#[derive(Debug)]
struct Lines<'r> {
    origin: (Option<&'r str>, RequestOrigin<'r>),
    asked_method: Option<&'r [u8]>,
}

impl<'r, 'c> Head<'r, 'c> {
    pub(super) fn of(request: &'r Request<'c>) -> Self {
        Self::asking(request, request.method())
    }

    /// The same for a request that Rocket has brought to a route, which is for its method.
    #[inline]
    pub(super) fn routed(request: &'r Request<'c>, route: &Route) -> Self {
        Self::asking(request, route.method)
    }

    #[inline]
    fn asking(request: &'r Request<'c>, method: Method) -> Self {
        let is_options = method == Method::Options;
        Self {
            request,
            read: is_options.then(|| Lines::of(request.headers())),
        }
    }

    pub(super) fn request(&self) -> &'r Request<'c> {
        self.request
    }

    /// What CORS reads of a request, whatever policy it is for. Of whose page it is nothing is known yet:
    /// few policies ask.
    pub(super) fn read(&self) -> protocol::Request<'r> {
        protocol::Request {
            method: self.request.method().as_str(),
            origin: self.origin().1,
            // Only a preflight asks for a method.
            asked_method: self.asked_method(),
            site: Site::default(),
        }
    }
}

impl<'r> Asking<'r> for &Head<'r, '_> {
    type Value = str;

    #[inline]
    fn is_options(self) -> bool {
        self.read.is_some()
    }

    #[inline]
    fn origin(self) -> (Option<&'r str>, RequestOrigin<'r>) {
        if let Some(lines) = &self.read {
            return lines.origin;
        }
        let mut lines = self.request.headers().get("Origin");
        let first = lines.next();
        let both = first.into_iter().chain(lines);
        (first, RequestOrigin::from_lines(both.map(str::as_bytes)))
    }

    #[inline]
    fn asked_method(self) -> Option<&'r [u8]> {
        self.read.as_ref()?.asked_method
    }

    fn site(self) -> Site<'r> {
        let one = |name| self.request.headers().get_one(name).map(str::as_bytes);
        Site {
            fetch_site: one("Sec-Fetch-Site"),
            authority: one("Host").or_else(|| authority(self.request)),
        }
    }
}

impl<'r> Lines<'r> {
    fn of(headers: &'r HeaderMap<'_>) -> Self {
        let (mut origin, mut second, mut asked_method) = (None, None, None);
        for line in headers.iter() {
            if line.name() == "Origin" {
                if origin.is_none() {
                    origin = Some(lent(&line.value));
                } else {
                    second = Some(lent(&line.value));
                }
            } else if line.name() == "Access-Control-Request-Method" && asked_method.is_none() {
                asked_method = Some(lent(&line.value).as_bytes());
            }
        }
        let lines = origin.into_iter().chain(second);
        Self {
            origin: (origin, RequestOrigin::from_lines(lines.map(str::as_bytes))),
            asked_method,
        }
    }
}

/// The first value under a long name, in whatever case that is.
pub(super) fn long<'h>(headers: &'h HeaderMap<'_>, name: &str) -> Option<&'h [u8]> {
    let mut lines = headers.iter();
    let line = lines.find(|line| line.name() == name)?;
    Some(lent(&line.value).as_bytes())
}

/// The map lends its values. One that it did not would be there, and nobody's.
fn lent<'h>(value: &Cow<'h, str>) -> &'h str {
    match value {
        Cow::Borrowed(value) => value,
        Cow::Owned(_) => "",
    }
}

/// The authority of HTTP/2, which is no header: the text that Rocket has taken apart.
fn authority<'r>(request: &'r Request<'_>) -> Option<&'r [u8]> {
    struct Authority(Option<String>);
    let text = || Authority(request.host().map(ToString::to_string));
    let Authority(text) = request.local_cache(text);
    text.as_deref().map(str::as_bytes)
}
