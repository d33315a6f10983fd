//! The oracle of the property tests: a policy as its source text, and what that text allows pages to
//! read. It shares no code with the library and knows neither preflights nor response headers.

use crate::fetch_call::FetchCall;
use crate::reference_matcher::reference_match;

/// The keys of a policy with the values that a user wrote.
#[derive(Debug, Clone, Default)]
pub struct PolicyText {
    /// `origins`.
    pub origins: Vec<String>,
    /// The origins in the source that `origins_from` names.
    pub source_origins: Vec<String>,
    /// `credentials`.
    pub credentials: bool,
    /// `enforce`.
    pub enforce: bool,
    /// `methods`, or the methods of the route.
    pub methods: Vec<String>,
    /// `headers`.
    pub headers: Vec<String>,
    /// `expose`.
    pub expose: Vec<String>,
    /// `max_age`.
    pub max_age: Option<u64>,
}

const SAFELISTED_METHODS: [&str; 3] = ["GET", "HEAD", "POST"];

/// The origin of the server in every test that uses the oracle.
pub const SERVER: &str = "https://api.test";

impl PolicyText {
    /// Returns whether a page of the origin `page` may read the response to `call`.
    ///
    /// Browsers deviate from the Fetch Standard in two ways, and `is_standard` selects the standard: there
    /// `*` in `headers` does not cover `authorization`; and a request with an upload listener may use any
    /// method if the response to its preflight lists no method.
    #[must_use]
    pub fn allows_reading(&self, page: &str, call: &FetchCall, is_standard: bool) -> bool {
        let lists = |list: &[String], name: &str| list.iter().any(|n| n.eq_ignore_ascii_case(name));
        let matches = |origins: &[String]| origins.iter().any(|o| reference_match(o, page));
        let allows_any_origin = self.origins == ["*"];
        let method = call.normalized_method();
        page == SERVER
            || (allows_any_origin || matches(&self.origins) || matches(&self.source_origins))
                && (!call.is_credentialed() || self.credentials)
                && (SAFELISTED_METHODS.contains(&method)
                    || self.methods.iter().any(|m| m == method || m == "*")
                    || (is_standard && call.upload_listener && self.has_only_safelisted_methods()))
                && call.non_safelisted_headers().iter().all(|name| {
                    lists(&self.headers, name)
                        || (lists(&self.headers, "*") && !(is_standard && *name == "authorization"))
                })
    }

    fn has_only_safelisted_methods(&self) -> bool {
        let is_safelisted = |method: &String| SAFELISTED_METHODS.contains(&method.as_str());
        self.methods.iter().all(is_safelisted)
    }

    /// Returns whether a page that may read the response to `call` sees its header `name`.
    #[must_use]
    pub fn exposes(&self, page: &str, call: &FetchCall, name: &str) -> bool {
        const SAFELISTED: [&str; 7] = [
            "cache-control",
            "content-language",
            "content-length",
            "content-type",
            "expires",
            "last-modified",
            "pragma",
        ];
        let is_listed = |name: &str| self.expose.iter().any(|n| n.eq_ignore_ascii_case(name));
        name != "set-cookie"
            && (page == SERVER
                || SAFELISTED.contains(&name)
                || is_listed(name)
                || (is_listed("*") && !call.is_credentialed()))
    }
}
