//! Messages of Firefox's console. The part in parentheses is the title of a page on MDN.

use super::blocked::Blocked;
use super::reason::BlockedReason;
use super::stage::Stage;

pub(super) fn message(blocked: &Blocked) -> Option<String> {
    let description = describe(blocked)?;
    let status = blocked
        .status
        .map_or_else(|| "(null)".to_owned(), |status| status.to_string());
    Some(format!(
        "Cross-Origin Request Blocked: The Same Origin Policy disallows reading the remote resource \
         at {}. (Reason: {description}). Status code: {status}.",
        blocked.url
    ))
}

fn describe(blocked: &Blocked) -> Option<String> {
    let from_preflight = matches!(blocked.stage, Stage::Preflight);
    Some(match &blocked.reason {
        BlockedReason::MissingAllowOrigin => {
            "CORS header ‘Access-Control-Allow-Origin’ missing".to_owned()
        }
        BlockedReason::WildcardWithCredentials => {
            "Credential is not supported if the CORS header ‘Access-Control-Allow-Origin’ is ‘*’"
                .to_owned()
        }
        BlockedReason::MultipleAllowOrigins { .. } => {
            "Multiple CORS header ‘Access-Control-Allow-Origin’ not allowed".to_owned()
        }
        BlockedReason::InvalidAllowOrigin { value } | BlockedReason::OriginMismatch { value } => {
            format!("CORS header ‘Access-Control-Allow-Origin’ does not match ‘{value}’")
        }
        BlockedReason::MissingAllowCredentials | BlockedReason::InvalidAllowCredentials { .. } => {
            "expected ‘true’ in CORS header ‘Access-Control-Allow-Credentials’".to_owned()
        }
        BlockedReason::PreflightStatus { .. } => {
            "CORS preflight response did not succeed".to_owned()
        }
        BlockedReason::PreflightRedirect { .. } | BlockedReason::RedirectWithCredentials { .. } => {
            "CORS request external redirect not allowed".to_owned()
        }
        BlockedReason::InvalidAllowMethods { value } => {
            format!("invalid token ‘{value}’ in CORS header ‘Access-Control-Allow-Methods’")
        }
        BlockedReason::InvalidAllowHeaders { value } => {
            format!("invalid token ‘{value}’ in CORS header ‘Access-Control-Allow-Headers’")
        }
        BlockedReason::MethodNotAllowed { .. } => {
            "Did not find method in CORS header ‘Access-Control-Allow-Methods’".to_owned()
        }
        BlockedReason::HeaderNotAllowed { name, .. } => format!(
            "header ‘{name}’ is not allowed according to header ‘Access-Control-Allow-Headers’ from \
             CORS preflight response"
        ),
        BlockedReason::SchemeNotSupported { .. } => "CORS request not http".to_owned(),
        BlockedReason::Network { .. } if from_preflight => {
            "CORS preflight channel did not succeed".to_owned()
        }
        BlockedReason::Network { .. } => "CORS request did not succeed".to_owned(),
        _ => return None,
    })
}
