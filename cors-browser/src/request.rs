//! A request, made from the arguments of `fetch()` and changed by redirects.

use url::Url;

use crate::body::Body;
use crate::body_limit::BodyLimit;
use crate::error::BlockedReason;
use crate::fetch::Fetch;
use crate::forbidden::{is_forbidden_header, is_forbidden_method};
use crate::options::{Credentials, Mode, Redirect, ReferrerPolicy};
use crate::origin::Origin;
use crate::profile::{Profile, RedirectPreflight, StreamBodies};
use crate::request_body::RequestBody;
use crate::safelist;
use crate::tainting::Tainting;

/// Header names in lower case, with values of any bytes that a script may set.
pub(crate) type HeaderList = Vec<(String, Vec<u8>)>;

/// A [request](https://fetch.spec.whatwg.org/#concept-request).
#[derive(Clone, Debug)]
pub(crate) struct Request {
    pub(crate) method: String,
    /// The [URL list](https://fetch.spec.whatwg.org/#concept-request-url-list), which is never
    /// empty. The last URL is the current one.
    pub(crate) urls: Vec<Url>,
    pub(crate) origin: Origin,
    pub(crate) headers: HeaderList,
    pub(crate) body: Option<RequestBody>,
    pub(crate) mode: Mode,
    pub(crate) credentials: Credentials,
    pub(crate) redirect: Redirect,
    pub(crate) referrer_policy: ReferrerPolicy,
    pub(crate) has_upload_listener: bool,
    pub(crate) body_limit: BodyLimit,
    pub(crate) tainting: Tainting,
    /// The header names that needed a preflight when the script made the request.
    pub(crate) initial_unsafe_headers: Vec<String>,
    /// Whether the request to any of the URLs needed a preflight.
    pub(crate) needed_preflight: bool,
    pub(crate) removed_headers: RemovedHeaders,
}

/// The headers that the latest redirect removed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct RemovedHeaders {
    /// `Authorization`, because the origin changed.
    pub(crate) authorization: bool,
    /// The [request-body headers](https://fetch.spec.whatwg.org/#request-body-header-name), because
    /// the method became `GET`.
    pub(crate) body_headers: bool,
}

impl Request {
    /// The [`Request` constructor](https://fetch.spec.whatwg.org/#dom-request).
    pub(crate) fn new(
        fetch: &Fetch,
        url: Url,
        origin: Origin,
        profile: &Profile,
    ) -> Result<Self, BlockedReason> {
        if !url.username().is_empty() || url.password().is_some() {
            return Err(BlockedReason::UrlWithCredentials);
        }
        let method = normalise_method(&fetch.method)?;
        if fetch.mode == Mode::NoCors && !safelist::is_safelisted_method(&method) {
            return Err(BlockedReason::MethodNotInNoCors { method });
        }
        if fetch.body.is_some() && matches!(method.as_str(), "GET" | "HEAD") {
            return Err(BlockedReason::BodyNotAllowed { method });
        }
        let (body, content_type) = extract_body(fetch, profile)?;
        let mut headers = filter_headers(&fetch.headers, fetch.mode, profile)?;
        let has_content_type = headers.iter().any(|(name, _)| name == "content-type");
        if let Some(content_type) = content_type.filter(|_| !has_content_type) {
            let value = content_type.as_bytes();
            if fetch.mode != Mode::NoCors || safelist::is_safelisted("content-type", value) {
                headers.push(("content-type".to_owned(), value.to_vec()));
            }
        }
        let mut request = Self {
            method,
            urls: vec![url],
            origin,
            headers,
            body,
            mode: fetch.mode,
            credentials: fetch.credentials,
            redirect: fetch.redirect,
            referrer_policy: fetch.referrer_policy,
            has_upload_listener: fetch.has_upload_listener,
            body_limit: fetch.body_limit,
            tainting: Tainting::Basic,
            initial_unsafe_headers: Vec::new(),
            needed_preflight: false,
            removed_headers: RemovedHeaders::default(),
        };
        request.initial_unsafe_headers = request.unsafe_headers(profile);
        Ok(request)
    }

    /// The [current URL](https://fetch.spec.whatwg.org/#concept-request-current-url).
    pub(crate) fn url(&self) -> &Url {
        &self.urls[self.urls.len() - 1]
    }

