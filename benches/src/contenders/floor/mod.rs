//! The floor: what somebody would write by hand who knows the policy, and wants nothing but speed.
//!
//! It reads `Origin` once, compares it with what is known beforehand, inserts prepared values and
//! appends `Vary`; a preflight is a copy of a prepared answer. With `DUTIFUL` it also does what
//! correctness asks for besides: several `Origin` lines are no origin, `Access-Control-*` headers
//! that the handler has set are removed, and `Vary` does not say `Origin` twice.
//!
//! `known` is what there is before any request, `origins` who is let in, and `layer` the floor for
//! tower.

mod known;
mod layer;
mod origins;

use http::header::{
    ACCESS_CONTROL_ALLOW_CREDENTIALS, ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS,
    ACCESS_CONTROL_ALLOW_ORIGIN, ACCESS_CONTROL_EXPOSE_HEADERS, ACCESS_CONTROL_MAX_AGE,
    ACCESS_CONTROL_REQUEST_METHOD, Entry, HeaderMap, HeaderName, HeaderValue, ORIGIN, VARY,
};
use http::{Method, Request, Response, StatusCode};

#[cfg(feature = "peers")]
pub(super) use known::EXPOSED_NAMES;
pub use known::{
    Answers, Any, Credentials, CredentialsExpose3, Exact1, Exact10, Exact100, Exact1000,
    Exact10000, Expose3, Known, Preflight, Preflight20, Preflight1000, PreflightCredentials,
    Subdomains,
};
pub(super) use layer::{ByHand, Surrounded};
pub use origins::Origins;

use super::function::{Handler, function};
use crate::case::{Case, PolicyId};
use crate::policies::every_policy;
use crate::respond;

function!(
    /// The floor on `http` types.
    Floor, "floor", "bare-http", handler_of::<false>
);

pub(super) const VARY_ORIGIN: HeaderValue = HeaderValue::from_static("Origin");

pub(super) static OURS: [HeaderName; 6] = [
    ACCESS_CONTROL_ALLOW_ORIGIN,
    ACCESS_CONTROL_ALLOW_CREDENTIALS,
    ACCESS_CONTROL_ALLOW_METHODS,
    ACCESS_CONTROL_ALLOW_HEADERS,
    ACCESS_CONTROL_MAX_AGE,
    ACCESS_CONTROL_EXPOSE_HEADERS,
];

/// What to do with a request.
#[derive(Debug)]
pub(super) enum Received {
    /// A preflight, and its answer.
    Preflight(StatusCode, HeaderMap),
    /// Any other request, with the value for an origin that is let in.
    Actual(Option<HeaderValue>),
}

/// Tells preflights from actual requests, and judges the origin. Only a preflight asks for `answers`.
#[inline]
pub(super) fn receive<'a, P: Known, const DUTIFUL: bool>(
    method: &Method,
    headers: &HeaderMap,
    answers: impl FnOnce() -> &'a Answers,
) -> Received {
    if *method == Method::OPTIONS
        && headers.contains_key(ACCESS_CONTROL_REQUEST_METHOD)
        && let Some(origin) = origin::<DUTIFUL>(headers)
    {
        let (status, answer) = preflight::<P>(origin, answers);
        return Received::Preflight(status, answer);
    }
    Received::Actual(allowed::<P, DUTIFUL>(headers))
}

/// The `Origin` of a request. Several of them are nobody's, which no list has.
#[inline]
pub(super) fn origin<const DUTIFUL: bool>(headers: &HeaderMap) -> Option<&HeaderValue> {
    static NOBODY: HeaderValue = HeaderValue::from_static("");
    if !DUTIFUL {
        return headers.get(ORIGIN);
    }
    let mut lines = headers.get_all(ORIGIN).iter();
    let first = lines.next()?;
    Some(if lines.next().is_some() {
        &NOBODY
    } else {
        first
    })
}

