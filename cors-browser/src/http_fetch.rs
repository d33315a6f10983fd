//! Builds the HTTP requests of a fetch, with the headers that browsers add.
//!
//! This is [HTTP-network-or-cache
//! fetch](https://fetch.spec.whatwg.org/#http-network-or-cache-fetch) without an HTTP cache: every
//! request reaches the fetch target.

use http::{HeaderMap, HeaderName, HeaderValue, Uri};
use url::Url;

use crate::body::Body;
use crate::error::BlockedReason;
use crate::options::Mode;
use crate::origin_headers::{referrer, sec_fetch_mode, sec_fetch_site};
use crate::profile::{Engine, Profile};
use crate::request::Request;
use crate::trustworthy::is_trustworthy;

/// Builds the actual request. `page` is the URL for `Referer`.
pub(crate) fn actual_request(
    request: &Request,
    page: Option<&Url>,
    origin: Option<String>,
    cookies: Option<String>,
    profile: &Profile,
) -> Result<http::Request<Body>, BlockedReason> {
    let mut headers = HeaderMap::new();
    for (name, value) in &request.headers {
        append(&mut headers, name, value)?;
    }
    if !headers.contains_key("accept") {
        append(&mut headers, "accept", b"*/*")?;
    }
    if let Some(body) = request.body.as_ref().filter(|body| !body.is_stream) {
        let length = body.bytes.len().to_string();
        append(&mut headers, "content-length", length.as_bytes())?;
    } else if request.body.is_none() && matches!(request.method.as_str(), "POST" | "PUT") {
        append(&mut headers, "content-length", b"0")?;
    }
    if let Some(origin) = origin {
        append(&mut headers, "origin", origin.as_bytes())?;
    }
    if let Some(cookies) = cookies {
        append(&mut headers, "cookie", cookies.as_bytes())?;
    }
    append_default_headers(&mut headers, request, page, profile)?;
    if is_trustworthy(request.url()) {
        let mode = sec_fetch_mode(request.mode);
        append(&mut headers, "sec-fetch-mode", mode.as_bytes())?;
    }
    let body = request.body.as_ref().map(|body| body.bytes.clone());
    build(
        &request.method,
        request.url(),
        headers,
        body.unwrap_or_default(),
    )
}

/// Builds the preflight of a request, with `requested_headers` in `Access-Control-Request-Headers`.
pub(crate) fn preflight_request(
    request: &Request,
    page: Option<&Url>,
    origin: &str,
    requested_headers: &[String],
    profile: &Profile,
) -> Result<http::Request<Body>, BlockedReason> {
    let mut headers = HeaderMap::new();
    append(&mut headers, "accept", b"*/*")?;
    let method = request.method.as_bytes();
    append(&mut headers, "access-control-request-method", method)?;
    if !requested_headers.is_empty() {
        let names = requested_headers.join(",");
        append(
            &mut headers,
            "access-control-request-headers",
            names.as_bytes(),
        )?;
    }
    append(&mut headers, "origin", origin.as_bytes())?;
    append_default_headers(&mut headers, request, page, profile)?;
    if is_trustworthy(request.url()) || profile.preflight_always_has_fetch_mode {
        let mode = sec_fetch_mode(Mode::Cors);
        append(&mut headers, "sec-fetch-mode", mode.as_bytes())?;
    }
    build("OPTIONS", request.url(), headers, Body::default())
}

/// Appends the headers that preflights and actual requests have in common.
fn append_default_headers(
    headers: &mut HeaderMap,
    request: &Request,
    page: Option<&Url>,
    profile: &Profile,
) -> Result<(), BlockedReason> {
    let url = request.url();
    let port = url.port().map_or(String::new(), |port| format!(":{port}"));
    let host = format!("{}{port}", url.host_str().unwrap_or_default());
    append(headers, "host", host.as_bytes())?;
    let agent = match profile.engine {
        Engine::Spec => "virtual browser",
        Engine::Chromium => "virtual browser (chromium)",
        Engine::Firefox => "virtual browser (firefox)",
        Engine::WebKit => "virtual browser (webkit)",
    };
    for (name, value) in [("accept-language", "en"), ("user-agent", agent)] {
        if !headers.contains_key(name) {
            append(headers, name, value.as_bytes())?;
        }
    }
    if let Some(referrer) = page.and_then(|page| referrer(request, page)) {
        append(headers, "referer", referrer.as_bytes())?;
    }
    if is_trustworthy(url) {
        append(headers, "sec-fetch-dest", b"empty")?;
        let site = sec_fetch_site(request);
        append(headers, "sec-fetch-site", site.as_bytes())?;
    }
    Ok(())
}

/// Appends a header. Fails for control characters in the value, which scripts may set but
/// [`HeaderValue`] cannot represent.
fn append(headers: &mut HeaderMap, name: &str, value: &[u8]) -> Result<(), BlockedReason> {
    let unsendable = || BlockedReason::UnsendableHeader {
        header: name.to_owned(),
    };
    let name = HeaderName::from_bytes(name.as_bytes()).map_err(|_| unsendable())?;
    let value = HeaderValue::from_bytes(value).map_err(|_| unsendable())?;
    headers.append(name, value);
    Ok(())
}

/// Builds a request with the absolute URL, as over HTTP/2, so that a target can distinguish hosts.
fn build(
    method: &str,
    url: &Url,
    headers: HeaderMap,
    body: Body,
) -> Result<http::Request<Body>, BlockedReason> {
    let mut target = url.clone();
    target.set_fragment(None);
    // Fails only for URLs without a host, which have no user name or password.
    let _ = target.set_username("");
    let _ = target.set_password(None);
    let invalid_url = |_| BlockedReason::InvalidUrl {
        url: url.to_string(),
    };
    let uri: Uri = target.as_str().parse().map_err(invalid_url)?;
    let invalid_method = |_| BlockedReason::InvalidMethod {
        method: method.to_owned(),
    };
    let method = http::Method::from_bytes(method.as_bytes()).map_err(invalid_method)?;
    let mut request = http::Request::new(body);
    *request.method_mut() = method;
    *request.uri_mut() = uri;
    *request.headers_mut() = headers;
    Ok(request)
}
