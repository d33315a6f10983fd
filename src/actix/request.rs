//! Reading of actix-web's requests.

use actix_web::dev::RequestHead;
use actix_web::http::Method;
use actix_web::http::header::{self, HeaderName, HeaderValue};
use cors_runtime::{FetchMetadata, Request, RequestOrigin, RequestTarget};

const SEC_FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");
const SEC_FETCH_MODE: HeaderName = HeaderName::from_static("sec-fetch-mode");

/// Reads the parts that every decision depends on.
pub(super) fn read(head: &RequestHead) -> Request<'_> {
    let origins = head.headers.get_all(header::ORIGIN);
    let requested_method = if head.method == Method::OPTIONS {
        value(head, header::ACCESS_CONTROL_REQUEST_METHOD)
    } else {
        None
    };
    Request {
        method: head.method.as_str(),
        origin: RequestOrigin::from_values(origins.map(HeaderValue::as_bytes)),
        requested_method,
        may_be_overridden: false,
        fetch_metadata: FetchMetadata::default(),
        target: RequestTarget::default(),
    }
}

/// Reads the headers by which `enforce` recognises same-origin requests.
pub(super) fn fetch_metadata(head: &RequestHead) -> FetchMetadata<'_> {
    FetchMetadata {
        fetch_site: value(head, SEC_FETCH_SITE),
        fetch_mode: value(head, SEC_FETCH_MODE),
        authority: authority(head),
    }
}

/// Reads the host and the path, for a policy with a source of origins. Scopes do not shorten the path.
pub(super) fn target(head: &RequestHead) -> RequestTarget<'_> {
    RequestTarget::new(authority(head), head.uri.path())
}

fn authority(head: &RequestHead) -> Option<&[u8]> {
    let authority = head.uri.authority();
    let authority = authority.map(|authority| authority.as_str().as_bytes());
    authority.or_else(|| value(head, header::HOST))
}

fn value(head: &RequestHead, name: HeaderName) -> Option<&[u8]> {
    head.headers.get(name).map(HeaderValue::as_bytes)
}
