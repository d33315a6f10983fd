//! Messages of Chromium's console, word for word, so that a web search finds them.

use super::blocked::Blocked;
use super::reason::BlockedReason;
use super::stage::Stage;

pub(super) fn message(blocked: &Blocked) -> Option<String> {
    let Blocked { origin, url, .. } = blocked;
    let description = describe(blocked)?;
    Some(format!(
        "Access to fetch at '{url}' from origin '{origin}' has been blocked by CORS policy: {description}"
    ))
}

fn describe(blocked: &Blocked) -> Option<String> {
    let checked = describe_cors_check(blocked).map(|description| match blocked.stage {
        Stage::Preflight => {
            format!(
                "Response to preflight request doesn't pass access control check: {description}"
            )
        }
        _ => description,
    });
    checked.or_else(|| {
        Some(match &blocked.reason {
            BlockedReason::PreflightStatus { .. } => {
                "Response to preflight request doesn't pass access control check: It does not have \
                 HTTP ok status."
                    .to_owned()
            }
            BlockedReason::PreflightRedirect { .. } => {
                "Response to preflight request doesn't pass access control check: Redirect is not \
                 allowed for a preflight request."
                    .to_owned()
            }
            BlockedReason::InvalidAllowMethods { .. } => {
                "Cannot parse Access-Control-Allow-Methods response header field in preflight \
                 response."
                    .to_owned()
            }
            BlockedReason::InvalidAllowHeaders { .. } => {
                "Cannot parse Access-Control-Allow-Headers response header field in preflight \
                 response."
                    .to_owned()
            }
            BlockedReason::MethodNotAllowed { method, .. } => format!(
                "Method {method} is not allowed by Access-Control-Allow-Methods in preflight \
                 response."
            ),
            BlockedReason::HeaderNotAllowed { name, .. } => format!(
                "Request header field {name} is not allowed by Access-Control-Allow-Headers in \
                 preflight response."
            ),
            BlockedReason::RedirectWithCredentials { location } => format!(
                "Redirect location '{location}' contains a username and password, which is \
                 disallowed for cross-origin requests."
            ),
            BlockedReason::SchemeNotSupported { .. } => {
                "Cross origin requests are only supported for protocol schemes: http, https."
                    .to_owned()
            }
            _ => return None,
        })
    })
}

fn describe_cors_check(blocked: &Blocked) -> Option<String> {
    Some(match &blocked.reason {
        BlockedReason::MissingAllowOrigin => {
            "No 'Access-Control-Allow-Origin' header is present on the requested resource."
                .to_owned()
        }
        BlockedReason::WildcardWithCredentials => {
            "The value of the 'Access-Control-Allow-Origin' header in the response must not be the \
             wildcard '*' when the request's credentials mode is 'include'."
                .to_owned()
        }
        BlockedReason::MultipleAllowOrigins { value } => format!(
            "The 'Access-Control-Allow-Origin' header contains multiple values '{value}', but only \
             one is allowed."
        ),
        BlockedReason::InvalidAllowOrigin { value } => format!(
            "The 'Access-Control-Allow-Origin' header contains the invalid value '{value}'."
        ),
        BlockedReason::OriginMismatch { value } => format!(
            "The 'Access-Control-Allow-Origin' header has a value '{value}' that is not equal to \
             the supplied origin."
        ),
        BlockedReason::MissingAllowCredentials => describe_credentials(""),
        BlockedReason::InvalidAllowCredentials { value } => describe_credentials(value),
        _ => return None,
    })
}

fn describe_credentials(value: &str) -> String {
    format!(
        "The value of the 'Access-Control-Allow-Credentials' header in the response is '{value}' \
         which must be 'true' when the request's credentials mode is 'include'."
    )
}
