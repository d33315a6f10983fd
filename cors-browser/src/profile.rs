//! What tells the engines apart. Everything that is not in here they do alike, as the standard says.
//!
//! A difference is one field, and its comment says what was measured: Chromium 156, Firefox ESR 153
//! and `WebKitGTK` 2.50 on Linux. What nobody measured is left as in the standard.

use std::time::Duration;

/// Whose behaviour and whose words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Engine {
    Spec,
    Chromium,
    Firefox,
    WebKit,
}

/// What becomes of a request body that is a `ReadableStream`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Streams {
    Sent,
    /// Preflighted, then refused unless the connection is HTTP/2, which takes `https:`.
    SentOverHttp2Only,
    /// No stream at all: the text `[object ReadableStream]` goes out, without a preflight.
    SentAsText,
    /// `fetch()` throws.
    Refused,
}

/// Which cookies a page may make another site keep.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ThirdParty {
    /// All that their own attributes allow.
    Kept,
    /// Those with `Partitioned` only, apart for every top-level site.
    PartitionedOnly,
    /// All, apart for every top-level site.
    Partitioned,
    /// None, unless the other host already has a cookie here. A host is another one even within the
    /// page's own site.
    OfKnownHosts,
}

/// Whether a preflight is due after a redirect, and which header names it asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum AfterRedirect {
    /// Judged by what is left of the request.
    WhatIsLeft,
    /// Once it has been due, or where the script has set a header that takes one, always; for all
    /// names that the script has set, but for those that this very redirect took away: `Authorization`
    /// on the way to another origin, `Content-Type` where the body is dropped. One redirect later
    /// they are asked for again, although they are gone.
    AgainWithoutTheRemoved,
    /// The same, and for all names, whatever is left of them.
    AgainForAll,
}

/// Whether a frame of another site that asks the site of the page at the top says who it is, where
/// other requests say nothing: a GET in mode `no-cors`, cookies allowed, such as for `<img>`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FrameOrigin {
    Unsaid,
    /// Decided by the first URL. What has once been said is said after redirects, too, as `null` if
    /// they taint.
    ByTheFirstUrl,
    /// Decided anew on every hop, and nothing is said after a redirect that taints.
    ByEveryUrl,
}

/// The rules for cookies.
#[derive(Clone, Copy, Debug)]
#[allow(
    clippy::struct_excessive_bools,
    reason = "each is a rule of its own, measured by itself"
)]
pub(super) struct CookieRules {
    /// Whether a cookie without `SameSite` is kept from other sites, as with `Lax`.
    pub(super) lax_by_default: bool,
    /// Whether `SameSite=None` takes `Secure`.
    pub(super) none_takes_secure: bool,
    /// Whether `http://localhost` and the names below it may set a cookie with `Secure`, and get it.
    pub(super) secure_on_loopback: bool,
    pub(super) third_party: ThirdParty,
    /// Whether a frame of another site counts as the page at the top, and so sends and keeps that
    /// one's cookies, be they `Strict`. `WebKit` only.
    pub(super) frames_count_as_the_page: bool,
}

/// A browser's share of what the standard leaves open, and where it strays from it.
#[derive(Debug)]
#[allow(
    clippy::struct_excessive_bools,
    reason = "each is a difference of its own, measured by itself"
)]
pub(super) struct Profile {
    pub(super) engine: Engine,

    /// Whether `Access-Control-Allow-Headers: *` covers `Authorization` without credentials. It does
    /// in all three engines, against the standard, and Firefox's console says that this will end.
    pub(super) wildcard_covers_authorization: bool,

    /// Whether the preflight of an upload listener, answered without a list of methods, allows the
    /// method it asked for, whatever that is. So the standard has it, for the sake of the cache; no
    /// engine does.
    pub(super) listener_allows_its_method: bool,

    /// How long a preflight is kept that does not say so.
    ///
    /// Five seconds in all three engines. Firefox kept none at all in the set-up whose resolver sent
    /// every name to the loopback address, and for API hosts that are IP addresses.
    pub(super) max_age_unsaid: Duration,

    /// The same where `Access-Control-Max-Age` is no number of seconds (`abc`, `1.5`, two lines):
    /// Firefox keeps nothing, the others take it as unsaid.
    pub(super) max_age_malformed: Duration,

    /// The same for `-1`, which the standard's grammar does not know: no engine keeps anything.
    pub(super) max_age_negative: Duration,

    /// The longest a preflight is kept. Not measured but read in the engines' sources: two hours in
    /// Chromium, a day in Firefox, ten minutes in `WebKit`.
    pub(super) max_age_cap: Duration,

    /// Whether a kept `Access-Control-Allow-Headers: *` serves for another header than the one it was
    /// asked for. Not in Firefox.
    pub(super) kept_wildcard_serves_other_headers: bool,

    /// Whether an answer to a preflight with credentials is nothing to a request without. Firefox
    /// only; the other way round it is nothing anywhere.
    pub(super) keeps_credentials_apart: bool,

    /// Whether the preflight after a redirect to a third origin still names the page's origin, and is
    /// checked against it, though the request behind it says `null`. Firefox only.
    pub(super) preflight_names_page_after_redirect: bool,

