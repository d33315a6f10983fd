//! As the console of `WebKit` says it: which request it was, then the reason.

use super::{Blocked, Reason, Stage};

pub(super) fn sentence(blocked: &Blocked) -> Option<String> {
    let Blocked { url, .. } = blocked;
    let why = why(blocked)?;
    let status = blocked
        .status
        .map_or(String::new(), |status| format!(" Status code: {status}"));
    Some(format!(
        "Fetch API cannot load {url} due to access control checks. {why}{status}"
    ))
}

fn why(blocked: &Blocked) -> Option<String> {
    let origin = &blocked.origin;
    Some(match &blocked.reason {
        Reason::MissingAllowOrigin
        | Reason::InvalidAllowOrigin { .. }
        | Reason::OriginMismatch { .. } => {
            format!("Origin {origin} is not allowed by Access-Control-Allow-Origin.")
        }
        Reason::WildcardWithCredentials => {
            "Cannot use wildcard in Access-Control-Allow-Origin when credentials flag is true."
                .to_owned()
        }
        Reason::SeveralAllowOrigins { .. } => {
            "Access-Control-Allow-Origin cannot contain more than one origin.".to_owned()
        }
        Reason::MissingAllowCredentials | Reason::InvalidAllowCredentials { .. } => {
            "Credentials flag is true, but Access-Control-Allow-Credentials is not \"true\"."
                .to_owned()
        }
        Reason::PreflightStatus { .. } | Reason::PreflightRedirect { .. } => {
            "Preflight response is not successful.".to_owned()
        }
        Reason::InvalidAllowMethods { .. } => {
            "Header Access-Control-Allow-Methods has an invalid value.".to_owned()
        }
        Reason::InvalidAllowHeaders { .. } => {
            "Header Access-Control-Allow-Headers has an invalid value.".to_owned()
        }
        Reason::MethodNotAllowed { method, .. } => {
            format!("Method {method} is not allowed by Access-Control-Allow-Methods.")
        }
        Reason::HeaderNotAllowed { name, .. } => {
            format!("Request header field {name} is not allowed by Access-Control-Allow-Headers.")
        }
        Reason::RedirectWithCredentials { .. } => {
            "Redirections to URLs with credentials are not allowed.".to_owned()
        }
        Reason::Network { .. } if blocked.stage != Stage::Preflight => {
            "The network connection was lost.".to_owned()
        }
        _ => return None,
    })
}
