//! Reading of Rocket's requests.
//!
//! Rocket keeps the header values of a request that are UTF-8, and drops all others.

use ::rocket::Request;
use ::rocket::http::Method;
use cors_runtime::{self as cors, FetchMetadata, RequestDetails, RequestOrigin, RequestTarget};

/// The details of a request. Rocket defines the request, `cors-runtime` the trait.
#[derive(Debug, Clone, Copy)]
pub(super) struct Details<'r, 'i>(&'r Request<'i>);

/// The parts of a request that CORS depends on.
pub(super) type RequestParts<'r, 'i> = cors::Request<'r, Details<'r, 'i>>;

/// Reads the parts that every decision depends on.
pub(super) fn read<'r, 'i>(request: &'r Request<'i>) -> RequestParts<'r, 'i> {
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
        details: Details(request),
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

impl RequestDetails for Details<'_, '_> {
    fn fetch_metadata(&self) -> FetchMetadata<'_> {
        let value = |name| self.0.headers().get_one(name).map(str::as_bytes);
        FetchMetadata {
            fetch_site: value("Sec-Fetch-Site"),
            fetch_mode: value("Sec-Fetch-Mode"),
            authority: authority(self.0),
        }
    }

    /// The path is that of the whole URI, with the base that the route is mounted at.
    fn target(&self) -> RequestTarget<'_> {
        RequestTarget::new(authority(self.0), self.0.uri().path().as_str())
    }
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