    /// Chromium judges as the standard does. Firefox and `WebKit` ask again for a GET that a 303 made
    /// of a PUT or of a POST of JSON, and for one whose token was dropped; `WebKit` asks for the names
    /// of the dropped headers, which whoever is asked has to allow. A PUT that the page's own server
    /// turned into a GET with a 303 was never asked about, and is not then. Such an answer is kept,
    /// whether or not it lists the GET.
    pub(super) after_redirect: AfterRedirect,

    /// Request headers that scripts set in vain although the standard lets them: `User-Agent` in
    /// Chromium.
    pub(super) dropped_headers: &'static [&'static str],

    /// Request headers that need no preflight beyond those of the standard: Chromium's client hints.
    pub(super) more_safelisted: &'static [&'static str],

    /// Whether a `no-cors` POST names the page although its referrer policy is `no-referrer`.
    /// Chromium only.
    pub(super) no_cors_origin_in_spite_of_policy: bool,

    /// Chromium and Firefox, beside `Sec-Fetch-Storage-Access: inactive`. Not for a third site, nor
    /// for the frame's own, where that header says `none`.
    pub(super) frame_origin: FrameOrigin,

    /// Whether white space around a field value is removed over HTTP/2, as it is over HTTP/1.1.
    /// Not in `WebKit`. Every `https:` connection of this browser is HTTP/2.
    pub(super) trims_over_http2: bool,

    /// Whether preflights carry `Sec-Fetch-Mode` even to origins that are not trustworthy, which get
    /// no other `Sec-Fetch-*` header. Chromium only.
    pub(super) preflight_says_mode_to_anyone: bool,

    pub(super) streams: Streams,

    pub(super) cookies: CookieRules,
}

impl Profile {
    /// Nothing but the standard.
    pub(super) const SPEC: Self = Self {
        engine: Engine::Spec,
        wildcard_covers_authorization: false,
        listener_allows_its_method: true,
        max_age_unsaid: Duration::from_secs(5),
        max_age_malformed: Duration::from_secs(5),
        max_age_negative: Duration::from_secs(5),
        max_age_cap: Duration::MAX,
        kept_wildcard_serves_other_headers: true,
        keeps_credentials_apart: false,
        preflight_names_page_after_redirect: false,
        after_redirect: AfterRedirect::WhatIsLeft,
        dropped_headers: &[],
        more_safelisted: &[],
        no_cors_origin_in_spite_of_policy: false,
        frame_origin: FrameOrigin::Unsaid,
        trims_over_http2: true,
        preflight_says_mode_to_anyone: false,
        streams: Streams::Sent,
        cookies: CookieRules {
            lax_by_default: true,
            none_takes_secure: true,
            secure_on_loopback: true,
            third_party: ThirdParty::Kept,
            frames_count_as_the_page: false,
        },
    };

    pub(super) const CHROMIUM: Self = Self {
        engine: Engine::Chromium,
        wildcard_covers_authorization: true,
        listener_allows_its_method: false,
        max_age_negative: Duration::ZERO,
        max_age_cap: Duration::from_secs(7_200),
        dropped_headers: &["user-agent"],
        more_safelisted: &[
            "device-memory",
            "downlink",
            "dpr",
            "rtt",
            "save-data",
            "viewport-width",
            "width",
        ],
        no_cors_origin_in_spite_of_policy: true,
        frame_origin: FrameOrigin::ByTheFirstUrl,
        preflight_says_mode_to_anyone: true,
        streams: Streams::SentOverHttp2Only,
        cookies: CookieRules {
            third_party: ThirdParty::PartitionedOnly,
            ..Self::SPEC.cookies
        },
        ..Self::SPEC
    };

    pub(super) const FIREFOX: Self = Self {
        engine: Engine::Firefox,
        wildcard_covers_authorization: true,
        listener_allows_its_method: false,
        max_age_malformed: Duration::ZERO,
        max_age_negative: Duration::ZERO,
        max_age_cap: Duration::from_secs(86_400),
        kept_wildcard_serves_other_headers: false,
        keeps_credentials_apart: true,
        preflight_names_page_after_redirect: true,
        after_redirect: AfterRedirect::AgainWithoutTheRemoved,
        frame_origin: FrameOrigin::ByEveryUrl,
        streams: Streams::SentAsText,
        cookies: CookieRules {
            lax_by_default: false,
            third_party: ThirdParty::Partitioned,
            ..Self::SPEC.cookies
        },
        ..Self::SPEC
    };

    pub(super) const WEBKIT: Self = Self {
        engine: Engine::WebKit,
        wildcard_covers_authorization: true,
        listener_allows_its_method: false,
        max_age_negative: Duration::ZERO,
        max_age_cap: Duration::from_secs(600),
        after_redirect: AfterRedirect::AgainForAll,
        trims_over_http2: false,
        streams: Streams::Refused,
        cookies: CookieRules {
            lax_by_default: false,
            none_takes_secure: false,
            secure_on_loopback: false,
            third_party: ThirdParty::OfKnownHosts,
            frames_count_as_the_page: true,
        },
        ..Self::SPEC
    };
}
