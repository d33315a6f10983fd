//! As Firefox's console says it. The part in parentheses is the name of a page on MDN.

use super::{Blocked, Reason, Stage};

pub(super) fn sentence(blocked: &Blocked) -> Option<String> {
    let why = why(blocked)?;
    let status = blocked
        .status
        .map_or_else(|| "(null)".to_owned(), |status| status.to_string());
    Some(format!(
        "Cross-Origin Request Blocked: The Same Origin Policy disallows reading the remote resource \
         at {}. (Reason: {why}). Status code: {status}.",
        blocked.url
    ))
}

fn why(blocked: &Blocked) -> Option<String> {
    let from_preflight = matches!(blocked.stage, Stage::Preflight);
    Some(match &blocked.reason {
        Reason::MissingAllowOrigin => {
            "CORS header ‘Access-Control-Allow-Origin’ missing".to_owned()
        }
        Reason::WildcardWithCredentials => {
            "Credential is not supported if the CORS header ‘Access-Control-Allow-Origin’ is ‘*’"
                .to_owned()
        }
        Reason::SeveralAllowOrigins { .. } => {
            "Multiple CORS header ‘Access-Control-Allow-Origin’ not allowed".to_owned()
        }
        Reason::InvalidAllowOrigin { value } | Reason::OriginMismatch { value } => {
            format!("CORS header ‘Access-Control-Allow-Origin’ does not match ‘{value}’")
        }
        Reason::MissingAllowCredentials | Reason::InvalidAllowCredentials { .. } => {
            "expected ‘true’ in CORS header ‘Access-Control-Allow-Credentials’".to_owned()
        }
        Reason::PreflightStatus { .. } => "CORS preflight response did not succeed".to_owned(),
        Reason::PreflightRedirect { .. } | Reason::RedirectWithCredentials { .. } => {
            "CORS request external redirect not allowed".to_owned()
        }
        Reason::InvalidAllowMethods { value } => {
            format!("invalid token ‘{value}’ in CORS header ‘Access-Control-Allow-Methods’")
        }
        Reason::InvalidAllowHeaders { value } => {
            format!("invalid token ‘{value}’ in CORS header ‘Access-Control-Allow-Headers’")
        }
        Reason::MethodNotAllowed { .. } => {
            "Did not find method in CORS header ‘Access-Control-Allow-Methods’".to_owned()
        }
        Reason::HeaderNotAllowed { name, .. } => format!(
            "header ‘{name}’ is not allowed according to header ‘Access-Control-Allow-Headers’ from \
             CORS preflight response"
        ),
        Reason::SchemeNotSupported { .. } => "CORS request not http".to_owned(),
        Reason::Network { .. } if from_preflight => {
            "CORS preflight channel did not succeed".to_owned()
        }
        Reason::Network { .. } => "CORS request did not succeed".to_owned(),
        _ => return None,
    })
}
