use std::time::Duration;

use super::cookie_rules::CookieRules;
use super::engine::Engine;
use super::frame_origin::FrameOrigin;
use super::redirect_preflight::RedirectPreflight;
use super::settings::Profile;
use super::stream_bodies::StreamBodies;
use super::third_party_cookies::ThirdPartyCookies;

impl Profile {
    /// Firefox ESR 153.
    pub(crate) const FIREFOX: Self = Self {
        engine: Engine::Firefox,
        wildcard_covers_authorization: true,
        upload_listener_allows_method: false,
        malformed_max_age: Duration::ZERO,
        negative_max_age: Duration::ZERO,
        max_age_limit: Duration::from_secs(86_400),
        cached_wildcard_covers_other_headers: false,
        separates_cache_by_credentials: true,
        preflight_ignores_origin_taint: true,
        redirect_preflight: RedirectPreflight::RepeatWithoutRemoved,
        frame_origin: FrameOrigin::ByEachUrl,
        stream_bodies: StreamBodies::SentAsText,
        cookies: CookieRules {
            lax_by_default: false,
            third_party: ThirdPartyCookies::Partitioned,
            ..Self::SPEC.cookies
        },
        ..Self::SPEC
    };
}
