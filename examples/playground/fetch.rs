//! The checks of a browser, implemented from the text of the Fetch Standard.
//!
//! This file does not use the library, so a mistake in the library cannot hide here.

use crate::scenario::Request;
use crate::wire::Response;

/// Returns whether the method is a
/// [CORS-safelisted method](https://fetch.spec.whatwg.org/#cors-safelisted-method).
pub(crate) fn is_safelisted_method(method: &str) -> bool {
    matches!(method, "GET" | "HEAD" | "POST")
}

pub(crate) fn content_type(request: &Request) -> Option<&'static str> {
    let mut headers = request.headers.iter();
    headers
        .find(|(name, _)| *name == "content-type")
        .map(|(_, value)| *value)
}

/// Returns the [CORS-unsafe request-header
/// names](https://fetch.spec.whatwg.org/#cors-unsafe-request-header-names). `Content-Type` is the only
/// header in the table that can be safelisted.
pub(crate) fn unsafe_header_names(request: &Request) -> Vec<&'static str> {
    const SAFELISTED: [&str; 3] = [
        "application/x-www-form-urlencoded",
        "multipart/form-data",
        "text/plain",
    ];
    let mut names: Vec<&str> = request
        .headers
        .iter()
        .filter(|(name, value)| *name != "content-type" || !SAFELISTED.contains(value))
        .map(|(name, _)| *name)
        .collect();
    names.sort_unstable();
    names
}

/// Runs the [CORS check](https://fetch.spec.whatwg.org/#concept-cors-check).
pub(crate) fn cors_check(
    request: &Request,
    origin: &str,
    response: &Response,
) -> Result<(), String> {
    match response.get("access-control-allow-origin") {
        None => return Err("the response allows no origin".to_owned()),
        Some(allowed) if allowed == "*" && !request.credentials_include => return Ok(()),
        Some(allowed) if allowed == "*" => {
            return Err("`*` does not allow credentials".to_owned());
        }
        Some(allowed) if allowed != origin => return Err(format!("only `{allowed}` is allowed")),
        Some(_) => {}
    }
    let credentials = response.get("access-control-allow-credentials");
    if request.credentials_include && credentials.as_deref() != Some("true") {
        return Err("credentials are not allowed".to_owned());
    }
    Ok(())
}

/// Runs step 7 of the [CORS-preflight fetch](https://fetch.spec.whatwg.org/#cors-preflight-fetch).
pub(crate) fn preflight_check(
    request: &Request,
    unsafe_headers: &[&str],
    origin: &str,
    response: &Response,
) -> Result<(), String> {
    cors_check(request, origin, response).map_err(|reason| format!("preflight: {reason}"))?;
    if !(200..300).contains(&response.status) {
        return Err(format!("preflight: its status is {}", response.status));
    }
    let list = |name| split_list(&response.get(name).unwrap_or_default());
    // `*` is a wildcard only for requests without credentials.
    let is_any =
        |list: &[String]| !request.credentials_include && list.iter().any(|name| name == "*");

    let methods = list("access-control-allow-methods");
    let is_listed = methods.iter().any(|method| method == request.method) || is_any(&methods);
    if !is_safelisted_method(request.method) && !is_listed {
        return Err(format!("preflight: `{}` is not listed", request.method));
    }
    let headers = list("access-control-allow-headers");
    for name in unsafe_headers {
        let is_listed = headers
            .iter()
            .any(|listed| listed.eq_ignore_ascii_case(name));
        if !is_listed && (*name == "authorization" || !is_any(&headers)) {
            return Err(format!("preflight: `{name}` is not listed"));
        }
    }
    Ok(())
}

pub(crate) fn split_list(value: &str) -> Vec<String> {
    value
        .split(',')
        .map(|token| token.trim().to_owned())
        .collect()
}
