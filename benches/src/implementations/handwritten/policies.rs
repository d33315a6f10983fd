//! The policies of the cases as types, with header values that are built before the first request.

use std::sync::LazyLock;

use http::header::{
    ACCESS_CONTROL_ALLOW_CREDENTIALS, ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS,
    ACCESS_CONTROL_ALLOW_ORIGIN, ACCESS_CONTROL_MAX_AGE, CONTENT_LENGTH, HeaderMap, HeaderValue,
    VARY,
};

use super::origins::{AnyOrigin, Many, One, Origins, Subdomains as Pattern};

/// A policy whose values the compiler knows.
pub trait HandwrittenPolicy: 'static {
    /// The allowed origins.
    type Origins: Origins;
    /// Whether credentials are allowed.
    const CREDENTIALS: bool;
    /// Whether [`EXPOSED`] is sent.
    const EXPOSES: bool;
    /// The value of `Access-Control-Allow-Headers`.
    const HEADERS: &'static str;
    /// Returns the headers of responses to preflights.
    fn preflights() -> &'static PreflightHeaders;
    /// Returns the headers of responses to preflights in axum.
    fn axum_preflights() -> &'static PreflightHeaders;
}

/// The headers of responses to preflights.
#[derive(Debug, Clone)]
pub struct PreflightHeaders {
    /// The headers for an allowed origin. With many origins, the origin is replaced in the copy.
    pub allowed: HeaderMap,
    /// The headers for any other origin.
    pub forbidden: HeaderMap,
}

/// The value of `Vary`.
pub const VARY_ORIGIN: HeaderValue = HeaderValue::from_static("Origin");

/// The value of `Access-Control-Expose-Headers`.
pub const EXPOSED: HeaderValue = HeaderValue::from_static(EXPOSED_NAMES);

/// The text of [`EXPOSED`].
pub const EXPOSED_NAMES: &str = "etag,x-request-id,x-total-count";

const THREE: &str = "authorization,content-type,x-csrf-token";

const TWENTY: &str = "x-header-00,x-header-01,x-header-02,x-header-03,x-header-04,\
    x-header-05,x-header-06,x-header-07,x-header-08,x-header-09,\
    x-header-10,x-header-11,x-header-12,x-header-13,x-header-14,\
    x-header-15,x-header-16,x-header-17,x-header-18,x-header-19";

/// Builds the headers. Policies without request headers are those of actual requests, and have no methods
/// to list either.
fn preflight_headers<P: HandwrittenPolicy>() -> PreflightHeaders {
    let mut allowed = HeaderMap::new();
    allowed.insert(ACCESS_CONTROL_ALLOW_ORIGIN, P::Origins::CONSTANT);
    if P::CREDENTIALS {
        allowed.insert(
            ACCESS_CONTROL_ALLOW_CREDENTIALS,
            HeaderValue::from_static("true"),
        );
    }
    if !P::HEADERS.is_empty() {
        let methods = HeaderValue::from_static("DELETE,GET,HEAD,PATCH,POST,PUT");
        allowed.insert(ACCESS_CONTROL_ALLOW_METHODS, methods);
        allowed.insert(
            ACCESS_CONTROL_ALLOW_HEADERS,
            HeaderValue::from_static(P::HEADERS),
        );
        allowed.insert(ACCESS_CONTROL_MAX_AGE, HeaderValue::from_static("600"));
    }
    if P::Origins::DEPENDS_ON_REQUEST {
        allowed.insert(VARY, VARY_ORIGIN);
    }
    PreflightHeaders {
        allowed,
        forbidden: HeaderMap::from_iter([(VARY, VARY_ORIGIN)]),
    }
}

/// Builds the headers for axum, which adds `content-length` to every empty response. A copied map would
/// have to grow for that.
fn axum_preflight_headers<P: HandwrittenPolicy>() -> PreflightHeaders {
    let mut preflights = preflight_headers::<P>();
    for headers in [&mut preflights.allowed, &mut preflights.forbidden] {
        headers.insert(CONTENT_LENGTH, HeaderValue::from_static("0"));
    }
    preflights
}

macro_rules! policies {
    ($($name:ident: $origins:ty, $credentials:literal, $exposes:literal, $headers:expr;)*) => {$(
        #[doc = concat!("`PolicyId::", stringify!($name), "`")]
        #[derive(Debug)]
        pub struct $name;

        impl HandwrittenPolicy for $name {
            type Origins = $origins;
            const CREDENTIALS: bool = $credentials;
            const EXPOSES: bool = $exposes;
            const HEADERS: &'static str = $headers;

            fn preflights() -> &'static PreflightHeaders {
                static HEADERS: LazyLock<PreflightHeaders> =
                    LazyLock::new(|| preflight_headers::<$name>());
                &HEADERS
            }

            fn axum_preflights() -> &'static PreflightHeaders {
                static HEADERS: LazyLock<PreflightHeaders> =
                    LazyLock::new(|| axum_preflight_headers::<$name>());
                &HEADERS
            }
        }
    )*};
}

policies! {
    Exact1: One, false, false, "";
    Exact10: Many<10>, false, false, "";
    Exact100: Many<100>, false, false, "";
    Exact1000: Many<1_000>, false, false, "";
    Exact10000: Many<10_000>, false, false, "";
    Any: AnyOrigin, false, false, "";
    Subdomains: Pattern, false, false, "";
    Credentials: One, true, false, "";
    Expose3: One, false, true, "";
    CredentialsExpose3: One, true, true, "";
    Preflight: One, false, false, THREE;
    PreflightCredentials: One, true, false, THREE;
    Preflight20: One, false, false, TWENTY;
    Preflight1000: Many<1_000>, false, false, THREE;
}
