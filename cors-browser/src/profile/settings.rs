use std::time::Duration;

use super::cookie_rules::CookieRules;
use super::engine::Engine;
use super::frame_origin::FrameOrigin;
use super::redirect_preflight::RedirectPreflight;
use super::stream_bodies::StreamBodies;

/// The behaviour of an engine where the standard leaves it open or the engine deviates.
///
/// Each field is one difference, and its documentation says what was measured: Chromium 156,
/// Firefox ESR 153 and `WebKitGTK` 2.50 on Linux. Behaviour that was not measured follows the
/// standard.
#[derive(Debug)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is an independent difference that was measured on its own"
)]
pub(crate) struct Profile {
    pub(crate) engine: Engine,

    /// Whether `Access-Control-Allow-Headers: *` covers `Authorization` in requests without
    /// credentials. All three engines do this, against the standard; Firefox's console announces
    /// that it will stop.
    pub(crate) wildcard_covers_authorization: bool,

    /// Whether a preflight response without `Access-Control-Allow-Methods` allows any method, if
    /// the preflight was made because of an upload listener. The standard does this to simplify the
    /// cache; no engine does.
    pub(crate) upload_listener_allows_method: bool,

    /// The lifetime of a preflight response without `Access-Control-Max-Age`.
    ///
    /// It was five seconds in all three engines. In a setup where the resolver mapped every name to
    /// a loopback address, and for API hosts that are IP addresses, Firefox cached nothing.
    pub(crate) default_max_age: Duration,

    /// The lifetime if `Access-Control-Max-Age` is malformed (`abc`, `1.5`, two lines): Firefox
    /// caches nothing, the other engines use the default.
    pub(crate) malformed_max_age: Duration,

    /// The lifetime if `Access-Control-Max-Age` is negative, which the standard's grammar does not
    /// allow. No engine caches anything.
    pub(crate) negative_max_age: Duration,

    /// The maximum lifetime of a preflight response. This was not measured but read in the engines'
    /// sources: two hours in Chromium, a day in Firefox, ten minutes in `WebKit`.
    pub(crate) max_age_limit: Duration,

    /// Whether a cached `Access-Control-Allow-Headers: *` covers headers that its preflight did not
    /// request. Firefox does not do this.
    pub(crate) cached_wildcard_covers_other_headers: bool,

    /// Whether a cached response for a request with credentials is unusable for requests without.
    /// Firefox only. The reverse is unusable in every engine.
    pub(crate) separates_cache_by_credentials: bool,

    /// Whether a preflight after a redirect across origins has the page's origin, and is checked
    /// against it, although the request itself has `Origin: null`. Firefox only.
    pub(crate) preflight_ignores_origin_taint: bool,

    /// Chromium follows the standard. After a 303 from `PUT` or from `POST` with JSON, and after a
    /// redirect that dropped `Authorization`, Firefox and `WebKit` preflight the resulting `GET`;
    /// `WebKit` also requests the names of the dropped headers, so the server has to allow them. A
    /// same-origin `PUT` that a 303 turns into a cross-origin `GET` is not preflighted. The
    /// response is cached even if it does not list `GET`.
    pub(crate) redirect_preflight: RedirectPreflight,

    /// Request headers that are dropped silently although the standard allows scripts to set them:
    /// `User-Agent` in Chromium.
    pub(crate) dropped_headers: &'static [&'static str],

    /// Request headers that need no preflight in addition to those of the standard: the client
    /// hints in Chromium.
    pub(crate) extra_safelisted_headers: &'static [&'static str],

    /// Whether a `POST` in mode `no-cors` has the page's `Origin` despite the referrer policy
    /// `no-referrer`. Chromium only.
    pub(crate) no_cors_ignores_referrer_policy: bool,

    /// Chromium and Firefox send the header, together with `Sec-Fetch-Storage-Access: inactive`.
    /// They omit it in requests to a third site and to the frame's own site, where that header is
    /// `none`.
    pub(crate) frame_origin: FrameOrigin,

    /// Whether white space around header values is removed over HTTP/2, as over HTTP/1.1. `WebKit`
    /// does not remove it. The virtual browser uses HTTP/2 for every `https:` URL.
    pub(crate) trims_http2_values: bool,

    /// Whether preflights to origins that are not trustworthy have `Sec-Fetch-Mode`, though no
    /// other `Sec-Fetch-*` header. Chromium only.
    pub(crate) preflight_always_has_fetch_mode: bool,

    pub(crate) stream_bodies: StreamBodies,

    pub(crate) cookies: CookieRules,
}
