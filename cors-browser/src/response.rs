//! [Filtered responses](https://fetch.spec.whatwg.org/#concept-filtered-response), as scripts see
//! them.

use bytes::Bytes;
use cors_runtime::headers::{AccessControlExposeHeaders, Header};
use http::{HeaderMap, HeaderName, Response};

use crate::header_lines::lines;
use crate::request::Request;
use crate::response_type::ResponseType;
use crate::tainting::Tainting;

/// A response, limited to what scripts can read.
///
/// ```
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), cors_browser::Blocked> {
/// use cors_browser::{Browser, Fetch, ResponseType};
/// use http::{Request, Response};
///
/// let mut show = |_: Request<()>| {
///     Response::builder()
///         .header("access-control-allow-origin", "https://app.example.com")
///         .header("access-control-expose-headers", "etag")
///         .header("etag", "\"5\"")
///         .header("x-trace", "a91")
///         .body("Ada")
/// };
///
/// let page = Browser::spec().open("https://app.example.com");
/// let response = page.fetch(&mut show, Fetch::get("https://api.example.com/users/7")).await?;
/// assert_eq!(response.status, 200);
/// assert_eq!(response.text(), "Ada");
/// assert_eq!(response.headers["etag"], "\"5\"");
/// assert!(!response.headers.contains_key("x-trace"));
/// assert_eq!(response.response_type, ResponseType::Cors);
/// assert!(!response.preflighted);
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct FetchResponse {
    /// The status, or 0 if scripts cannot read it.
    pub status: u16,
    /// The headers that scripts can read.
    pub headers: HeaderMap,
    /// The body, which is empty if scripts cannot read it.
    pub body: Bytes,
    /// The type of the response, which limits what scripts can read.
    pub response_type: ResponseType,
    /// The URL of the response without its fragment, or an empty string if scripts cannot read it.
    pub url: String,
    /// Whether the request was redirected.
    pub redirected: bool,
    /// Whether a preflight was sent, for the first URL or after a redirect. Scripts cannot read
    /// this.
    pub preflighted: bool,
}

impl FetchResponse {
    /// Returns the body as text. Invalid UTF-8 is replaced with U+FFFD, as by `Response.text()`.
    #[must_use]
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    pub(crate) fn filtered(
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
            Tainting::Opaque => return Self::unreadable(ResponseType::Opaque, preflighted),
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

    pub(crate) fn unreadable(response_type: ResponseType, preflighted: bool) -> Self {
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

/// The headers of a cross-origin response that scripts can read. A malformed
/// `Access-Control-Expose-Headers` exposes nothing.
fn exposed(headers: &HeaderMap, credentialed: bool) -> HeaderMap {
    let name = AccessControlExposeHeaders::NAME;
    let list = AccessControlExposeHeaders::parse(lines(headers, name))
        .ok()
        .flatten();
    let names: Vec<&str> = list
        .iter()
        .flat_map(AccessControlExposeHeaders::names)
        .collect();
    // `*` is an ordinary name in responses to requests with credentials.
    let exposes_all = !credentialed && names.contains(&"*");
    let is_exposed = |name: &HeaderName| {
        exposes_all || is_safelisted(name.as_str()) || names.contains(&name.as_str())
    };
    let mut exposed = HeaderMap::new();
    for (name, value) in headers.iter().filter(|(name, _)| is_exposed(name)) {
        exposed.append(name, value.clone());
    }
    without_forbidden(exposed)
}

/// Returns whether `name` is a [CORS-safelisted response-header
/// name](https://fetch.spec.whatwg.org/#cors-safelisted-response-header-name).
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

/// Removes the headers with a
/// [forbidden response-header name](https://fetch.spec.whatwg.org/#forbidden-response-header-name).
fn without_forbidden(mut headers: HeaderMap) -> HeaderMap {
    headers.remove("set-cookie");
    headers.remove("set-cookie2");
    headers
}

#[cfg(test)]
mod tests {
    use super::*;

    fn exposed_names(expose: &'static [&'static str], credentialed: bool) -> Vec<String> {
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
    fn listed_headers_are_exposed_and_cookies_never() {
        assert_eq!(exposed_names(&[], false), [""; 0]);
        assert_eq!(exposed_names(&["X-One"], false), ["x-one"]);
        assert_eq!(
            exposed_names(&["x-one, set-cookie", ",x-two"], true),
            ["x-one", "x-two"]
        );
        let all = ["*", "access-control-expose-headers", "x-one", "x-two"];
        assert_eq!(exposed_names(&["*"], false), all);
        assert_eq!(exposed_names(&["*"], true), ["*"]);
        assert_eq!(exposed_names(&["x-one, b@d"], false), [""; 0]);
    }
}
