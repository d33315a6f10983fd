//! The CORS protocol on `http` types, written by hand.
//!
//! The code reads `Origin` once, compares it with constants, inserts header values that are constants, and
//! appends `Vary`. The response to a preflight is a copy of a header map that is built once.
//!
//! With `CORRECT` it also handles unusual inputs as this library does: an `Origin` with several lines is not
//! allowed, `Access-Control-*` headers that the handler has set are removed, and `Vary` gets `Origin` only
//! once.

use http::header::{
    ACCESS_CONTROL_ALLOW_CREDENTIALS, ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS,
    ACCESS_CONTROL_ALLOW_ORIGIN, ACCESS_CONTROL_EXPOSE_HEADERS, ACCESS_CONTROL_MAX_AGE,
    ACCESS_CONTROL_REQUEST_METHOD, Entry, HeaderMap, HeaderName, HeaderValue, ORIGIN, VARY,
};
use http::{Method, StatusCode};

use super::origins::Origins;
use super::policies::{EXPOSED, HandwrittenPolicy, PreflightHeaders, VARY_ORIGIN};

/// The CORS response headers.
pub static CORS_HEADERS: [HeaderName; 6] = [
    ACCESS_CONTROL_ALLOW_ORIGIN,
    ACCESS_CONTROL_ALLOW_CREDENTIALS,
    ACCESS_CONTROL_ALLOW_METHODS,
    ACCESS_CONTROL_ALLOW_HEADERS,
    ACCESS_CONTROL_MAX_AGE,
    ACCESS_CONTROL_EXPOSE_HEADERS,
];

/// The action for a request.
#[derive(Debug)]
pub enum Evaluation {
    /// Respond to a preflight with this status and these headers.
    Preflight(StatusCode, HeaderMap),
    /// Call the handler, and add headers with this value for an allowed origin.
    Actual(Option<HeaderValue>),
}

/// Classifies a request and checks its origin. `preflights` is called for preflights only.
#[inline]
pub fn evaluate<'a, P: HandwrittenPolicy, const CORRECT: bool>(
    method: &Method,
    headers: &HeaderMap,
    preflights: impl FnOnce() -> &'a PreflightHeaders,
) -> Evaluation {
    if *method == Method::OPTIONS
        && headers.contains_key(ACCESS_CONTROL_REQUEST_METHOD)
        && let Some(origin) = origin::<CORRECT>(headers)
    {
        let (status, headers) = preflight::<P>(origin, preflights);
        return Evaluation::Preflight(status, headers);
    }
    Evaluation::Actual(allowed_origin::<P, CORRECT>(headers))
}

/// Returns the `Origin` of a request. Several lines yield an empty value, which no policy allows.
#[inline]
pub fn origin<const CORRECT: bool>(headers: &HeaderMap) -> Option<&HeaderValue> {
    static NOT_ALLOWED: HeaderValue = HeaderValue::from_static("");
    if !CORRECT {
        return headers.get(ORIGIN);
    }
    let mut lines = headers.get_all(ORIGIN).iter();
    let first = lines.next()?;
    Some(if lines.next().is_some() {
        &NOT_ALLOWED
    } else {
        first
    })
}

/// Returns the value of `Access-Control-Allow-Origin` for an actual request.
#[inline]
pub fn allowed_origin<P: HandwrittenPolicy, const CORRECT: bool>(
    headers: &HeaderMap,
) -> Option<HeaderValue> {
    if !P::Origins::DEPENDS_ON_REQUEST {
        return Some(P::Origins::CONSTANT);
    }
    P::Origins::allow(origin::<CORRECT>(headers)?)
}

/// Returns the status and the headers of the response to a preflight.
#[inline]
pub fn preflight<'a, P: HandwrittenPolicy>(
    origin: &HeaderValue,
    preflights: impl FnOnce() -> &'a PreflightHeaders,
) -> (StatusCode, HeaderMap) {
    let preflights = preflights();
    match P::Origins::allow(origin) {
        Some(value) => {
            let mut headers = preflights.allowed.clone();
            // `insert` would reserve space for another entry, and the copied map has none to spare.
            if P::Origins::ARE_MANY
                && let Some(entry) = headers.get_mut(ACCESS_CONTROL_ALLOW_ORIGIN)
            {
                *entry = value;
            }
            (StatusCode::NO_CONTENT, headers)
        }
        None => (StatusCode::FORBIDDEN, preflights.forbidden.clone()),
    }
}

/// Adds the CORS headers to the response of an actual request.
#[inline]
pub fn apply_headers<P: HandwrittenPolicy, const CORRECT: bool>(
    allowed: Option<HeaderValue>,
    headers: &mut HeaderMap,
) {
    // An empty map has no header to remove and no `Vary`.
    let must_check = CORRECT && !headers.is_empty();
    if must_check {
        remove_cors_headers(headers);
    }
    if let Some(value) = allowed {
        headers.insert(ACCESS_CONTROL_ALLOW_ORIGIN, value);
        if P::CREDENTIALS {
            headers.insert(
                ACCESS_CONTROL_ALLOW_CREDENTIALS,
                HeaderValue::from_static("true"),
            );
        }
        if P::EXPOSES {
            headers.insert(ACCESS_CONTROL_EXPOSE_HEADERS, EXPOSED);
        }
    }
    if P::Origins::DEPENDS_ON_REQUEST {
        if must_check {
            add_vary_once(headers);
        } else {
            headers.append(VARY, VARY_ORIGIN);
        }
    }
}

/// Removes the CORS headers. Searches for one first, because comparing names is faster than hashing them.
fn remove_cors_headers(headers: &mut HeaderMap) {
    let mut names = headers.keys();
    if names.any(|name| name.as_str().starts_with("access-control-")) {
        for name in &CORS_HEADERS {
            headers.remove(name);
        }
    }
}

/// Adds `Origin` to `Vary` with a single lookup.
fn add_vary_once(headers: &mut HeaderMap) {
    match headers.entry(VARY) {
        Entry::Occupied(mut lines) => {
            if !lines.iter().any(|line| includes_origin(line.as_bytes())) {
                lines.append(VARY_ORIGIN);
            }
        }
        Entry::Vacant(entry) => {
            entry.insert(VARY_ORIGIN);
        }
    }
}

/// Returns whether a value of `Vary` includes the origin.
pub fn includes_origin(line: &[u8]) -> bool {
    let mut tokens = line.split(|byte| *byte == b',').map(<[u8]>::trim_ascii);
    tokens.any(|token| token == b"*" || token.eq_ignore_ascii_case(b"origin"))
}
