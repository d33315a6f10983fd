//! Reading of Rocket's requests.
//!
//! Rocket keeps the header values of a request that are UTF-8, and drops all others.

use ::rocket::Request;
use ::rocket::http::Method;
use cors_runtime::{self as cors, FetchMetadata, Policy, RequestOrigin};

/// Reads the parts that a selection among several policies depends on: no fetch metadata.
pub(super) fn read<'r>(request: &'r Request<'_>) -> cors::Request<'r> {
    let headers = request.headers();
    cors::Request {
        method: request.method().as_str(),
        origin: RequestOrigin::from_values(headers.get("Origin").map(str::as_bytes)),
        requested_method: headers
            .get_one("Access-Control-Request-Method")
            .map(str::as_bytes),
        may_be_overridden: may_be_overridden(request),
        fetch_metadata: FetchMetadata::default(),
    }
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

/// Reads the parts that a decision by `policy` depends on.
pub(super) fn read_for<'r>(request: &'r Request<'_>, policy: &Policy) -> cors::Request<'r> {
    read(request).for_policy(policy, || fetch_metadata(request))
}

fn fetch_metadata<'r>(request: &'r Request<'_>) -> FetchMetadata<'r> {
    let value = |name| request.headers().get_one(name).map(str::as_bytes);
    FetchMetadata {
        fetch_site: value("Sec-Fetch-Site"),
        fetch_mode: value("Sec-Fetch-Mode"),
        authority: value("Host").or_else(|| authority(request)),
    }
}

/// Returns the `:authority` of HTTP/2, which Rocket keeps in parsed form.
fn authority<'r>(request: &'r Request<'_>) -> Option<&'r [u8]> {
    struct Authority(Option<String>);
    let format = || Authority(request.host().map(ToString::to_string));
    let Authority(text) = request.local_cache(format);
    text.as_deref().map(str::as_bytes)
}
