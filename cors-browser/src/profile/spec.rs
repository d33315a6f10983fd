use std::time::Duration;

use super::cookie_rules::CookieRules;
use super::engine::Engine;
use super::frame_origin::FrameOrigin;
use super::redirect_preflight::RedirectPreflight;
use super::settings::Profile;
use super::stream_bodies::StreamBodies;
use super::third_party_cookies::ThirdPartyCookies;

impl Profile {
    /// The Fetch Standard.
    pub(crate) const SPEC: Self = Self {
        engine: Engine::Spec,
        wildcard_covers_authorization: false,
        upload_listener_allows_method: true,
        default_max_age: Duration::from_secs(5),
        malformed_max_age: Duration::from_secs(5),
        negative_max_age: Duration::from_secs(5),
        max_age_limit: Duration::MAX,
        cached_wildcard_covers_other_headers: true,
        separates_cache_by_credentials: false,
        preflight_ignores_origin_taint: false,
        redirect_preflight: RedirectPreflight::IfNeeded,
        dropped_headers: &[],
        extra_safelisted_headers: &[],
        no_cors_ignores_referrer_policy: false,
        frame_origin: FrameOrigin::Omitted,
        trims_http2_values: true,
        preflight_always_has_fetch_mode: false,
        stream_bodies: StreamBodies::Supported,
        cookies: CookieRules {
            lax_by_default: true,
            none_requires_secure: true,
            secure_on_loopback: true,
            third_party: ThirdPartyCookies::Allowed,
            frames_count_as_top_level: false,
        },
    };
}
