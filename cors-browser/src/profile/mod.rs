//! Profiles: the behaviour of each engine, as far as it differs from the Fetch Standard.

mod chromium;
mod cookie_rules;
mod engine;
mod firefox;
mod frame_origin;
mod redirect_preflight;
mod settings;
mod spec;
mod stream_bodies;
mod third_party_cookies;
mod webkit;

pub(crate) use cookie_rules::CookieRules;
pub(crate) use engine::Engine;
pub(crate) use frame_origin::FrameOrigin;
pub(crate) use redirect_preflight::RedirectPreflight;
pub(crate) use settings::Profile;
pub(crate) use stream_bodies::StreamBodies;
pub(crate) use third_party_cookies::ThirdPartyCookies;
