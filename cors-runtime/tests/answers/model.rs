//! A second, simple implementation of the rules.

use cors_runtime::{Selection, Vary};
use http::{HeaderMap, HeaderValue};

use crate::grid::{APP, Case, EVIL, OTHER, RequestSpec};

pub(crate) type Lines = Vec<(String, String)>;

/// The second implementation: returns the status of a response without a handler, if there is one,
/// and the CORS headers.
pub(crate) fn expected(
    case: &Case,
    request: &RequestSpec,
    selection: Selection,
) -> (Option<u16>, Lines) {
    let public = case.origins == ["*"];
    let is_listed = |origin: &str| match case.origins {
        ["https://*.example.com"] => origin == APP || origin == OTHER,
        origins => origins.contains(&origin),
    };
    let mut allowed = public || matches!(request.origins, [origin] if is_listed(origin));
    let is_preflight = request.method == "OPTIONS"
        && !request.origins.is_empty()
        && request.requested_method.is_some();
    let is_cross_origin = match (request.fetch_site, request.origins) {
        (Some("same-origin"), _) | (None, []) => false,
        (Some(_), []) => request.method != "GET" || request.fetch_mode.is_none(),
        (None, [EVIL]) => request.host != Some("evil.example"),
        _ => true,
    };
    let is_rejected = case.enforce && !allowed && is_cross_origin;
    let is_handled = selection.handles_method;
    if is_preflight && !is_handled && request.requested_method == Some("POST") {
        allowed = false;
    }
    let status = match (is_preflight, allowed) {
        (true, true) => Some(204),
        (true, false) => Some(403),
        (false, _) => is_rejected.then_some(403),
    };
    let mut lines = Vec::new();
    let mut add = |name: &str, value: &str| {
        if !value.is_empty() {
            lines.push((name.to_owned(), value.to_owned()));
        }
    };
    if allowed {
        let origin = if public { "*" } else { request.origins[0] };
        add("access-control-allow-origin", origin);
        add(
            "access-control-allow-credentials",
            if case.credentials { "true" } else { "" },
        );
        if is_preflight && is_handled {
            add("access-control-allow-methods", &case.methods.join(","));
            add("access-control-allow-headers", &case.headers.join(","));
            add("access-control-max-age", case.max_age.unwrap_or(""));
        }
        if is_preflight && !is_handled {
            add("access-control-allow-methods", "GET");
        }
        if !is_preflight {
            add("access-control-expose-headers", &case.expose.join(","));
        }
    }
    let vary = match (public, selection.vary) {
        (true, Vary::None) => "",
        (true, _) => "Access-Control-Request-Method",
        (false, Vary::None) => "Origin",
        (false, _) => "Origin, Access-Control-Request-Method",
    };
    add("vary", vary);
    (status, lines)
}

pub(crate) fn lines(headers: &HeaderMap) -> Lines {
    let text = |value: &HeaderValue| value.to_str().expect("text").to_owned();
    let lines = headers.iter();
    lines
        .map(|(name, value)| (name.as_str().to_owned(), text(value)))
        .collect()
}
