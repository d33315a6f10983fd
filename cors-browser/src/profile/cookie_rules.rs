use super::third_party_cookies::ThirdPartyCookies;

/// The engine-specific rules for cookies.
#[derive(Clone, Copy, Debug)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is an independent rule that was measured on its own"
)]
pub(crate) struct CookieRules {
    /// Whether a cookie without `SameSite` is treated as `Lax`.
    pub(crate) lax_by_default: bool,
    /// Whether `SameSite=None` requires `Secure`.
    pub(crate) none_requires_secure: bool,
    /// Whether cookies with `Secure` are stored for and sent to `http:` URLs of loopback hosts.
    pub(crate) secure_on_loopback: bool,
    pub(crate) third_party: ThirdPartyCookies,
    /// Whether a cross-site frame has the same cookies as the top-level page, even `Strict` ones.
    /// `WebKit` only.
    pub(crate) frames_count_as_top_level: bool,
}
