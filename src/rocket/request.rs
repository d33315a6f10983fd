//! Reading of Rocket's requests.
//!
//! Rocket keeps the header values of a request that are UTF-8, and drops all others.

use ::rocket::Request;
use ::rocket::http::Method;
use cors_runtime::{self as cors, FetchMetadata, RequestOrigin, RequestTarget};

/// Reads the parts that a selection among several policies depends on: neither fetch metadata nor the
/// target.
pub(super) fn read<'r>(request: &'r Request<'_>) -> cors::Request<'r> {
    let headers = request.headers();
    // A look-up of a header is the most expensive part of a decision, and only preflights have this one.
    let requested_method = if request.method() == Method::Options {
        headers.get_one("Access-Control-Request-Method")
    } else {
        None
    };
    cors::Request {
        method: request.method().as_str(),
        origin: RequestOrigin::from_values(headers.get("Origin").map(str::as_bytes)),
        requested_method: requested_method.map(str::as_bytes),
        may_be_overridden: may_be_overridden(request),
        fetch_metadata: FetchMetadata::default(),
        target: RequestTarget::default(),
    }
}

/// Returns whether a request is a preflight.
pub(super) fn is_preflight(request: &Request<'_>) -> bool {
    request.method() == Method::Options && read(request).is_preflight()
}

/// Returns whether Rocket may have replaced the method of a form. A page submits a form by `POST` without a
/// preflight; Rocket then takes the field `_method` for the method, before any fairing sees the request.
fn may_be_overridden(request: &Request<'_>) -> bool {
    let is_safelisted = matches!(request.method(), Method::Get | Method::Head | Method::Post);
    !is_safelisted
        && request
            .content_type()
            .is_some_and(|content_type| content_type.is_form())
}

/// Reads the headers by which cross-origin requests are recognised.
pub(super) fn fetch_metadata<'r>(request: &'r Request<'_>) -> FetchMetadata<'r> {
    let value = |name| request.headers().get_one(name).map(str::as_bytes);
    FetchMetadata {
        fetch_site: value("Sec-Fetch-Site"),
        fetch_mode: value("Sec-Fetch-Mode"),
        authority: authority(request),
    }
}

/// Reads the host and the path, for a policy with a source of origins. The path is that of the whole URI,
/// with the base that the route is mounted at.
pub(super) fn target<'r>(request: &'r Request<'_>) -> RequestTarget<'r> {
    RequestTarget::new(authority(request), request.uri().path().as_str())
}

fn authority<'r>(request: &'r Request<'_>) -> Option<&'r [u8]> {
    let host = request.headers().get_one("Host").map(str::as_bytes);
    host.or_else(|| parsed_authority(request))
}

/// Returns the `:authority` of HTTP/2, which Rocket keeps in parsed form.
fn parsed_authority<'r>(request: &'r Request<'_>) -> Option<&'r [u8]> {
    struct Authority(Option<String>);
    let format = || Authority(request.host().map(ToString::to_string));
    let Authority(text) = request.local_cache(format);
    text.as_deref().map(str::as_bytes)
}
