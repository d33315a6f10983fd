//! A request on its way: made from what the script said, or refused as `fetch()` throws.
//!
//! What changes on the way, hop by hop, is in `redirect`; what goes out for it in `network`.

use url::Url;

use super::blocked::Reason;
use super::fetch::{Credentials, Fetch, Mode, Redirect, ReferrerPolicy};
use super::forbidden::{is_forbidden_header, is_forbidden_method};
use super::origin::Origin;
use super::profile::{AfterRedirect, Profile, Streams};
use super::safelist;
use super::service::Body;

/// [Response tainting](https://fetch.spec.whatwg.org/#concept-request-response-tainting): what may
/// be seen of the response.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tainting {
    Basic,
    Cors,
    Opaque,
}

/// A body, and whether it can be sent only once.
#[derive(Clone, Debug)]
pub(super) struct Payload {
    pub(super) body: Body,
    pub(super) is_stream: bool,
}

/// Header names in lower case, with values of any bytes a script may set.
pub(super) type HeaderList = Vec<(String, Vec<u8>)>;

/// A [request](https://fetch.spec.whatwg.org/#concept-request).
#[derive(Clone, Debug)]
pub(super) struct Request {
    pub(super) method: String,
    /// Where it went so far; the last is where it goes now.
    pub(super) urls: Vec<Url>,
    pub(super) origin: Origin,
    pub(super) headers: HeaderList,
    pub(super) payload: Option<Payload>,
    pub(super) mode: Mode,
    pub(super) credentials: Credentials,
    pub(super) redirect: Redirect,
    pub(super) referrer_policy: ReferrerPolicy,
    pub(super) has_upload_listener: bool,
    pub(super) tainting: Tainting,
    /// The header names that took a preflight when the script made the request.
    pub(super) unsafe_at_first: Vec<String>,
    /// Whether a hop so far has been one that takes a preflight.
    pub(super) was_unsafe: bool,
    /// What the last redirect takes away, if it is there.
    pub(super) removed: Removed,
}

/// Which headers a redirect removes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Removed {
    /// `Authorization`, on the way to another origin.
    pub(super) authorization: bool,
    /// Those about a body, where there is none any more.
    pub(super) about_body: bool,
}

impl Request {
    /// The steps of the [`Request` constructor](https://fetch.spec.whatwg.org/#dom-request), where
    /// it throws for what no browser sends.
    pub(super) fn new(
        fetch: &Fetch,
        url: Url,
        origin: Origin,
        profile: &Profile,
    ) -> Result<Self, Reason> {
        if !url.username().is_empty() || url.password().is_some() {
            return Err(Reason::UrlWithCredentials);
        }
        let method = method(&fetch.method)?;
        if fetch.mode == Mode::NoCors && !safelist::is_safelisted_method(&method) {
            return Err(Reason::MethodNotInNoCors { method });
        }
        if fetch.body.is_some() && matches!(method.as_str(), "GET" | "HEAD") {
            return Err(Reason::BodyWithoutPlace { method });
        }
        let (payload, content_type) = payload(fetch, profile)?;
        let mut headers = headers(&fetch.headers, fetch.mode, profile)?;
        let typed_already = headers.iter().any(|(name, _)| name == "content-type");
        if let Some(content_type) = content_type.filter(|_| !typed_already) {
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
            payload,
            mode: fetch.mode,
            credentials: fetch.credentials,
            redirect: fetch.redirect,
            referrer_policy: fetch.referrer_policy,
            has_upload_listener: fetch.has_upload_listener,
            tainting: Tainting::Basic,
            unsafe_at_first: Vec::new(),
            was_unsafe: false,
            removed: Removed::default(),
        };
        request.unsafe_at_first = request.unsafe_names(profile);
        Ok(request)
    }

    /// Where it goes now.
    pub(super) fn url(&self) -> &Url {
        // There is one from the beginning, and none is ever taken away.
        &self.urls[self.urls.len() - 1]
    }

    pub(super) fn is_credentialed(&self) -> bool {
        self.credentials == Credentials::Include
    }

    /// Whether cookies go along and are kept:
    /// [HTTP-network-or-cache fetch](https://fetch.spec.whatwg.org/#http-network-or-cache-fetch).
    pub(super) fn includes_credentials(&self) -> bool {
        match self.credentials {
            Credentials::Omit => false,
            Credentials::SameOrigin => self.tainting == Tainting::Basic,
            Credentials::Include => true,
        }
    }

    /// The [use-CORS-preflight flag](https://fetch.spec.whatwg.org/#use-cors-preflight-flag): a
    /// preflight whatever is asked.
    pub(super) fn uses_preflight(&self) -> bool {
        self.has_upload_listener
            || self
                .payload
                .as_ref()
                .is_some_and(|payload| payload.is_stream)
    }

    /// Whether this engine asks after a redirect because it would have asked before.
    pub(super) fn asks_again(&self, profile: &Profile) -> bool {
        profile.after_redirect != AfterRedirect::WhatIsLeft
            && self.urls.len() > 1
            && (self.was_unsafe || !self.unsafe_at_first.is_empty())
    }

    /// The header names that a preflight has to ask for.
    pub(super) fn unsafe_names(&self, profile: &Profile) -> Vec<String> {
        let headers = self.headers.iter();
        safelist::unsafe_names(
            headers.map(|(name, value)| (name.as_str(), value.as_slice())),
            profile.more_safelisted,
        )
    }
}

