//! What CORS reads of Rocket's maps.
//!
//! Rocket hashes the text of a name for every look, letter by letter. Short ones are looked up; for a
//! long one it is cheaper to read the names that are there.

use std::borrow::Cow;

use ::rocket::Request;
use ::rocket::http::{HeaderMap, Method};
use cors_runtime::protocol::{self, Field, RequestOrigin, Site};

pub(super) const ALLOW_ORIGIN: &str = Field::AllowOrigin.name();
pub(super) const VARY: &str = "Vary";

/// Of whose page it is nothing is known yet: few policies ask.
///
/// Rocket keeps of a request the header values that are UTF-8, and drops the others.
pub(super) fn read<'r>(request: &'r Request<'_>) -> protocol::Request<'r> {
    let headers = request.headers();
    let method = request.method();
    protocol::Request {
        method: method.as_str(),
        origin: RequestOrigin::from_lines(headers.get("Origin").map(str::as_bytes)),
        // Only a preflight asks for a method.
        asked_method: match method {
            Method::Options => long(headers, "Access-Control-Request-Method"),
            _ => None,
        },
        site: Site::default(),
    }
}

pub(super) fn site<'r>(request: &'r Request<'_>) -> Site<'r> {
    let one = |name| request.headers().get_one(name).map(str::as_bytes);
    Site {
        fetch_site: one("Sec-Fetch-Site"),
        authority: one("Host").or_else(|| authority(request)),
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
