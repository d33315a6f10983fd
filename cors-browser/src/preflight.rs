//! The [CORS-preflight fetch](https://fetch.spec.whatwg.org/#cors-preflight-fetch): what is asked,
//! and whether the answer grants it. How long the answer is kept is the `cache`'s business.

use std::time::Duration;

use cors_runtime::headers::{
    AccessControlAllowHeaders, AccessControlAllowMethods, AccessControlMaxAge, Header,
};
use http::{HeaderMap, StatusCode};

use super::blocked::Reason;
use super::check::{joined, lines};
use super::profile::{AfterRedirect, Profile};
use super::redirect::is_about_body;
use super::request::Request;
use super::safelist::is_safelisted_method;

/// The one name that `*` does not cover:
/// [CORS non-wildcard request-header name](https://fetch.spec.whatwg.org/#cors-non-wildcard-request-header-name).
pub(super) const NON_WILDCARD: &str = "authorization";

/// What an answer grants, for how long.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Granted {
    pub(super) methods: Vec<String>,
    pub(super) names: Vec<String>,
    pub(super) max_age: Duration,
}

/// The header names a preflight asks for.
pub(super) fn asked_names(request: &Request, profile: &Profile) -> Vec<String> {
    let is_removed = |name: &str| {
        (request.removed.authorization && name == NON_WILDCARD)
            || (request.removed.about_body && is_about_body(name))
    };
    let at_first = request.unsafe_at_first.iter().cloned();
    match profile.after_redirect {
        AfterRedirect::WhatIsLeft => request.unsafe_names(profile),
        AfterRedirect::AgainForAll => at_first.collect(),
        AfterRedirect::AgainWithoutTheRemoved => {
            at_first.filter(|name| !is_removed(name)).collect()
        }
    }
}

/// Whether the preflight asks for nothing that has to be granted: one that an engine sends after a
/// redirect because it would have sent one before.
pub(super) fn asks_for_nothing(request: &Request, asked: &[String], profile: &Profile) -> bool {
    asked.is_empty() && is_safelisted_method(&request.method) && request.asks_again(profile)
}

/// What the answer grants, if that is enough. The CORS check is done before.
pub(super) fn judge(
    request: &Request,
    asked: &[String],
    status: StatusCode,
    headers: &HeaderMap,
    profile: &Profile,
) -> Result<Granted, Reason> {
    if matches!(status.as_u16(), 301 | 302 | 303 | 307 | 308) {
        return Err(Reason::PreflightRedirect {
            status: status.as_u16(),
        });
    }
    if !status.is_success() {
        return Err(Reason::PreflightStatus {
            status: status.as_u16(),
        });
    }
    let methods = AccessControlAllowMethods::parse(lines(headers, AccessControlAllowMethods::NAME))
        .map_err(|_| Reason::InvalidAllowMethods {
            value: joined(headers, AccessControlAllowMethods::NAME),
        })?;
    let names = AccessControlAllowHeaders::parse(lines(headers, AccessControlAllowHeaders::NAME))
        .map_err(|_| Reason::InvalidAllowHeaders {
        value: joined(headers, AccessControlAllowHeaders::NAME),
    })?;
    let mut methods: Vec<String> = methods
        .iter()
        .flat_map(|list| list.methods().map(str::to_owned))
        .collect();
    let names: Vec<String> = names
        .iter()
        .flat_map(|list| list.names().map(str::to_owned))
        .collect();
    let listener_allows =
        profile.listener_allows_its_method || is_safelisted_method(&request.method);
    let is_unsaid = !headers.contains_key(AccessControlAllowMethods::NAME);
    let by_listener = is_unsaid && request.uses_preflight() && listener_allows;
    // Kept by the engines whatever is listed.
    if by_listener || asks_for_nothing(request, asked, profile) {
        methods.push(request.method.clone());
    }

    let wildcard =
        |list: &[String]| !request.is_credentialed() && list.iter().any(|element| element == "*");
    if !methods.contains(&request.method)
        && !is_safelisted_method(&request.method)
        && !wildcard(&methods)
    {
        return Err(Reason::MethodNotAllowed {
            method: request.method.clone(),
            allowed: methods,
        });
    }
    let by_wildcard = wildcard(&names);
    let refused = asked.iter().find(|&name| {
        let covered =
            by_wildcard && (name != NON_WILDCARD || profile.wildcard_covers_authorization);
        !names.contains(name) && !covered
    });
    if let Some(name) = refused {
        return Err(Reason::HeaderNotAllowed {
            name: name.clone(),
            allowed: names,
        });
    }
    Ok(Granted {
        methods,
        names,
        max_age: max_age(headers, profile),
    })
}

/// How long an answer is kept: five seconds where nothing is said, and not beyond the engine's cap.
fn max_age(headers: &HeaderMap, profile: &Profile) -> Duration {
    let name = AccessControlMaxAge::NAME;
    let said = match AccessControlMaxAge::parse(lines(headers, name)) {
        Ok(Some(age)) => Duration::from_secs(age.seconds()),
        Ok(None) => profile.max_age_unsaid,
        Err(_) if is_negative(&joined(headers, name)) => profile.max_age_negative,
        Err(_) => profile.max_age_malformed,
    };
    said.min(profile.max_age_cap)
}

fn is_negative(value: &str) -> bool {
    value.strip_prefix('-').is_some_and(|digits| {
        !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(age: Option<&'static str>) -> HeaderMap {
        let mut headers = HeaderMap::new();
        if let Some(age) = age {
            headers.insert(
                AccessControlMaxAge::NAME,
                http::HeaderValue::from_static(age),
            );
        }
        headers
    }

    #[test]
    fn how_long_each_engine_keeps_an_answer() {
        let [spec, chromium, firefox, webkit] = [
            &Profile::SPEC,
            &Profile::CHROMIUM,
            &Profile::FIREFOX,
            &Profile::WEBKIT,
        ];
        let never = u64::MAX;
        for (said, seconds) in [
            (None, [5, 5, 5, 5]),
            (Some("0"), [0, 0, 0, 0]),
            (Some("600"), [600, 600, 600, 600]),
            (Some("7200"), [7200, 7200, 7200, 600]),
            (Some("86401"), [86401, 7200, 86400, 600]),
            (Some("99999999999999999999"), [never, 7200, 86400, 600]),
            (Some("abc"), [5, 5, 0, 5]),
            (Some("600, 600"), [5, 5, 0, 5]),
            (Some("-1"), [5, 0, 0, 0]),
        ] {
            let headers = headers(said);
            for (profile, seconds) in [spec, chromium, firefox, webkit].iter().zip(seconds) {
                let kept = max_age(&headers, profile);
                assert_eq!(kept.as_secs(), seconds, "{said:?} {:?}", profile.engine);
            }
        }
    }
}
