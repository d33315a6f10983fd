//! What to change. Where it is the policy's, the change lets this request pass and nothing else.

use super::{Blocked, Reason, Stage};

pub(super) fn line(blocked: &Blocked) -> Option<String> {
    let origin = &blocked.origin;
    if origin == "null" && is_about_origin(&blocked.reason) {
        return Some(NULL.to_owned());
    }
    Some(match &blocked.reason {
        Reason::MissingAllowOrigin => missing(blocked),
        Reason::OriginMismatch { .. } | Reason::InvalidAllowOrigin { .. } => {
            format!("name the origin as browsers send it: `origins = [\"{origin}\"]`")
        }
        Reason::WildcardWithCredentials => format!(
            "leave the credentials out of the request, or list who may act as the signed-in user: \
             `origins = [\"{origin}\"], credentials`"
        ),
        Reason::SeveralAllowOrigins { .. } => {
            "one policy and no other layer may set the header: take the other one away".to_owned()
        }
        Reason::MissingAllowCredentials => {
            "leave the credentials out of the request, or let them in: `credentials`".to_owned()
        }
        Reason::InvalidAllowCredentials { .. } => {
            "the only value is `true`, on one line: the key `credentials` writes it".to_owned()
        }
        Reason::PreflightStatus { status } => preflight_status(*status),
        Reason::PreflightRedirect { .. } => {
            "fetch the URL that it redirects to, or let the preflight be answered before the redirect"
                .to_owned()
        }
        Reason::InvalidAllowMethods { .. } | Reason::InvalidAllowHeaders { .. } => {
            "one malformed element voids the list: names only, with commas between".to_owned()
        }
        Reason::MethodNotAllowed { method, allowed } => method_not_allowed(method, allowed),
        Reason::HeaderNotAllowed { name, allowed } => header_not_allowed(name, allowed),
        Reason::RedirectWithCredentials { .. } | Reason::UrlWithCredentials => {
            "leave the user name and the password out of the URL".to_owned()
        }
        Reason::RedirectOfStream => "redirect with 303, or send the body whole".to_owned(),
        Reason::PageIsNowhere { .. } => {
            "open a page by its URL, with the scheme: `https://app.example.com`".to_owned()
        }
        _ => return None,
    })
}

/// To list `null`, with or without credentials, would be to list every page there is.
const NULL: &str = "`null` is everybody's: sandboxed frames, `data:` and `file:` pages, and what went \
                    through a redirect to another origin; let the page have an origin, and fetch the \
                    last URL directly";

fn is_about_origin(reason: &Reason) -> bool {
    matches!(
        reason,
        Reason::MissingAllowOrigin
            | Reason::WildcardWithCredentials
            | Reason::OriginMismatch { .. }
            | Reason::InvalidAllowOrigin { .. }
            | Reason::MissingAllowCredentials
            | Reason::InvalidAllowCredentials { .. }
    )
}

fn missing(blocked: &Blocked) -> String {
    let origin = &blocked.origin;
    let listed = format!("allow this origin: `origins = [\"{origin}\"]`");
    match (blocked.stage, blocked.status) {
        (Stage::Preflight, Some(404 | 405)) => {
            format!(
                "nothing answers preflights at this path: mount the handler with its policy; \
                     if it is, {listed}"
            )
        }
        (Stage::Preflight, Some(401)) => {
            format!(
                "a preflight has no credentials: let CORS answer it before authentication; if it \
                     does, {listed}"
            )
        }
        (Stage::Response, Some(404)) => {
            format!("no handler with a policy has this path; if one has, {listed}")
        }
        (Stage::Redirect, _) => format!("a redirect needs the headers too; {listed}"),
        (_, Some(_)) if blocked.credentialed => format!("{listed}, with `credentials`"),
        _ => listed,
    }
}

fn preflight_status(status: u16) -> String {
    match status {
        401 => {
            "a preflight has no credentials: let CORS answer it before authentication".to_owned()
        }
        403 => {
            "the answer refuses the preflight: allow its origin, or let CORS answer before what \
                refuses it"
                .to_owned()
        }
        404 | 405 => {
            "nothing answers preflights at this path: mount the handler with its policy".to_owned()
        }
        _ => "let CORS answer the preflight, with 204, before anything else sees it".to_owned(),
    }
}

fn method_not_allowed(method: &str, allowed: &[String]) -> String {
    let other_case = allowed.iter().find(|one| one.eq_ignore_ascii_case(method));
    if let Some(other_case) = other_case {
        return format!("the case of a method counts: fetch with `{other_case}`");
    }
    let upper = method.to_ascii_uppercase();
    if upper != method && upper == "PATCH" {
        return "the case of a method counts: fetch with `PATCH`, and allow it: \
                `methods = [\"PATCH\"]`"
            .to_owned();
    }
    if allowed.iter().any(|one| one == "*") {
        return format!(
            "with credentials `*` is a method like any other: `methods = [\"{method}\"]`"
        );
    }
    format!("allow the method: `methods = [\"{method}\"]`, or a handler for {method} on this path")
}

fn header_not_allowed(name: &str, allowed: &[String]) -> String {
    let has_wildcard = allowed.iter().any(|one| one == "*");
    match name {
        "authorization" if has_wildcard => {
            "`*` does not cover `authorization`: name it, `\"authorization\"`, in `headers`"
                .to_owned()
        }
        _ if has_wildcard => {
            format!("with credentials `*` is a header like any other: `headers = [\"{name}\"]`")
        }
        _ => format!("allow the header: `headers = [\"{name}\"]`"),
    }
}
