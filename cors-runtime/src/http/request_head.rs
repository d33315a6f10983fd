//! A request on the types of `http`, without its body.

use http::header::{self, HeaderMap, HeaderName, HeaderValue};
use http::{Extensions, Method, Uri};

use crate::fetch_metadata::FetchMetadata;
use crate::request::{Request, RequestDetails};
use crate::request_origin::RequestOrigin;
use crate::request_target::RequestTarget;

const SEC_FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");
const SEC_FETCH_MODE: HeaderName = HeaderName::from_static("sec-fetch-mode");

/// A request without its body.
#[derive(Debug, Clone, Copy)]
pub struct RequestHead<'r> {
    /// The method.
    pub method: &'r Method,
    /// The target. Its authority, if it has one, is the `:authority` of HTTP/2 and 3.
    pub uri: &'r Uri,
    /// The headers.
    pub headers: &'r HeaderMap,
    /// The extensions.
    pub extensions: &'r Extensions,
    /// Returns the URI as the client sent it, if the framework keeps it in the extensions because its
    /// routing removes prefixes from `uri`; `None` if `uri` is that URI.
    pub original_uri: fn(&Extensions) -> Option<&Uri>,
}

impl<'r, B> From<&'r http::Request<B>> for RequestHead<'r> {
    fn from(request: &'r http::Request<B>) -> Self {
        Self {
            method: request.method(),
            uri: request.uri(),
            headers: request.headers(),
            extensions: request.extensions(),
            original_uri: |_| None,
        }
    }
}

impl<'r> RequestHead<'r> {
    /// Reads the parts that every decision depends on.
    #[must_use]
    #[inline]
    pub fn read(self) -> Request<'r, ReadHead<'r>> {
        let mut origins = self.headers.get_all(header::ORIGIN).iter();
        let first = origins.next();
        let origin = match (first, origins.next()) {
            (None, _) => RequestOrigin::Absent,
            (Some(value), None) => RequestOrigin::One(value.as_bytes()),
            (Some(_), Some(_)) => RequestOrigin::Multiple,
        };
        let requested_method = if *self.method == Method::OPTIONS {
            self.value(header::ACCESS_CONTROL_REQUEST_METHOD)
        } else {
            None
        };
        Request {
            method: self.method.as_str(),
            origin,
            requested_method,
            may_be_overridden: false,
            details: ReadHead {
                head: self,
                origin: first,
            },
        }
    }

    fn authority(self) -> Option<&'r [u8]> {
        let authority = self.uri.authority();
        let authority = authority.map(|authority| authority.as_str().as_bytes());
        authority.or_else(|| self.value(header::HOST))
    }

    fn value(self, name: HeaderName) -> Option<&'r [u8]> {
        self.headers.get(name).map(HeaderValue::as_bytes)
    }
}

/// A request without its body, and the parts of it that were read.
#[derive(Debug, Clone, Copy)]
pub struct ReadHead<'r> {
    pub(super) head: RequestHead<'r>,
    /// The first line of `Origin`.
    pub(super) origin: Option<&'r HeaderValue>,
}

impl RequestDetails for ReadHead<'_> {
    fn fetch_metadata(&self) -> FetchMetadata<'_> {
        FetchMetadata {
            fetch_site: self.head.value(SEC_FETCH_SITE),
            fetch_mode: self.head.value(SEC_FETCH_MODE),
            authority: self.head.authority(),
        }
    }

    fn target(&self) -> RequestTarget<'_> {
        let original_uri = (self.head.original_uri)(self.head.extensions);
        let uri = original_uri.unwrap_or(self.head.uri);
        RequestTarget::new(self.head.authority(), uri.path())
    }
}
