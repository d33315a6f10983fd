use std::time::Duration;

use super::cookie_rules::CookieRules;
use super::engine::Engine;
use super::redirect_preflight::RedirectPreflight;
use super::settings::Profile;
use super::stream_bodies::StreamBodies;
use super::third_party_cookies::ThirdPartyCookies;

impl Profile {
    /// `WebKitGTK` 2.50.
    pub(crate) const WEBKIT: Self = Self {
        engine: Engine::WebKit,
        wildcard_covers_authorization: true,
        upload_listener_allows_method: false,
        negative_max_age: Duration::ZERO,
        max_age_limit: Duration::from_secs(600),
        redirect_preflight: RedirectPreflight::RepeatForAll,
        trims_http2_values: false,
        stream_bodies: StreamBodies::Unsupported,
        cookies: CookieRules {
            lax_by_default: false,
            none_requires_secure: false,
            secure_on_loopback: false,
            third_party: ThirdPartyCookies::VisitedHostsOnly,
            frames_count_as_top_level: true,
        },
        ..Self::SPEC
    };
}
