//! Messages of the profile `spec`, and of engines that have no message of their own for a reason.

use super::blocked::Blocked;
use super::reason::BlockedReason;
use super::stage::Stage;

pub(super) fn message(blocked: &Blocked) -> String {
    let Blocked { origin, url, .. } = blocked;
    let description = describe(blocked);
    format!("fetch of `{url}` from origin `{origin}` blocked: {description}")
}

#[expect(clippy::too_many_lines, reason = "one message for each reason")]
fn describe(blocked: &Blocked) -> String {
    let response = match blocked.stage {
        Stage::Preflight => "the preflight response",
        Stage::Redirect => "the redirect response",
        Stage::Request | Stage::Response => "the response",
    };
    match &blocked.reason {
        BlockedReason::MissingAllowOrigin => {
            format!("{response} has no `Access-Control-Allow-Origin` header")
        }
        BlockedReason::WildcardWithCredentials => format!(
            "`Access-Control-Allow-Origin` of {response} is `*`, which is not allowed when the \
             credentials mode is `include`"
        ),
        BlockedReason::MultipleAllowOrigins { value } => format!(
            "`Access-Control-Allow-Origin` of {response} contains multiple values `{value}`, but \
             only one is allowed"
        ),
        BlockedReason::InvalidAllowOrigin { value } => format!(
            "`Access-Control-Allow-Origin` of {response} contains the invalid value `{value}`"
        ),
        BlockedReason::OriginMismatch { value } => format!(
            "`Access-Control-Allow-Origin` of {response} is `{value}`, which does not match the \
             origin"
        ),
        BlockedReason::MissingAllowCredentials => format!(
            "{response} has no `Access-Control-Allow-Credentials` header, which must be `true` when \
             the credentials mode is `include`"
        ),
        BlockedReason::InvalidAllowCredentials { value } => format!(
            "`Access-Control-Allow-Credentials` of {response} is `{value}`, but must be `true` when \
             the credentials mode is `include`"
        ),
        BlockedReason::PreflightStatus { status } => {
            format!("{response} has status {status}, which is not in the range 200 to 299")
        }
        BlockedReason::PreflightRedirect { status } => {
            format!("{response} is a redirect with status {status}, which is not allowed")
        }
        BlockedReason::InvalidAllowMethods { value } => {
            format!("`Access-Control-Allow-Methods` of {response} cannot be parsed: `{value}`")
        }
        BlockedReason::InvalidAllowHeaders { value } => {
            format!("`Access-Control-Allow-Headers` of {response} cannot be parsed: `{value}`")
        }
        BlockedReason::MethodNotAllowed { method, .. } => format!(
            "method `{method}` is not allowed by `Access-Control-Allow-Methods` in {response}"
        ),
        BlockedReason::HeaderNotAllowed { name, .. } => format!(
            "request header field `{name}` is not allowed by `Access-Control-Allow-Headers` in \
             {response}"
        ),
        BlockedReason::RedirectNotAllowed => {
            "the response is a redirect, but the redirect mode is `error`".to_owned()
        }
        BlockedReason::TooManyRedirects => "there are more than 20 redirects".to_owned(),
        BlockedReason::RedirectWithCredentials { location } => format!(
            "redirect location `{location}` contains a username or password, which is not allowed \
             for cross-origin requests"
        ),
        BlockedReason::RedirectNotHttp { location } => {
            format!("redirect location `{location}` is not a valid `http:` or `https:` URL")
        }
        BlockedReason::RedirectOfStream => {
            "a streamed request body cannot be sent again after a redirect".to_owned()
        }
        BlockedReason::DisallowedByMode => {
            "the URL is cross-origin, but the request mode is `same-origin`".to_owned()
        }
        BlockedReason::RedirectModeInNoCors => {
            "request mode `no-cors` requires redirect mode `follow`".to_owned()
        }
        BlockedReason::MethodNotInNoCors { method } => {
            format!("method `{method}` is not allowed in request mode `no-cors`")
        }
        BlockedReason::InvalidPageUrl { url } => {
            format!("the page was opened with `{url}`, which is not a valid URL")
        }
        BlockedReason::InvalidUrl { url } => format!("`{url}` is not a valid URL"),
        BlockedReason::UrlWithCredentials => "the URL contains a username or password".to_owned(),
        BlockedReason::SchemeNotSupported { scheme } => {
            format!("URL scheme `{scheme}` is not supported; use `http` or `https`")
        }
        BlockedReason::BadPort { port } => format!("browsers block requests to port {port}"),
        BlockedReason::InvalidMethod { method } => {
            format!("`{method}` is not a valid HTTP method")
        }
        BlockedReason::ForbiddenMethod { method } => {
            format!("method `{method}` is forbidden")
        }
        BlockedReason::InvalidHeader { name } => {
            format!("header `{name}` has an invalid name or value")
        }
        BlockedReason::BodyNotAllowed { method } => {
            format!("a request with method `{method}` cannot have a body")
        }
        BlockedReason::StreamUnsupported => {
            "this browser does not support streamed request bodies".to_owned()
        }
        BlockedReason::StreamRequiresHttp2 => {
            "this browser sends streamed request bodies over HTTP/2 only".to_owned()
        }
        BlockedReason::UnsendableHeader { header } => format!(
            "the value of header `{header}` contains control characters, which the crate `http` \
             cannot represent"
        ),
        BlockedReason::Network { message } => format!("the server sent no response: {message}"),
    }
}
