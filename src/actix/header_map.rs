//! actix-web's `HeaderMap` as the headers of a response.

use actix_web::http::header::{self, HeaderMap, HeaderName, HeaderValue};
use cors_runtime::response_headers::ResponseHeaders;
use cors_runtime::{CorsHeader, Vary};

/// The headers of a response. actix-web defines the map, `cors-runtime` the trait.
pub(super) struct Headers<'a>(pub(super) &'a mut HeaderMap);

impl ResponseHeaders for Headers<'_> {
    type Value = HeaderValue;

    fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    fn has_cors_header(&self) -> bool {
        let mut names = self.0.keys().map(HeaderName::as_str);
        names.any(|name| CorsHeader::from_name(name).is_some())
    }

    fn vary(&self) -> impl Iterator<Item = &[u8]> {
        self.0.get_all(header::VARY).map(HeaderValue::as_bytes)
    }

    fn remove(&mut self, header: CorsHeader) {
        self.0.remove(header_name(header));
    }

    fn insert(&mut self, header: CorsHeader, value: HeaderValue) {
        // Cheaper than `insert`, which collects the values that it replaces.
        self.0.append(header_name(header), value);
    }

    fn append_vary(&mut self, vary: Vary) {
        if let Some(value) = vary.as_str() {
            self.0.append(header::VARY, HeaderValue::from_static(value));
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
