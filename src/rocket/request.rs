//! Reading of Rocket's requests.
//!
//! Rocket keeps the header values of a request that are UTF-8, and drops all others.

use ::rocket::Request;
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
        fetch_metadata: FetchMetadata::default(),
    }
}

/// Reads the parts that a decision by `policy` depends on.
pub(super) fn read_for<'r>(request: &'r Request<'_>, policy: &Policy) -> cors::Request<'r> {
    read(request).for_policy(policy, || fetch_metadata(request))
}

fn fetch_metadata<'r>(request: &'r Request<'_>) -> FetchMetadata<'r> {
    let value = |name| request.headers().get_one(name).map(str::as_bytes);
    FetchMetadata {
        fetch_site: value("Sec-Fetch-Site"),
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
