//! What a script gets to see:
//! [filtered responses](https://fetch.spec.whatwg.org/#concept-filtered-response).

use bytes::Bytes;
use cors_runtime::headers::{AccessControlExposeHeaders, Header};
use http::{HeaderMap, HeaderName, Response};

use super::check::lines;
use super::request::{Request, Tainting};

/// [Type](https://fetch.spec.whatwg.org/#concept-response-type) of a response.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ResponseType {
    /// From the page's own origin: everything can be read but for cookies.
    Basic,
    /// From another origin, which has agreed: the body can be read, and the headers it exposes.
    Cors,
    /// From another origin, which was not asked: nothing can be read.
    Opaque,
    /// A redirect that is not followed: nothing can be read.
    OpaqueRedirect,
}

/// A response, as far as the script may read it.
///
/// ```
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), cors_browser::Blocked> {
/// use cors_browser::{Browser, Fetch, ResponseType};
/// use http::{Request, Response};
///
/// #[cors::cors(origins = ["https://app.example.com"], expose = ["etag"])]
/// fn show(_: Request<()>) -> Response<String> {
///     let response = Response::builder().header("etag", "\"5\"").header("x-trace", "a91");
///     response.body("Ada".to_owned()).unwrap()
/// }
///
/// let page = Browser::spec().open("https://app.example.com");
/// let seen = page.fetch(&mut show, Fetch::get("https://api.example.com/users/7")).await?;
/// assert_eq!(seen.status, 200);
/// assert_eq!(seen.text(), "Ada");
/// assert_eq!(seen.headers["etag"], "\"5\"");
/// assert!(!seen.headers.contains_key("x-trace"));
/// assert_eq!(seen.response_type, ResponseType::Cors);
/// assert!(!seen.preflighted);
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Seen {
    /// The status; 0 where nothing can be read.
    pub status: u16,
    /// The headers that the script can read, and no others.
    pub headers: HeaderMap,
    /// The body; empty where nothing can be read.
    pub body: Bytes,
    /// How much can be read.
    pub response_type: ResponseType,
    /// Where the response came from, without a fragment; empty where nothing can be read.
    pub url: String,
    /// Whether there was a redirect on the way.
    pub redirected: bool,
    /// Whether a preflight was sent, on any hop. The script cannot see it.
    pub preflighted: bool,
}

impl Seen {
    /// The body as text. What is not UTF-8 is replaced, as `text()` does in a script.
    #[must_use]
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// What is left of a response for a script.
    pub(super) fn filtered(
        request: &Request,
        response: Response<Bytes>,
        preflighted: bool,
    ) -> Self {
        let (parts, body) = response.into_parts();
        let (response_type, headers) = match request.tainting {
            Tainting::Basic => (ResponseType::Basic, without_forbidden(parts.headers)),
            Tainting::Cors => {
                let exposed = exposed(&parts.headers, request.is_credentialed());
                (ResponseType::Cors, exposed)
            }
            Tainting::Opaque => return Self::nothing(ResponseType::Opaque, preflighted),
        };
        let mut url = request.url().clone();
        url.set_fragment(None);
        Self {
            status: parts.status.as_u16(),
            headers,
            body,
            response_type,
            url: url.into(),
            redirected: request.urls.len() > 1,
            preflighted,
        }
    }

    pub(super) fn nothing(response_type: ResponseType, preflighted: bool) -> Self {
        Self {
            status: 0,
            headers: HeaderMap::new(),
            body: Bytes::new(),
            response_type,
            url: String::new(),
            redirected: false,
            preflighted,
        }
    }
}

/// The headers of a response from another origin that a script may read. A malformed list exposes
/// nothing.
fn exposed(headers: &HeaderMap, credentialed: bool) -> HeaderMap {
    let name = AccessControlExposeHeaders::NAME;
    let list = AccessControlExposeHeaders::parse(lines(headers, name))
        .ok()
        .flatten();
    let names: Vec<&str> = list
        .iter()
        .flat_map(AccessControlExposeHeaders::names)
        .collect();
    // With credentials `*` is the name of a header.
    let all = !credentialed && names.contains(&"*");
    let may_read =
        |name: &HeaderName| all || is_safelisted(name.as_str()) || names.contains(&name.as_str());
    let mut visible = HeaderMap::new();
    for (name, value) in headers.iter().filter(|(name, _)| may_read(name)) {
        visible.append(name, value.clone());
    }
    without_forbidden(visible)
}

/// <https://fetch.spec.whatwg.org/#cors-safelisted-response-header-name>
fn is_safelisted(name: &str) -> bool {
    matches!(
        name,
        "cache-control"
            | "content-language"
            | "content-length"
            | "content-type"
            | "expires"
            | "last-modified"
            | "pragma"
    )
}

/// Without the [forbidden response-header names](https://fetch.spec.whatwg.org/#forbidden-response-header-name).
fn without_forbidden(mut headers: HeaderMap) -> HeaderMap {
    headers.remove("set-cookie");
    headers.remove("set-cookie2");
    headers
}

#[cfg(test)]
mod tests {
    use super::*;

    fn visible(expose: &'static [&'static str], credentialed: bool) -> Vec<String> {
        let mut headers = HeaderMap::new();
        for name in [
            "content-type",
            "x-one",
            "x-two",
            "set-cookie",
            "*",
            "pragma",
        ] {
            headers.insert(name, http::HeaderValue::from_static("1"));
        }
        for line in expose {
            let value = http::HeaderValue::from_static(line);
            headers.append(AccessControlExposeHeaders::NAME, value);
        }
        let exposed = exposed(&headers, credentialed);
        let mut names: Vec<_> = exposed.keys().map(ToString::to_string).collect();
        names.retain(|name| name != "content-type" && name != "pragma");
        names.sort();
        names
    }

    #[test]
    fn what_is_exposed() {
        assert_eq!(visible(&[], false), [""; 0]);
        assert_eq!(visible(&["X-One"], false), ["x-one"]);
        assert_eq!(
            visible(&["x-one, set-cookie", ",x-two"], true),
            ["x-one", "x-two"]
        );
        let all = ["*", "access-control-expose-headers", "x-one", "x-two"];
        assert_eq!(visible(&["*"], false), all);
        assert_eq!(visible(&["*"], true), ["*"]);
        assert_eq!(visible(&["x-one, b@d"], false), [""; 0]);
    }
}
