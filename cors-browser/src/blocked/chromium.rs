//! As Chromium's console says it: the wording is what a developer will search for.

use super::{Blocked, Reason, Stage};

pub(super) fn sentence(blocked: &Blocked) -> Option<String> {
    let Blocked { origin, url, .. } = blocked;
    let why = why(blocked)?;
    Some(format!(
        "Access to fetch at '{url}' from origin '{origin}' has been blocked by CORS policy: {why}"
    ))
}

fn why(blocked: &Blocked) -> Option<String> {
    let checked = check(blocked).map(|why| match blocked.stage {
        Stage::Preflight => {
            format!("Response to preflight request doesn't pass access control check: {why}")
        }
        _ => why,
    });
    checked.or_else(|| {
        Some(match &blocked.reason {
            Reason::PreflightStatus { .. } => {
                "Response to preflight request doesn't pass access control check: It does not have \
                 HTTP ok status."
                    .to_owned()
            }
            Reason::PreflightRedirect { .. } => {
                "Response to preflight request doesn't pass access control check: Redirect is not \
                 allowed for a preflight request."
                    .to_owned()
            }
            Reason::InvalidAllowMethods { .. } => {
                "Cannot parse Access-Control-Allow-Methods response header field in preflight \
                 response."
                    .to_owned()
            }
            Reason::InvalidAllowHeaders { .. } => {
                "Cannot parse Access-Control-Allow-Headers response header field in preflight \
                 response."
                    .to_owned()
            }
            Reason::MethodNotAllowed { method, .. } => format!(
                "Method {method} is not allowed by Access-Control-Allow-Methods in preflight \
                 response."
            ),
            Reason::HeaderNotAllowed { name, .. } => format!(
                "Request header field {name} is not allowed by Access-Control-Allow-Headers in \
                 preflight response."
            ),
            Reason::RedirectWithCredentials { location } => format!(
                "Redirect location '{location}' contains a username and password, which is \
                 disallowed for cross-origin requests."
            ),
            Reason::SchemeNotSupported { .. } => {
                "Cross origin requests are only supported for protocol schemes: http, https."
                    .to_owned()
            }
            _ => return None,
        })
    })
}

/// The CORS check.
fn check(blocked: &Blocked) -> Option<String> {
    Some(match &blocked.reason {
        Reason::MissingAllowOrigin => {
            "No 'Access-Control-Allow-Origin' header is present on the requested resource."
                .to_owned()
        }
        Reason::WildcardWithCredentials => {
            "The value of the 'Access-Control-Allow-Origin' header in the response must not be the \
             wildcard '*' when the request's credentials mode is 'include'."
                .to_owned()
        }
        Reason::SeveralAllowOrigins { value } => format!(
            "The 'Access-Control-Allow-Origin' header contains multiple values '{value}', but only \
             one is allowed."
        ),
        Reason::InvalidAllowOrigin { value } => format!(
            "The 'Access-Control-Allow-Origin' header contains the invalid value '{value}'."
        ),
        Reason::OriginMismatch { value } => format!(
            "The 'Access-Control-Allow-Origin' header has a value '{value}' that is not equal to \
             the supplied origin."
        ),
        Reason::MissingAllowCredentials => credentials(""),
        Reason::InvalidAllowCredentials { value } => credentials(value),
        _ => return None,
    })
}

fn credentials(value: &str) -> String {
    format!(
        "The value of the 'Access-Control-Allow-Credentials' header in the response is '{value}' \
         which must be 'true' when the request's credentials mode is 'include'."
    )
}
