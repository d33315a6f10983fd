//! What the Fetch Standard has a browser check, written out once more from its text.
//!
//! Nothing of the library is used here, so that the two cannot be wrong together.

use crate::scenario::Ask;
use crate::wire::Received;

/// Fetch, «CORS-safelisted method».
pub(crate) fn is_safelisted_method(method: &str) -> bool {
    matches!(method, "GET" | "HEAD" | "POST")
}

pub(crate) fn content_type(ask: &Ask) -> Option<&'static str> {
    let mut headers = ask.headers.iter();
    headers
        .find(|(name, _)| *name == "content-type")
        .map(|(_, value)| *value)
}

/// Fetch, «CORS-unsafe request-header names», as far as the table goes: of its headers only a
/// content type can be safelisted.
pub(crate) fn unsafe_header_names(ask: &Ask) -> Vec<&'static str> {
    const SAFELISTED: [&str; 3] = [
        "application/x-www-form-urlencoded",
        "multipart/form-data",
        "text/plain",
    ];
    let mut names: Vec<&str> = ask
        .headers
        .iter()
        .filter(|(name, value)| *name != "content-type" || !SAFELISTED.contains(value))
        .map(|(name, _)| *name)
        .collect();
    names.sort_unstable();
    names
}

/// Fetch, «CORS check».
pub(crate) fn cors_check(ask: &Ask, origin: &str, answer: &Received) -> Result<(), String> {
    match answer.get("access-control-allow-origin") {
        None => return Err("the answer allows no origin".to_owned()),
        Some(allowed) if allowed == "*" && !ask.include => return Ok(()),
        Some(allowed) if allowed == "*" => {
            return Err("`*` does not allow credentials".to_owned());
        }
        Some(allowed) if allowed != origin => return Err(format!("only `{allowed}` is allowed")),
        Some(_) => {}
    }
    let credentials = answer.get("access-control-allow-credentials");
    if ask.include && credentials.as_deref() != Some("true") {
        return Err("credentials are not allowed".to_owned());
    }
    Ok(())
}

/// Fetch, «CORS-preflight fetch», step 7.
pub(crate) fn preflight_check(
    ask: &Ask,
    unsafe_headers: &[&str],
    origin: &str,
    answer: &Received,
) -> Result<(), String> {
    cors_check(ask, origin, answer).map_err(|reason| format!("preflight: {reason}"))?;
    if !(200..300).contains(&answer.status) {
        return Err(format!("preflight: its status is {}", answer.status));
    }
    let list = |name| listed(&answer.get(name).unwrap_or_default());
    // `*` stands for everything only where there are no credentials.
    let is_any = |list: &[String]| !ask.include && list.iter().any(|one| one == "*");

    let methods = list("access-control-allow-methods");
    let is_listed = methods.iter().any(|method| method == ask.method) || is_any(&methods);
    if !is_safelisted_method(ask.method) && !is_listed {
        return Err(format!("preflight: `{}` is not listed", ask.method));
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

pub(crate) fn listed(value: &str) -> Vec<String> {
    value
        .split(',')
        .map(|token| token.trim().to_owned())
        .collect()
}
