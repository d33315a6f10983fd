//! `http::HeaderMap` as the headers of a response.

use http::header::{self, HeaderMap, HeaderName, HeaderValue};

use crate::cors_header::CorsHeader;
use crate::response_headers::ResponseHeaders;
use crate::vary::Vary;

/// Adding to a map with the maximal number of headers fails silently. The browser then blocks the
/// response, because it lacks `Access-Control-Allow-Origin`.
impl ResponseHeaders for HeaderMap {
    type Value = HeaderValue;

    fn is_empty(&self) -> bool {
        HeaderMap::is_empty(self)
    }

    fn has_cors_header(&self) -> bool {
        let mut names = self.keys().map(HeaderName::as_str);
        names.any(|name| CorsHeader::from_name(name).is_some())
    }

    fn vary(&self) -> impl Iterator<Item = &[u8]> {
        self.get_all(header::VARY).iter().map(HeaderValue::as_bytes)
    }

    fn remove(&mut self, header: CorsHeader) {
        self.remove(header_name(header));
    }

    fn insert(&mut self, header: CorsHeader, value: HeaderValue) {
        let _ = self.try_insert(header_name(header), value);
    }

    fn append_vary(&mut self, vary: Vary) {
        if let Some(value) = vary_value(vary) {
            let _ = self.try_append(header::VARY, value);
        }
    }
}

const fn header_name(header: CorsHeader) -> HeaderName {
    match header {
        CorsHeader::AllowOrigin => header::ACCESS_CONTROL_ALLOW_ORIGIN,
        CorsHeader::AllowCredentials => header::ACCESS_CONTROL_ALLOW_CREDENTIALS,
        CorsHeader::AllowMethods => header::ACCESS_CONTROL_ALLOW_METHODS,
        CorsHeader::AllowHeaders => header::ACCESS_CONTROL_ALLOW_HEADERS,
        CorsHeader::MaxAge => header::ACCESS_CONTROL_MAX_AGE,
        CorsHeader::ExposeHeaders => header::ACCESS_CONTROL_EXPOSE_HEADERS,
    }
}

/// Returns the value of `Vary`, validated at compile time.
pub(super) fn vary_value(vary: Vary) -> Option<HeaderValue> {
    const fn value(vary: Vary) -> HeaderValue {
        match vary.as_str() {
            Some(value) => HeaderValue::from_static(value),
            None => HeaderValue::from_static(""),
        }
    }
    match vary {
        Vary::None => None,
        Vary::Origin => Some(const { value(Vary::Origin) }),
        Vary::RequestMethod => Some(const { value(Vary::RequestMethod) }),
        Vary::OriginAndRequestMethod => Some(const { value(Vary::OriginAndRequestMethod) }),
    }
}
