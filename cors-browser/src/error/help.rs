//! Help for each reason: the change of a response header, with the entry of a `cors` policy that
//! makes it, or the change of the request. A change never allows more than the request needs.

use super::blocked::Blocked;
use super::reason::BlockedReason;
use super::stage::Stage;

pub(super) fn help(blocked: &Blocked) -> Option<String> {
    let origin = &blocked.origin;
    if origin == "null" && is_about_origin(&blocked.reason) {
        return Some(NULL_ORIGIN.to_owned());
    }
    Some(match &blocked.reason {
        BlockedReason::MissingAllowOrigin => missing_allow_origin(blocked),
        BlockedReason::OriginMismatch { .. } | BlockedReason::InvalidAllowOrigin { .. } => format!(
            "if pages of `{origin}` should read this response, repeat the origin exactly as the browser sends it: \
             `Access-Control-Allow-Origin: {origin}` (in a `cors` policy: `origins = [\"{origin}\"]`)"
        ),
        BlockedReason::WildcardWithCredentials => format!(
            "send the request without credentials, or, if pages of `{origin}` should act as the \
             signed-in user, replace `*` by the origin: \
             `Access-Control-Allow-Origin: {origin}` (in a `cors` policy: \
             `origins = [\"{origin}\"], credentials`)"
        ),
        BlockedReason::MultipleAllowOrigins { .. } => {
            "set the header only once: remove it from the handler or from all CORS layers but one"
                .to_owned()
        }
        BlockedReason::MissingAllowCredentials => format!(
            "send the request without credentials, or, if pages of `{origin}` should act as the \
             signed-in user, allow them with `Access-Control-Allow-Credentials: true` (in a `cors` \
             policy: `credentials`)"
        ),
        BlockedReason::InvalidAllowCredentials { .. } => {
            "the only valid value is `true`, in lower case and on one line (in a `cors` policy: \
             `credentials`)"
                .to_owned()
        }
        BlockedReason::PreflightStatus { status } => preflight_status(*status).to_owned(),
        BlockedReason::PreflightRedirect { .. } => {
            "fetch the redirect's location directly, or let the CORS layer respond to preflights \
             before the redirect"
                .to_owned()
        }
        BlockedReason::InvalidAllowMethods { .. } | BlockedReason::InvalidAllowHeaders { .. } => {
            "one malformed element invalidates the whole list: separate the names by commas"
                .to_owned()
        }
        BlockedReason::MethodNotAllowed { method, allowed } => method_not_allowed(method, allowed),
        BlockedReason::HeaderNotAllowed { name, allowed } => header_not_allowed(name, allowed),
        BlockedReason::RedirectWithCredentials { .. } | BlockedReason::UrlWithCredentials => {
            "remove the username and the password from the URL".to_owned()
        }
        BlockedReason::RedirectOfStream => {
            "redirect with status 303, or send a body that is not a stream".to_owned()
        }
        BlockedReason::InvalidPageUrl { .. } => {
            "open the page with an absolute URL such as `https://app.example.com`".to_owned()
        }
        _ => return None,
    })
}

/// The help never suggests to allow `null`, with or without credentials, since that allows all
/// pages.
const NULL_ORIGIN: &str = "every page can send the origin `null`, so it must not be allowed: sandboxed \
                           frames, `data:` and `file:` documents and cross-origin redirects have it; \
                           serve the page from an origin of its own, and fetch the final URL directly";

const UNHANDLED_PREFLIGHT: &str =
    "no route handles preflights (`OPTIONS` requests) at this path: enable CORS for the route";

const UNAUTHENTICATED_PREFLIGHT: &str = "preflights carry no credentials: let the CORS layer respond \
                                         to them before authentication";

/// The origin may be allowed: the policy of a handler does not reach a redirect that middleware sends.
const REDIRECT_WITHOUT_HEADERS: &str = "a redirect needs CORS headers, too: fetch the final URL \
                                        directly, or let the CORS layer surround what sends the \
                                        redirect";

const RESPONSE_OUTSIDE: &str = "the preflight allowed this origin, but the response has no CORS \
                                headers: let the CORS layer surround what sends this response, such as \
                                middleware that rejects the request";

fn is_about_origin(reason: &BlockedReason) -> bool {
    matches!(
        reason,
        BlockedReason::MissingAllowOrigin
            | BlockedReason::WildcardWithCredentials
            | BlockedReason::OriginMismatch { .. }
            | BlockedReason::InvalidAllowOrigin { .. }
            | BlockedReason::MissingAllowCredentials
            | BlockedReason::InvalidAllowCredentials { .. }
    )
}

