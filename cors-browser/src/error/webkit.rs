//! Messages of `WebKit`'s console, which prints the reason and the request as two messages.

use super::blocked::Blocked;
use super::reason::BlockedReason;
use super::stage::Stage;

pub(super) fn message(blocked: &Blocked) -> Option<String> {
    let Blocked { url, .. } = blocked;
    let description = describe(blocked)?;
    Some(format!(
        "Fetch API cannot load {url} due to access control checks. {description}"
    ))
}

fn describe(blocked: &Blocked) -> Option<String> {
    let origin = &blocked.origin;
    let status = blocked
        .status
        .map_or(String::new(), |status| format!(" Status code: {status}"));
    // `WebKit` checks the status of a preflight response before its headers.
    let is_success = |status| (200..300).contains(&status);
    if blocked.stage == Stage::Preflight && !blocked.status.is_none_or(is_success) {
        return Some(format!("Preflight response is not successful.{status}"));
    }
    Some(match &blocked.reason {
        BlockedReason::MissingAllowOrigin
        | BlockedReason::InvalidAllowOrigin { .. }
        | BlockedReason::OriginMismatch { .. } => {
            format!("Origin {origin} is not allowed by Access-Control-Allow-Origin.{status}")
        }
        BlockedReason::WildcardWithCredentials => {
            "Cannot use wildcard in Access-Control-Allow-Origin when credentials flag is true."
                .to_owned()
        }
        BlockedReason::MultipleAllowOrigins { .. } => {
            "Access-Control-Allow-Origin cannot contain more than one origin.".to_owned()
        }
        BlockedReason::MissingAllowCredentials | BlockedReason::InvalidAllowCredentials { .. } => {
            "Credentials flag is true, but Access-Control-Allow-Credentials is not \"true\"."
                .to_owned()
        }
        BlockedReason::InvalidAllowMethods { .. } => {
            "Header Access-Control-Allow-Methods has an invalid value.".to_owned()
        }
        BlockedReason::InvalidAllowHeaders { .. } => {
            "Header Access-Control-Allow-Headers has an invalid value.".to_owned()
        }
        BlockedReason::MethodNotAllowed { method, .. } => {
            format!("Method {method} is not allowed by Access-Control-Allow-Methods.")
        }
        BlockedReason::HeaderNotAllowed { name, .. } => {
            format!("Request header field {name} is not allowed by Access-Control-Allow-Headers.")
        }
        BlockedReason::RedirectWithCredentials { .. } => {
            "Redirections to URLs with credentials are not allowed.".to_owned()
        }
        BlockedReason::Network { .. } if blocked.stage != Stage::Preflight => {
            "The network connection was lost.".to_owned()
        }
        _ => return None,
    })
}