/// The value for the origin of an actual request.
#[inline]
pub(super) fn allowed<P: Known, const DUTIFUL: bool>(headers: &HeaderMap) -> Option<HeaderValue> {
    if !P::Origins::ARE_LISTED {
        return Some(P::Origins::ANYBODY);
    }
    P::Origins::allow(origin::<DUTIFUL>(headers)?)
}

/// The answer to a preflight.
#[inline]
pub(super) fn preflight<'a, P: Known>(
    origin: &HeaderValue,
    answers: impl FnOnce() -> &'a Answers,
) -> (StatusCode, HeaderMap) {
    let answers = answers();
    match P::Origins::allow(origin) {
        Some(value) => {
            let mut answer = answers.granted.clone();
            // `insert` would make room for one more, which a copied map has not.
            if P::Origins::ARE_MANY
                && let Some(place) = answer.get_mut(ACCESS_CONTROL_ALLOW_ORIGIN)
            {
                *place = value;
            }
            (StatusCode::NO_CONTENT, answer)
        }
        None => (StatusCode::FORBIDDEN, answers.refused.clone()),
    }
}

/// Puts the headers onto the response to an actual request.
#[inline]
pub(super) fn finish<P: Known, const DUTIFUL: bool>(
    allowed: Option<HeaderValue>,
    headers: &mut HeaderMap,
) {
    // An empty map has nothing to remove, and says nothing yet.
    let has_duties = DUTIFUL && !headers.is_empty();
    if has_duties {
        remove_ours(headers);
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
            headers.insert(ACCESS_CONTROL_EXPOSE_HEADERS, known::EXPOSED);
        }
    }
    if P::Origins::ARE_LISTED {
        if has_duties {
            vary_once(headers);
        } else {
            headers.append(VARY, VARY_ORIGIN);
        }
    }
}

/// Looks whether there is anything to remove: names are compared faster than they are hashed.
fn remove_ours(headers: &mut HeaderMap) {
    let mut names = headers.keys();
    if names.any(|name| name.as_str().starts_with("access-control-")) {
        for name in &OURS {
            headers.remove(name);
        }
    }
}

/// Looks and appends with one look-up.
fn vary_once(headers: &mut HeaderMap) {
    match headers.entry(VARY) {
        Entry::Occupied(mut lines) => {
            if !lines.iter().any(|line| says_origin(line.as_bytes())) {
                lines.append(VARY_ORIGIN);
            }
        }
        Entry::Vacant(place) => {
            place.insert(VARY_ORIGIN);
        }
    }
}

pub(super) fn says_origin(line: &[u8]) -> bool {
    let mut tokens = line.split(|byte| *byte == b',').map(<[u8]>::trim_ascii);
    tokens.any(|token| token == b"*" || token.eq_ignore_ascii_case(b"origin"))
}

fn handle<P: Known, const DUTIFUL: bool, const WITH_HEADERS: bool>(
    request: Request<()>,
) -> Response<()> {
    match receive::<P, DUTIFUL>(request.method(), request.headers(), P::answers) {
        Received::Preflight(status, headers) => {
            let mut response = Response::new(());
            *response.status_mut() = status;
            *response.headers_mut() = headers;
            response
        }
        Received::Actual(allowed) => {
            let mut response = if WITH_HEADERS {
                respond::with_headers()
            } else {
                respond::bare()
            };
            finish::<P, DUTIFUL>(allowed, response.headers_mut());
            response
        }
    }
}

macro_rules! handlers {
    ($(($name:ident $policy:ident $known:ident $id:pat))*) => {
        pub(super) fn handler_of<const DUTIFUL: bool>(case: &Case) -> Option<Handler> {
            match (case.policy, case.handler_has_headers) {
                $(
                    ($id, false) => Some(handle::<$known, DUTIFUL, false>),
                    ($id, true) => Some(handle::<$known, DUTIFUL, true>),
                )*
                (PolicyId::Exact(_), _) => None,
            }
        }
    };
}
every_policy!(handlers);
