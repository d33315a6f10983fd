//! What is known of each policy before any request: prepared values and answers.

use std::sync::LazyLock;

use http::header::{
    ACCESS_CONTROL_ALLOW_CREDENTIALS, ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS,
    ACCESS_CONTROL_ALLOW_ORIGIN, ACCESS_CONTROL_MAX_AGE, CONTENT_LENGTH, HeaderMap, HeaderValue,
    VARY,
};

use super::VARY_ORIGIN;
use super::origins::{Anybody, Many, One, Origins, Subdomains as Pattern};

/// What is known of a policy.
pub trait Known: 'static {
    /// Who is let in.
    type Origins: Origins;
    /// Whether credentials are.
    const CREDENTIALS: bool;
    /// Whether [`EXPOSED`] is.
    const EXPOSES: bool;
    /// The request headers that a preflight may ask for, as they are sent.
    const HEADERS: &'static str;
    /// The answers to preflights.
    fn answers() -> &'static Answers;
    /// The same for axum.
    fn answers_in_axum() -> &'static Answers;
}

/// The answers to preflights.
#[derive(Debug, Clone)]
pub struct Answers {
    /// To one that is granted; where there are many origins, with a place for the one.
    pub(in crate::contenders) granted: HeaderMap,
    /// To one that is refused.
    pub(super) refused: HeaderMap,
}

/// The three exposed headers.
pub(super) const EXPOSED: HeaderValue = HeaderValue::from_static(EXPOSED_NAMES);

/// The same as text.
pub(in super::super) const EXPOSED_NAMES: &str = "etag,x-request-id,x-total-count";

const THREE: &str = "authorization,content-type,x-csrf-token";

const TWENTY: &str = "x-header-00,x-header-01,x-header-02,x-header-03,x-header-04,\
    x-header-05,x-header-06,x-header-07,x-header-08,x-header-09,\
    x-header-10,x-header-11,x-header-12,x-header-13,x-header-14,\
    x-header-15,x-header-16,x-header-17,x-header-18,x-header-19";

/// Policies of actual requests have no header list, and no methods to list.
fn answers<P: Known>() -> Answers {
    let mut answer = HeaderMap::new();
    answer.insert(ACCESS_CONTROL_ALLOW_ORIGIN, P::Origins::ANYBODY);
    if P::CREDENTIALS {
        answer.insert(
            ACCESS_CONTROL_ALLOW_CREDENTIALS,
            HeaderValue::from_static("true"),
        );
    }
    if !P::HEADERS.is_empty() {
        let methods = HeaderValue::from_static("DELETE,GET,HEAD,PATCH,POST,PUT");
        answer.insert(ACCESS_CONTROL_ALLOW_METHODS, methods);
        answer.insert(
            ACCESS_CONTROL_ALLOW_HEADERS,
            HeaderValue::from_static(P::HEADERS),
        );
        answer.insert(ACCESS_CONTROL_MAX_AGE, HeaderValue::from_static("600"));
    }
    if P::Origins::ARE_LISTED {
        answer.insert(VARY, VARY_ORIGIN);
    }
    Answers {
        granted: answer,
        refused: HeaderMap::from_iter([(VARY, VARY_ORIGIN)]),
    }
}

/// axum says the length where nobody has, and a copied map would have to grow for it.
fn answers_in_axum<P: Known>() -> Answers {
    let mut answers = answers::<P>();
    for answer in [&mut answers.granted, &mut answers.refused] {
        answer.insert(CONTENT_LENGTH, HeaderValue::from_static("0"));
    }
    answers
}

macro_rules! known {
    ($($name:ident: $origins:ty, $credentials:literal, $exposes:literal, $headers:expr;)*) => {$(
        #[doc = concat!("`PolicyId::", stringify!($name), "`")]
        #[derive(Debug)]
        pub struct $name;

        impl Known for $name {
            type Origins = $origins;
            const CREDENTIALS: bool = $credentials;
            const EXPOSES: bool = $exposes;
            const HEADERS: &'static str = $headers;

            fn answers() -> &'static Answers {
                static ANSWERS: LazyLock<Answers> =
                    LazyLock::new(|| answers::<$name>());
                &ANSWERS
            }

            fn answers_in_axum() -> &'static Answers {
                static ANSWERS: LazyLock<Answers> =
                    LazyLock::new(|| answers_in_axum::<$name>());
                &ANSWERS
            }
        }
    )*};
}

known! {
    Exact1: One, false, false, "";
    Exact10: Many<10>, false, false, "";
    Exact100: Many<100>, false, false, "";
    Exact1000: Many<1_000>, false, false, "";
    Exact10000: Many<10_000>, false, false, "";
    Any: Anybody, false, false, "";
    Subdomains: Pattern, false, false, "";
    Credentials: One, true, false, "";
    Expose3: One, false, true, "";
    CredentialsExpose3: One, true, true, "";
    Preflight: One, false, false, THREE;
    PreflightCredentials: One, true, false, THREE;
    Preflight20: One, false, false, TWENTY;
    Preflight1000: Many<1_000>, false, false, THREE;
}