    /// Returns whether the credentials mode is `include`.
    pub(crate) fn is_credentialed(&self) -> bool {
        self.credentials == Credentials::Include
    }

    /// Returns whether cookies are sent and stored:
    /// [HTTP-network-or-cache fetch](https://fetch.spec.whatwg.org/#http-network-or-cache-fetch).
    pub(crate) fn includes_credentials(&self) -> bool {
        match self.credentials {
            Credentials::Omit => false,
            Credentials::SameOrigin => self.tainting == Tainting::Basic,
            Credentials::Include => true,
        }
    }

    /// The [use-CORS-preflight flag](https://fetch.spec.whatwg.org/#use-cors-preflight-flag), with
    /// which any request needs a preflight.
    pub(crate) fn has_preflight_flag(&self) -> bool {
        self.has_upload_listener || self.body.as_ref().is_some_and(|body| body.is_stream)
    }

    /// Returns whether the engine preflights this request after a redirect because it would have
    /// preflighted the original one.
    pub(crate) fn repeats_preflight(&self, profile: &Profile) -> bool {
        profile.redirect_preflight != RedirectPreflight::IfNeeded
            && self.urls.len() > 1
            && (self.needed_preflight || !self.initial_unsafe_headers.is_empty())
    }

    /// The names of the headers that need a preflight.
    pub(crate) fn unsafe_headers(&self, profile: &Profile) -> Vec<String> {
        let headers = self.headers.iter();
        safelist::unsafe_names(
            headers.map(|(name, value)| (name.as_str(), value.as_slice())),
            profile.extra_safelisted_headers,
        )
    }
}

/// Validates and [normalises](https://fetch.spec.whatwg.org/#concept-method-normalize) a method.
fn normalise_method(method: &str) -> Result<String, BlockedReason> {
    let method = method.to_owned();
    if http::Method::from_bytes(method.as_bytes()).is_err() {
        return Err(BlockedReason::InvalidMethod { method });
    }
    if is_forbidden_method(method.as_bytes()) {
        return Err(BlockedReason::ForbiddenMethod { method });
    }
    // Browsers do not change the case of other methods, not even that of `patch`.
    let upper = method.to_ascii_uppercase();
    match upper.as_str() {
        "DELETE" | "GET" | "HEAD" | "OPTIONS" | "POST" | "PUT" => Ok(upper),
        _ => Ok(method),
    }
}

/// The body as the engine sends it, and its type.
fn extract_body(
    fetch: &Fetch,
    profile: &Profile,
) -> Result<(Option<RequestBody>, Option<&'static str>), BlockedReason> {
    let Some(bytes) = fetch.body.clone() else {
        return Ok((None, None));
    };
    match (fetch.is_stream, profile.stream_bodies) {
        (true, StreamBodies::Unsupported) => Err(BlockedReason::StreamUnsupported),
        (true, StreamBodies::SentAsText) => {
            let body = RequestBody {
                bytes: Body::from("[object ReadableStream]".to_owned()),
                is_stream: false,
            };
            Ok((Some(body), Some("text/plain;charset=UTF-8")))
        }
        (is_stream, _) => {
            let body = RequestBody { bytes, is_stream };
            Ok((Some(body), fetch.content_type))
        }
    }
}

/// Applies the [guard](https://fetch.spec.whatwg.org/#concept-headers-guard) of the request: fails
/// for invalid headers and drops forbidden ones.
fn filter_headers(
    headers: &[(String, String)],
    mode: Mode,
    profile: &Profile,
) -> Result<HeaderList, BlockedReason> {
    let mut list = HeaderList::new();
    for (name, value) in headers {
        let invalid = || BlockedReason::InvalidHeader { name: name.clone() };
        let value = normalise_value(value).ok_or_else(invalid)?;
        let name = http::HeaderName::from_bytes(name.as_bytes()).map_err(|_| invalid())?;
        let name = name.as_str();
        let is_dropped = is_forbidden_header(name, &value)
            || profile.dropped_headers.contains(&name)
            || (mode == Mode::NoCors && !safelist::is_no_cors_safelisted(name, &value));
        if !is_dropped {
            list.push((name.to_owned(), value));
        }
    }
    Ok(list)
}

