//! The standard has no console: our own words.

use super::{Blocked, Reason, Stage};

pub(super) fn sentence(blocked: &Blocked) -> String {
    let Blocked { origin, url, .. } = blocked;
    format!("`{origin}` may not fetch `{url}`: {}", why(blocked))
}

fn why(blocked: &Blocked) -> String {
    let answer = match blocked.stage {
        Stage::Preflight => "the preflight's answer",
        Stage::Redirect => "the redirect",
        Stage::Request | Stage::Response => "the response",
    };
    match &blocked.reason {
        Reason::MissingAllowOrigin => format!("{answer} has no `access-control-allow-origin`"),
        Reason::WildcardWithCredentials => {
            format!("{answer} allows `*`, which does not count for a request with credentials")
        }
        Reason::SeveralAllowOrigins { value } => {
            format!("{answer} has more than one `access-control-allow-origin`: `{value}`")
        }
        Reason::InvalidAllowOrigin { value } => {
            format!("`access-control-allow-origin` of {answer} is no origin: `{value}`")
        }
        Reason::OriginMismatch { value } => format!("{answer} is for `{value}`"),
        Reason::MissingAllowCredentials => {
            format!("{answer} has no `access-control-allow-credentials`")
        }
        Reason::InvalidAllowCredentials { value } => {
            format!("`access-control-allow-credentials` of {answer} is `{value}` and not `true`")
        }
        Reason::PreflightStatus { status } => {
            format!("{answer} has the status {status}, which is none from 200 to 299")
        }
        Reason::PreflightRedirect { .. } => format!("{answer} is a redirect"),
        Reason::InvalidAllowMethods { value } => {
            format!("`access-control-allow-methods` of {answer} is no list: `{value}`")
        }
        Reason::InvalidAllowHeaders { value } => {
            format!("`access-control-allow-headers` of {answer} is no list: `{value}`")
        }
        Reason::MethodNotAllowed { method, .. } => {
            format!("{answer} does not allow the method `{method}`")
        }
        Reason::HeaderNotAllowed { name, .. } => {
            format!("{answer} does not allow the header `{name}`")
        }
        Reason::RedirectNotAllowed => "there is a redirect, and its mode is `error`".to_owned(),
        Reason::TooManyRedirects => "there are more than 20 redirects".to_owned(),
        Reason::RedirectWithCredentials { .. } => {
            "the redirect's URL has a user name or a password".to_owned()
        }
        Reason::RedirectNotHttp { location } => {
            format!("the redirect goes to `{location}`, which is not `http:` or `https:`")
        }
        Reason::RedirectOfStream => "a stream cannot be sent again after a redirect".to_owned(),
        Reason::DisallowedByMode => "its mode is `same-origin`".to_owned(),
        Reason::RedirectModeInNoCors => "mode `no-cors` has to follow redirects".to_owned(),
        Reason::MethodNotInNoCors { method } => format!("mode `no-cors` has no `{method}`"),
        Reason::PageIsNowhere { url } => format!("the page was opened at `{url}`, which is no URL"),
        Reason::InvalidUrl { url } => format!("`{url}` is no URL"),
        Reason::UrlWithCredentials => "the URL has a user name or a password".to_owned(),
        Reason::SchemeNotSupported { scheme } => format!("the scheme `{scheme}` is not fetched"),
        Reason::BadPort { port } => format!("browsers do not connect to port {port}"),
        Reason::InvalidMethod { method } => format!("`{method}` is no method"),
        Reason::ForbiddenMethod { method } => format!("the method `{method}` is forbidden"),
        Reason::InvalidHeader { name } => format!("the header `{name}` cannot be set"),
        Reason::BodyWithoutPlace { method } => format!("`{method}` has no body"),
        Reason::StreamUnsupported => "this engine sends no streams".to_owned(),
        Reason::StreamTakesHttp2 => "this engine sends streams over HTTP/2 only".to_owned(),
        Reason::Unsendable { header } => {
            format!("the value of `{header}` has control bytes, which do not reach a server")
        }
        Reason::Network { message } => format!("there is no response: {message}"),
    }
}
