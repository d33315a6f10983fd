//! Reading of actix-web's requests.

use actix_web::dev::RequestHead;
use actix_web::http::Method;
use actix_web::http::header::{self, HeaderName, HeaderValue};
use cors_runtime::{FetchMetadata, Request, RequestDetails, RequestOrigin, RequestTarget};

const SEC_FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");
const SEC_FETCH_MODE: HeaderName = HeaderName::from_static("sec-fetch-mode");

/// The details of a request. actix-web defines the request, `cors-runtime` the trait.
#[derive(Debug, Clone, Copy)]
pub(super) struct Details<'r>(&'r RequestHead);

/// Reads the parts that every decision depends on.
pub(super) fn read(head: &RequestHead) -> Request<'_, Details<'_>> {
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
        details: Details(head),
    }
}

impl RequestDetails for Details<'_> {
    fn fetch_metadata(&self) -> FetchMetadata<'_> {
        FetchMetadata {
            fetch_site: value(self.0, SEC_FETCH_SITE),
            fetch_mode: value(self.0, SEC_FETCH_MODE),
            authority: authority(self.0),
        }
    }

    /// Scopes do not shorten the path.
    fn target(&self) -> RequestTarget<'_> {
        RequestTarget::new(authority(self.0), self.0.uri.path())
    }
}

fn authority(head: &RequestHead) -> Option<&[u8]> {
    let authority = head.uri.authority();
    let authority = authority.map(|authority| authority.as_str().as_bytes());
    authority.or_else(|| value(head, header::HOST))
}

fn value(head: &RequestHead, name: HeaderName) -> Option<&[u8]> {
    head.headers.get(name).map(HeaderValue::as_bytes)
}