/// [Normalises](https://fetch.spec.whatwg.org/#concept-header-value-normalize) a value, and returns
/// `None` if it is invalid. A character is one byte, as in a JavaScript `ByteString`.
fn normalise_value(value: &str) -> Option<Vec<u8>> {
    let white_space = ['\t', '\n', '\r', ' '];
    let bytes: Option<Vec<u8>> = value
        .trim_matches(white_space)
        .chars()
        .map(|character| u8::try_from(character).ok())
        .collect();
    bytes.filter(|bytes| !bytes.iter().any(|byte| b"\0\r\n".contains(byte)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn request(fetch: &Fetch) -> Result<Request, BlockedReason> {
        let url = Url::parse(&fetch.url).unwrap();
        Request::new(fetch, url, Origin::opaque(), &Profile::SPEC)
    }

    fn header_names(fetch: &Fetch) -> Vec<String> {
        request(fetch)
            .unwrap()
            .headers
            .into_iter()
            .map(|(name, _)| name)
            .collect()
    }

    const URL: &str = "https://api.example.com/";

    #[test]
    fn only_six_methods_are_normalised() {
        for (method, normalised) in [
            ("get", "GET"),
            ("Put", "PUT"),
            ("delete", "DELETE"),
            ("options", "OPTIONS"),
            ("head", "HEAD"),
            ("post", "POST"),
            ("patch", "patch"),
            ("query", "query"),
            ("Egg", "Egg"),
            ("*", "*"),
        ] {
            assert_eq!(normalise_method(method), Ok(normalised.to_owned()));
        }
        for forbidden in ["TRACE", "trace", "Track", "CONNECT"] {
            assert!(matches!(
                normalise_method(forbidden),
                Err(BlockedReason::ForbiddenMethod { .. })
            ));
        }
        for invalid in ["", "a b", "a,b", "\"GET\"", "é"] {
            assert!(matches!(
                normalise_method(invalid),
                Err(BlockedReason::InvalidMethod { .. })
            ));
        }
    }

    #[test]
    fn forbidden_headers_are_dropped() {
        let fetch = Fetch::get(URL)
            .header("Cookie", "a=1")
            .header("X-Kept", "1")
            .header("Sec-A", "1");
        assert_eq!(header_names(&fetch), ["x-kept"]);
    }

    #[test]
    fn header_values_are_bytes_without_line_breaks() {
        let value = |value: &str| request(&Fetch::get(URL).header("x", value)).map(|r| r.headers);
        assert_eq!(value(" \té\r\n").unwrap()[0].1, [0xE9]);
        for invalid in ["a\nb", "a\0b", "☕"] {
            assert!(
                matches!(value(invalid), Err(BlockedReason::InvalidHeader { .. })),
                "{invalid:?}"
            );
        }
        assert!(matches!(
            request(&Fetch::get(URL).header("a b", "1")),
            Err(BlockedReason::InvalidHeader { .. })
        ));
    }

    #[test]
    fn script_overrides_content_type_of_body() {
        let fetch = Fetch::post(URL)
            .json("{}")
            .header("Content-Type", "text/plain");
        assert_eq!(request(&fetch).unwrap().headers[0].1, b"text/plain");
        let fetch = Fetch::post(URL).bytes([1]);
        assert_eq!(request(&fetch).unwrap().headers, []);
    }

    #[test]
    fn invalid_requests_fail() {
        assert_eq!(
            request(&Fetch::get("https://user@api.example.com")).unwrap_err(),
            BlockedReason::UrlWithCredentials,
        );
        assert!(matches!(
            request(&Fetch::get(URL).text("x")),
            Err(BlockedReason::BodyNotAllowed { .. })
        ));
        assert!(matches!(
            request(&Fetch::put(URL).mode(Mode::NoCors)),
            Err(BlockedReason::MethodNotInNoCors { .. })
        ));
    }

    #[test]
    fn no_cors_drops_unsafe_headers() {
        let fetch = Fetch::post(URL)
            .json("{}")
            .header("x-a", "1")
            .header("accept", "text/html")
            .mode(Mode::NoCors);
        assert_eq!(header_names(&fetch), ["accept"]);
    }
}
