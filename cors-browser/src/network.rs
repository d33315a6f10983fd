//! What goes out for a request: `http::Request`s for the app, and the headers a browser adds.
//!
//! [HTTP-network-or-cache fetch](https://fetch.spec.whatwg.org/#http-network-or-cache-fetch), without
//! an HTTP cache: every request reaches the app.

use http::{HeaderMap, HeaderName, HeaderValue, Uri};
use url::Url;

use super::blocked::Reason;
use super::disclosure;
use super::fetch::Mode;
use super::origin::is_trustworthy;
use super::profile::{Engine, Profile};
use super::request::Request;
use super::service::Body;

/// The actual request, with what it says in `Origin` and `Cookie`.
pub(super) fn actual(
    request: &Request,
    page: Option<&Url>,
    origin: Option<String>,
    cookies: Option<String>,
    profile: &Profile,
) -> Result<http::Request<Body>, Reason> {
    let mut headers = HeaderMap::new();
    for (name, value) in &request.headers {
        put(&mut headers, name, value)?;
    }
    if !headers.contains_key("accept") {
        put(&mut headers, "accept", b"*/*")?;
    }
    if let Some(payload) = request
        .payload
        .as_ref()
        .filter(|payload| !payload.is_stream)
    {
        let length = payload.body.len().to_string();
        put(&mut headers, "content-length", length.as_bytes())?;
    } else if request.payload.is_none() && matches!(request.method.as_str(), "POST" | "PUT") {
        put(&mut headers, "content-length", b"0")?;
    }
    if let Some(origin) = origin {
        put(&mut headers, "origin", origin.as_bytes())?;
    }
    if let Some(cookies) = cookies {
        put(&mut headers, "cookie", cookies.as_bytes())?;
    }
    ambient(&mut headers, request, page, profile)?;
    if is_trustworthy(request.url()) {
        put(
            &mut headers,
            "sec-fetch-mode",
            disclosure::mode(request.mode).as_bytes(),
        )?;
    }
    let body = request.payload.as_ref().map(|payload| payload.body.clone());
    assembled(
        &request.method,
        request.url(),
        headers,
        body.unwrap_or_default(),
    )
}

/// The preflight that asks for the header names `asked` in the name of `origin`.
pub(super) fn preflight(
    request: &Request,
    page: Option<&Url>,
    origin: &str,
    asked: &[String],
    profile: &Profile,
) -> Result<http::Request<Body>, Reason> {
    let mut headers = HeaderMap::new();
    put(&mut headers, "accept", b"*/*")?;
    let method = request.method.as_bytes();
    put(&mut headers, "access-control-request-method", method)?;
    if !asked.is_empty() {
        let names = asked.join(",");
        put(
            &mut headers,
            "access-control-request-headers",
            names.as_bytes(),
        )?;
    }
    put(&mut headers, "origin", origin.as_bytes())?;
    ambient(&mut headers, request, page, profile)?;
    if is_trustworthy(request.url()) || profile.preflight_says_mode_to_anyone {
        put(
            &mut headers,
            "sec-fetch-mode",
            disclosure::mode(Mode::Cors).as_bytes(),
        )?;
    }
    assembled("OPTIONS", request.url(), headers, Body::default())
}

/// What every request of a browser carries, whoever asked for it.
fn ambient(
    headers: &mut HeaderMap,
    request: &Request,
    page: Option<&Url>,
    profile: &Profile,
) -> Result<(), Reason> {
    let url = request.url();
    let port = url.port().map_or(String::new(), |port| format!(":{port}"));
    let host = format!("{}{port}", url.host_str().unwrap_or_default());
    put(headers, "host", host.as_bytes())?;
    let agent = match profile.engine {
        Engine::Spec => "virtual browser",
        Engine::Chromium => "virtual browser (chromium)",
        Engine::Firefox => "virtual browser (firefox)",
        Engine::WebKit => "virtual browser (webkit)",
    };
    for (name, value) in [("accept-language", "en"), ("user-agent", agent)] {
        if !headers.contains_key(name) {
            put(headers, name, value.as_bytes())?;
        }
    }
    if let Some(referrer) = page.and_then(|page| disclosure::referrer(request, page)) {
        put(headers, "referer", referrer.as_bytes())?;
    }
    if is_trustworthy(url) {
        put(headers, "sec-fetch-dest", b"empty")?;
        put(
            headers,
            "sec-fetch-site",
            disclosure::site(request).as_bytes(),
        )?;
    }
    Ok(())
}

/// Adds a header, unless its value is none that `http` can carry: scripts may set control bytes,
/// which no server on `http` ever gets to see.
fn put(headers: &mut HeaderMap, name: &str, value: &[u8]) -> Result<(), Reason> {
    let unsendable = || Reason::Unsendable {
        header: name.to_owned(),
    };
    let name = HeaderName::from_bytes(name.as_bytes()).map_err(|_| unsendable())?;
    let value = HeaderValue::from_bytes(value).map_err(|_| unsendable())?;
    headers.append(name, value);
    Ok(())
}

/// With the whole URL in the request line, as over HTTP/2, so that an app can tell its hosts apart.
fn assembled(
    method: &str,
    url: &Url,
    headers: HeaderMap,
    body: Body,
) -> Result<http::Request<Body>, Reason> {
    let mut address = url.clone();
    address.set_fragment(None);
    // Only refused for URLs without a host.
    let _ = address.set_username("");
    let _ = address.set_password(None);
    let uri: Uri = address.as_str().parse().map_err(|_| Reason::InvalidUrl {
        url: url.to_string(),
    })?;
    let method =
        http::Method::from_bytes(method.as_bytes()).map_err(|_| Reason::InvalidMethod {
            method: method.to_owned(),
        })?;
    let mut request = http::Request::new(body);
    *request.method_mut() = method;
    *request.uri_mut() = uri;
    *request.headers_mut() = headers;
    Ok(request)
}
