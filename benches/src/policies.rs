//! The policies of the cases in this library, validated at compile time.

use cors::Policy;

use crate::case::PolicyId;

include!(concat!(env!("OUT_DIR"), "/exact.rs"));

/// One origin.
pub static EXACT_1: Policy = cors::policy! { origins = ["https://app-00000.example.com"] };

/// Any origin.
pub static ANY: Policy = cors::policy! { origins = ["*"] };

/// A pattern. The compiler warns that it does not match the domain itself, which is intended.
#[allow(deprecated)]
pub static SUBDOMAINS: Policy = cors::policy! { origins = ["https://*.example.com"] };

/// One origin, with credentials.
pub static CREDENTIALS: Policy = cors::policy! {
    origins = ["https://app-00000.example.com"],
    credentials,
};

/// One origin and three exposed headers.
pub static EXPOSE_3: Policy = cors::policy! {
    origins = ["https://app-00000.example.com"],
    expose = ["etag", "x-request-id", "x-total-count"],
};

/// One origin, credentials and three exposed headers.
pub static CREDENTIALS_EXPOSE_3: Policy = cors::policy! {
    origins = ["https://app-00000.example.com"],
    credentials,
    expose = ["etag", "x-request-id", "x-total-count"],
};

/// One origin, six methods, three request headers.
pub static PREFLIGHT: Policy = cors::policy! {
    origins = ["https://app-00000.example.com"],
    methods = ["DELETE", "GET", "HEAD", "PATCH", "POST", "PUT"],
    headers = ["authorization", "content-type", "x-csrf-token"],
    max_age = 600,
};

/// [`PREFLIGHT`] with credentials.
pub static PREFLIGHT_CREDENTIALS: Policy = cors::policy! {
    origins = ["https://app-00000.example.com"],
    credentials,
    methods = ["DELETE", "GET", "HEAD", "PATCH", "POST", "PUT"],
    headers = ["authorization", "content-type", "x-csrf-token"],
    max_age = 600,
};

/// [`PREFLIGHT`] with twenty request headers.
pub static PREFLIGHT_20: Policy = cors::policy! {
    origins = ["https://app-00000.example.com"],
    methods = ["DELETE", "GET", "HEAD", "PATCH", "POST", "PUT"],
    headers = [
        "x-header-00", "x-header-01", "x-header-02", "x-header-03", "x-header-04",
        "x-header-05", "x-header-06", "x-header-07", "x-header-08", "x-header-09",
        "x-header-10", "x-header-11", "x-header-12", "x-header-13", "x-header-14",
        "x-header-15", "x-header-16", "x-header-17", "x-header-18", "x-header-19",
    ],
    max_age = 600,
};

/// Calls a macro with all policies: a name for a handler, the static, the type of the hand-written
/// implementation, and the id.
macro_rules! every_policy {
    ($handlers:ident) => {
        $handlers! {
            (exact_1 EXACT_1 Exact1 PolicyId::Exact(1))
            (exact_10 EXACT_10 Exact10 PolicyId::Exact(10))
            (exact_100 EXACT_100 Exact100 PolicyId::Exact(100))
            (exact_1000 EXACT_1000 Exact1000 PolicyId::Exact(1_000))
            (exact_10000 EXACT_10000 Exact10000 PolicyId::Exact(10_000))
            (any ANY Any PolicyId::Any)
            (subdomains SUBDOMAINS Subdomains PolicyId::Subdomains)
            (credentials CREDENTIALS Credentials PolicyId::Credentials)
            (expose_3 EXPOSE_3 Expose3 PolicyId::Expose3)
            (credentials_expose_3 CREDENTIALS_EXPOSE_3 CredentialsExpose3 PolicyId::CredentialsExpose3)
            (preflight PREFLIGHT Preflight PolicyId::Preflight)
            (preflight_credentials PREFLIGHT_CREDENTIALS PreflightCredentials PolicyId::PreflightCredentials)
            (preflight_20 PREFLIGHT_20 Preflight20 PolicyId::Preflight20)
            (preflight_1000 PREFLIGHT_1000 Preflight1000 PolicyId::Preflight1000)
        }
    };
}
pub(crate) use every_policy;

macro_rules! by_id {
    ($(($name:ident $policy:ident $type:ident $id:pat))*) => {
        /// Returns the policy of an id.
        ///
        /// # Panics
        ///
        /// If no case has this number of origins.
        #[must_use]
        pub fn policy(id: PolicyId) -> &'static Policy {
            match id {
                $($id => &$policy,)*
                PolicyId::Exact(many) => panic!("no policy of {many} origins"),
            }
        }
    };
}
every_policy!(by_id);