/// A method that may be sent, [normalised](https://fetch.spec.whatwg.org/#concept-method-normalize).
fn method(method: &str) -> Result<String, Reason> {
    let method = method.to_owned();
    if http::Method::from_bytes(method.as_bytes()).is_err() {
        return Err(Reason::InvalidMethod { method });
    }
    if is_forbidden_method(method.as_bytes()) {
        return Err(Reason::ForbiddenMethod { method });
    }
    // These six and no others: `patch` stays as it is.
    let upper = method.to_ascii_uppercase();
    match upper.as_str() {
        "DELETE" | "GET" | "HEAD" | "OPTIONS" | "POST" | "PUT" => Ok(upper),
        _ => Ok(method),
    }
}

/// The body as this engine sends it, and its type.
fn payload(
    fetch: &Fetch,
    profile: &Profile,
) -> Result<(Option<Payload>, Option<&'static str>), Reason> {
    let Some(body) = fetch.body.clone() else {
        return Ok((None, None));
    };
    match (fetch.is_stream, profile.streams) {
        (true, Streams::Refused) => Err(Reason::StreamUnsupported),
        (true, Streams::SentAsText) => {
            let body = Body::from("[object ReadableStream]".to_owned());
            let content_type = "text/plain;charset=UTF-8";
            Ok((
                Some(Payload {
                    body,
                    is_stream: false,
                }),
                Some(content_type),
            ))
        }
        (is_stream, _) => Ok((Some(Payload { body, is_stream }), fetch.content_type)),
    }
}

/// The header list after the [guard](https://fetch.spec.whatwg.org/#concept-headers-guard) of the
/// request: what is malformed is refused, what is forbidden is dropped in silence.
fn headers(said: &[(String, String)], mode: Mode, profile: &Profile) -> Result<HeaderList, Reason> {
    let mut list = HeaderList::new();
    for (name, value) in said {
        let invalid = || Reason::InvalidHeader { name: name.clone() };
        let value = byte_string(value).ok_or_else(invalid)?;
        let name = http::HeaderName::from_bytes(name.as_bytes()).map_err(|_| invalid())?;
        let name = name.as_str();
        let dropped = is_forbidden_header(name, &value)
            || profile.dropped_headers.contains(&name)
            || (mode == Mode::NoCors && !safelist::is_no_cors_safelisted(name, &value));
        if !dropped {
            list.push((name.to_owned(), value));
        }
    }
    Ok(list)
}

/// A value [normalised](https://fetch.spec.whatwg.org/#concept-header-value-normalize), or nothing
/// if it cannot be one. As in scripts, a character is one byte.
fn byte_string(value: &str) -> Option<Vec<u8>> {
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

    fn made(fetch: &Fetch) -> Result<Request, Reason> {
        let url = Url::parse(&fetch.url).unwrap();
        Request::new(fetch, url, Origin::opaque(), &Profile::SPEC)
    }

    fn header_names(fetch: &Fetch) -> Vec<String> {
        made(fetch)
            .unwrap()
            .headers
            .into_iter()
            .map(|(name, _)| name)
            .collect()
    }

    const URL: &str = "https://api.example.com/";

    #[test]
    fn six_methods_are_normalised_and_no_other() {
        for (said, sent) in [
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
            assert_eq!(method(said), Ok(sent.to_owned()));
        }
        for forbidden in ["TRACE", "trace", "Track", "CONNECT"] {
            assert!(matches!(
                method(forbidden),
                Err(Reason::ForbiddenMethod { .. })
            ));
        }
        for invalid in ["", "a b", "a,b", "\"GET\"", "é"] {
            assert!(matches!(method(invalid), Err(Reason::InvalidMethod { .. })));
        }
    }

    #[test]
    fn forbidden_headers_are_dropped_in_silence() {
        let fetch = Fetch::get(URL)
            .header("Cookie", "a=1")
            .header("X-Kept", "1")
            .header("Sec-A", "1");
        assert_eq!(header_names(&fetch), ["x-kept"]);
    }

    #[test]
    fn a_header_value_is_bytes_without_line_breaks() {
        let value = |value: &str| made(&Fetch::get(URL).header("x", value)).map(|r| r.headers);
        assert_eq!(value(" \té\r\n").unwrap()[0].1, [0xE9]);
        for invalid in ["a\nb", "a\0b", "☕"] {
            assert!(
                matches!(value(invalid), Err(Reason::InvalidHeader { .. })),
                "{invalid:?}"
            );
        }
        assert!(matches!(
            made(&Fetch::get(URL).header("a b", "1")),
            Err(Reason::InvalidHeader { .. })
        ));
    }

    #[test]
    fn a_body_says_its_type_unless_the_script_does() {
        let fetch = Fetch::post(URL)
            .json("{}")
            .header("Content-Type", "text/plain");
        assert_eq!(made(&fetch).unwrap().headers[0].1, b"text/plain");
        let fetch = Fetch::post(URL).bytes([1]);
        assert_eq!(made(&fetch).unwrap().headers, []);
    }

    #[test]
    fn what_fetch_throws_for() {
        assert_eq!(
            made(&Fetch::get("https://user@api.example.com")).unwrap_err(),
            Reason::UrlWithCredentials,
        );
        assert!(matches!(
            made(&Fetch::get(URL).text("x")),
            Err(Reason::BodyWithoutPlace { .. })
        ));
        assert!(matches!(
            made(&Fetch::put(URL).mode(Mode::NoCors)),
            Err(Reason::MethodNotInNoCors { .. })
        ));
    }

    #[test]
    fn no_cors_keeps_what_a_form_could_send() {
        let fetch = Fetch::post(URL)
            .json("{}")
            .header("x-a", "1")
            .header("accept", "text/html")
            .mode(Mode::NoCors);
        assert_eq!(header_names(&fetch), ["accept"]);
    }
}
