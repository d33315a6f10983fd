//! What CORS reads of Rocket's maps.
//!
//! Rocket hashes the text of a name for every look, letter by letter. Short ones are looked up; for a
//! long one it is cheaper to read the names that are there.

use std::borrow::Cow;

use ::rocket::Request;
use ::rocket::http::{HeaderMap, Method};
use cors_runtime::protocol::read::Asking;
use cors_runtime::protocol::{self, Field, RequestOrigin, Site};

pub(super) const ALLOW_ORIGIN: &str = Field::AllowOrigin.name();
pub(super) const VARY: &str = "Vary";

/// A request without its body.
///
/// Rocket keeps of a request the header values that are UTF-8, and drops the others.
#[derive(Debug, Clone, Copy)]
pub(super) struct Head<'r, 'c>(pub(super) &'r Request<'c>);

impl<'r> Asking<'r> for Head<'r, '_> {
    type Value = str;

    fn is_options(self) -> bool {
        self.0.method() == Method::Options
    }

    fn origin(self) -> (Option<&'r str>, RequestOrigin<'r>) {
        let mut lines = self.0.headers().get("Origin");
        let first = lines.next();
        let both = first.into_iter().chain(lines);
        (first, RequestOrigin::from_lines(both.map(str::as_bytes)))
    }

    fn asked_method(self) -> Option<&'r [u8]> {
        long(self.0.headers(), "Access-Control-Request-Method")
    }

    fn site(self) -> Site<'r> {
        let one = |name| self.0.headers().get_one(name).map(str::as_bytes);
        Site {
            fetch_site: one("Sec-Fetch-Site"),
            authority: one("Host").or_else(|| authority(self.0)),
        }
    }
}

/// What CORS reads of a request, whatever policy it is for. Of whose page it is nothing is known yet: few
/// policies ask.
pub(super) fn read<'r>(request: &'r Request<'_>) -> protocol::Request<'r> {
    let head = Head(request);
    protocol::Request {
        method: request.method().as_str(),
        origin: head.origin().1,
        // Only a preflight asks for a method.
        asked_method: head.is_options().then(|| head.asked_method()).flatten(),
        site: Site::default(),
    }
}

/// The first value under a long name, in whatever case that is.
pub(super) fn long<'h>(headers: &'h HeaderMap<'_>, name: &str) -> Option<&'h [u8]> {
    let mut lines = headers.iter();
    let line = lines.find(|line| line.name() == name)?;
    Some(match line.value {
        Cow::Borrowed(value) => value.as_bytes(),
        // The map lends its values. One that it did not would be there, and nobody's.
        Cow::Owned(_) => b"",
    })
}

/// The authority of HTTP/2, which is no header: the text that Rocket has taken apart.
fn authority<'r>(request: &'r Request<'_>) -> Option<&'r [u8]> {
    struct Authority(Option<String>);
    let text = || Authority(request.host().map(ToString::to_string));
    let Authority(text) = request.local_cache(text);
    text.as_deref().map(str::as_bytes)
}
