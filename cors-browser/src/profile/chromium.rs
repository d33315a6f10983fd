use std::time::Duration;

use super::cookie_rules::CookieRules;
use super::engine::Engine;
use super::frame_origin::FrameOrigin;
use super::settings::Profile;
use super::stream_bodies::StreamBodies;
use super::third_party_cookies::ThirdPartyCookies;

impl Profile {
    /// Chromium 156.
    pub(crate) const CHROMIUM: Self = Self {
        engine: Engine::Chromium,
        wildcard_covers_authorization: true,
        upload_listener_allows_method: false,
        negative_max_age: Duration::ZERO,
        max_age_limit: Duration::from_secs(7_200),
        dropped_headers: &["user-agent"],
        extra_safelisted_headers: &[
            "device-memory",
            "downlink",
            "dpr",
            "rtt",
            "save-data",
            "viewport-width",
            "width",
        ],
        no_cors_ignores_referrer_policy: true,
        frame_origin: FrameOrigin::ByFirstUrl,
        preflight_always_has_fetch_mode: true,
        stream_bodies: StreamBodies::Http2Only,
        cookies: CookieRules {
            third_party: ThirdPartyCookies::PartitionedOnly,
            ..Self::SPEC.cookies
        },
        ..Self::SPEC
    };
}
