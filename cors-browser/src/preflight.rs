//! The [CORS-preflight fetch](https://fetch.spec.whatwg.org/#cors-preflight-fetch): the header
//! names that a preflight requests, and the check of its response.

use std::time::Duration;

use cors_runtime::headers::{
    AccessControlAllowHeaders, AccessControlAllowMethods, AccessControlMaxAge, Header,
};
use http::{HeaderMap, StatusCode};

use crate::error::BlockedReason;
use crate::header_lines::{joined, lines};
use crate::header_names::{AUTHORIZATION, is_request_body_header};
use crate::preflight_grant::PreflightGrant;
use crate::profile::{Profile, RedirectPreflight};
use crate::redirect::is_redirect_status;
use crate::request::Request;
use crate::safelist::is_safelisted_method;

/// The header names in `Access-Control-Request-Headers`.
pub(crate) fn requested_headers(request: &Request, profile: &Profile) -> Vec<String> {
    let is_removed = |name: &str| {
        (request.removed_headers.authorization && name == AUTHORIZATION)
            || (request.removed_headers.body_headers && is_request_body_header(name))
    };
    let initial = request.initial_unsafe_headers.iter().cloned();
    match profile.redirect_preflight {
        RedirectPreflight::IfNeeded => request.unsafe_headers(profile),
        RedirectPreflight::RepeatForAll => initial.collect(),
        RedirectPreflight::RepeatWithoutRemoved => {
            initial.filter(|name| !is_removed(name)).collect()
        }
    }
}

/// Returns whether the preflight requests nothing that needs permission, because the engine only
/// sends it to repeat one from before a redirect.
pub(crate) fn is_simple(request: &Request, names: &[String], profile: &Profile) -> bool {
    names.is_empty() && is_safelisted_method(&request.method) && request.repeats_preflight(profile)
}

/// Checks whether a preflight response, which has passed the CORS check, allows the request.
pub(crate) fn check_preflight(
    request: &Request,
    names: &[String],
    status: StatusCode,
    headers: &HeaderMap,
    profile: &Profile,
) -> Result<PreflightGrant, BlockedReason> {
    if is_redirect_status(status) {
        return Err(BlockedReason::PreflightRedirect {
            status: status.as_u16(),
        });
    }
    if !status.is_success() {
        return Err(BlockedReason::PreflightStatus {
            status: status.as_u16(),
        });
    }
    let mut allowed_methods = allowed_methods(headers)?;
    let allowed_headers = allowed_headers(headers)?;

    let upload_listener_allows =
        profile.upload_listener_allows_method || is_safelisted_method(&request.method);
    let has_method_list = headers.contains_key(AccessControlAllowMethods::NAME);
    let is_implied = !has_method_list && request.has_preflight_flag() && upload_listener_allows;
    // Engines cache the method of a simple request even if it is not listed.
    if is_implied || is_simple(request, names, profile) {
        allowed_methods.push(request.method.clone());
    }

    let has_wildcard =
        |list: &[String]| !request.is_credentialed() && list.iter().any(|element| element == "*");
    if !allowed_methods.contains(&request.method)
        && !is_safelisted_method(&request.method)
        && !has_wildcard(&allowed_methods)
    {
        return Err(BlockedReason::MethodNotAllowed {
            method: request.method.clone(),
            allowed: allowed_methods,
        });
    }
    let headers_wildcard = has_wildcard(&allowed_headers);
    let denied = names.iter().find(|&name| {
        let is_covered =
            headers_wildcard && (name != AUTHORIZATION || profile.wildcard_covers_authorization);
        !allowed_headers.contains(name) && !is_covered
    });
    if let Some(name) = denied {
        return Err(BlockedReason::HeaderNotAllowed {
            name: name.clone(),
            allowed: allowed_headers,
        });
    }
    Ok(PreflightGrant {
        methods: allowed_methods,
        headers: allowed_headers,
        max_age: max_age(headers, profile),
    })
}

fn allowed_methods(headers: &HeaderMap) -> Result<Vec<String>, BlockedReason> {
    let name = AccessControlAllowMethods::NAME;
    let list = AccessControlAllowMethods::parse(lines(headers, name)).map_err(|_| {
        BlockedReason::InvalidAllowMethods {
            value: joined(headers, name),
        }
    })?;
    let methods = list.iter().flat_map(AccessControlAllowMethods::methods);
    Ok(methods.map(str::to_owned).collect())
}

fn allowed_headers(headers: &HeaderMap) -> Result<Vec<String>, BlockedReason> {
    let name = AccessControlAllowHeaders::NAME;
    let list = AccessControlAllowHeaders::parse(lines(headers, name)).map_err(|_| {
        BlockedReason::InvalidAllowHeaders {
            value: joined(headers, name),
        }
    })?;
    let names = list.iter().flat_map(AccessControlAllowHeaders::names);
    Ok(names.map(str::to_owned).collect())
}

/// The lifetime of a preflight response.
fn max_age(headers: &HeaderMap, profile: &Profile) -> Duration {
    let name = AccessControlMaxAge::NAME;
    let age = match AccessControlMaxAge::parse(lines(headers, name)) {
        Ok(Some(age)) => Duration::from_secs(age.seconds()),
        Ok(None) => profile.default_max_age,
        Err(_) if is_negative(&joined(headers, name)) => profile.negative_max_age,
        Err(_) => profile.malformed_max_age,
    };
    age.min(profile.max_age_limit)
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
    fn lifetime_depends_on_engine() {
        let [spec, chromium, firefox, webkit] = [
            &Profile::SPEC,
            &Profile::CHROMIUM,
            &Profile::FIREFOX,
            &Profile::WEBKIT,
        ];
        let unlimited = u64::MAX;
        for (value, seconds) in [
            (None, [5, 5, 5, 5]),
            (Some("0"), [0, 0, 0, 0]),
            (Some("600"), [600, 600, 600, 600]),
            (Some("7200"), [7200, 7200, 7200, 600]),
            (Some("86401"), [86401, 7200, 86400, 600]),
            (Some("99999999999999999999"), [unlimited, 7200, 86400, 600]),
            (Some("abc"), [5, 5, 0, 5]),
            (Some("600, 600"), [5, 5, 0, 5]),
            (Some("-1"), [5, 0, 0, 0]),
        ] {
            let headers = headers(value);
            for (profile, seconds) in [spec, chromium, firefox, webkit].iter().zip(seconds) {
                let lifetime = max_age(&headers, profile);
                assert_eq!(
                    lifetime.as_secs(),
                    seconds,
                    "{value:?} {:?}",
                    profile.engine
                );
            }
        }
    }
}