/// Returns the help for a response without `Access-Control-Allow-Origin`. It tells to allow the origin only
/// where nothing shows that the origin is allowed, and with the condition under which to do so, because the
/// page may be an attacker's.
fn missing_allow_origin(blocked: &Blocked) -> String {
    let origin = &blocked.origin;
    if blocked.stage == Stage::Redirect {
        return REDIRECT_WITHOUT_HEADERS.to_owned();
    }
    if blocked.passed_preflight {
        return RESPONSE_OUTSIDE.to_owned();
    }
    // Without a status, the request was not sent, so its credentials do not matter.
    let is_credentialed = blocked.credentialed && blocked.status.is_some();
    let (condition, allow) = if is_credentialed {
        (
            format!("pages of `{origin}` should act as the signed-in user"),
            format!(
                "allow the origin and credentials with `Access-Control-Allow-Origin: {origin}` and \
                 `Access-Control-Allow-Credentials: true` (in a `cors` policy: \
                 `origins = [\"{origin}\"], credentials`)"
            ),
        )
    } else {
        (
            format!("pages of `{origin}` should read this response"),
            format!(
                "allow the origin with `Access-Control-Allow-Origin: {origin}` (in a `cors` policy: \
                 `origins = [\"{origin}\"]`)"
            ),
        )
    };
    match (blocked.stage, blocked.status) {
        (Stage::Preflight, Some(404 | 405)) => {
            format!("{UNHANDLED_PREFLIGHT}; if it is enabled, and {condition}, {allow}")
        }
        (Stage::Preflight, Some(401)) => {
            format!("{UNAUTHENTICATED_PREFLIGHT}; if it does, and {condition}, {allow}")
        }
        (Stage::Response, Some(404)) => format!(
            "no route with CORS matches this path; if there is one, and {condition}, {allow}"
        ),
        // Middleware outside of the layer may have sent it, to an origin that is allowed.
        (Stage::Response, Some(status)) if status >= 400 => format!(
            "if {condition}, let the CORS layer surround what sends status {status}, and {allow}"
        ),
        _ => format!("if {condition}, {allow}"),
    }
}

fn preflight_status(status: u16) -> &'static str {
    match status {
        401 => UNAUTHENTICATED_PREFLIGHT,
        403 => {
            "the server rejects the preflight although it allows the origin: let the CORS layer respond \
             before the middleware that rejects it"
        }
        404 | 405 => UNHANDLED_PREFLIGHT,
        _ => "let the CORS layer respond to preflights with status 204 before any other middleware",
    }
}

fn method_not_allowed(method: &str, allowed: &[String]) -> String {
    let other_case = allowed
        .iter()
        .find(|listed| listed.eq_ignore_ascii_case(method));
    if let Some(other_case) = other_case {
        return format!("methods are case-sensitive: use `{other_case}` in the request");
    }
    let allow = |method: &str| {
        format!(
            "`Access-Control-Allow-Methods: {method}` (in a `cors` policy: `methods = [\"{method}\"]`"
        )
    };
    let upper = method.to_ascii_uppercase();
    if upper != method && upper == "PATCH" {
        let allow = allow("PATCH");
        return format!(
            "methods are case-sensitive: use `PATCH` in the request, and allow it with {allow})"
        );
    }
    let allow = allow(method);
    if allowed.iter().any(|listed| listed == "*") {
        return format!("`*` is not a wildcard for requests with credentials: use {allow})");
    }
    format!("allow the method with {allow}, or a handler for {method} on this path)")
}

fn header_not_allowed(name: &str, allowed: &[String]) -> String {
    let has_wildcard = allowed.iter().any(|listed| listed == "*");
    match name {
        "authorization" if has_wildcard => {
            "`*` does not cover `Authorization`: add `authorization` to \
             `Access-Control-Allow-Headers` (in a `cors` policy: add `\"authorization\"` to `headers`)"
                .to_owned()
        }
        _ => {
            let allow = format!(
                "`Access-Control-Allow-Headers: {name}` (in a `cors` policy: `headers = [\"{name}\"]`)"
            );
            if has_wildcard {
                format!("`*` is not a wildcard for requests with credentials: use {allow}")
            } else {
                format!("allow the header with {allow}")
            }
        }
    }
}
