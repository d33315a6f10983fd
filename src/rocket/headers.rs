//! What CORS reads of Rocket's request.

use ::rocket::Request;
use cors_runtime::protocol::{self, Field, RequestOrigin, Site};

pub(super) const ALLOW_ORIGIN: &str = Field::AllowOrigin.name();
pub(super) const VARY: &str = "Vary";

/// Rocket keeps of a request the header values that are UTF-8, and drops the others.
pub(super) fn read<'r>(request: &'r Request<'_>) -> protocol::Request<'r> {
    let headers = request.headers();
    let one = |name| headers.get_one(name).map(str::as_bytes);
    protocol::Request {
        method: request.method().as_str(),
        origin: RequestOrigin::from_lines(headers.get("Origin").map(str::as_bytes)),
        asked_method: one("Access-Control-Request-Method"),
        site: Site {
            fetch_site: one("Sec-Fetch-Site"),
            authority: one("Host").or_else(|| authority(request)),
        },
    }
}

/// The authority of HTTP/2, which is no header: the text that Rocket has taken apart.
fn authority<'r>(request: &'r Request<'_>) -> Option<&'r [u8]> {
    struct Authority(Option<String>);
    let text = || Authority(request.host().map(ToString::to_string));
    let Authority(text) = request.local_cache(text);
    text.as_deref().map(str::as_bytes)
}
