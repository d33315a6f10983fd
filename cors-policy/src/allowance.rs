//! The options of `dangerously_allow`.

use std::str::FromStr;

/// An option of `dangerously_allow`, which lifts one rule and is easy to search for.
///
/// Validation rejects an option that nothing in the policy needs, because it would silently permit
/// future additions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum DangerouslyAllow {
    /// `insecure_origins`: `http://` origins together with `credentials`.
    InsecureOrigins,
    /// `public_suffixes`: public suffixes and patterns over them, together with `credentials`.
    PublicSuffixes,
    /// `any_port`: `:*` together with `credentials`.
    AnyPort,
    /// `shared_app_origins`: origins that all apps of a framework share, together with `credentials`.
    SharedAppOrigins,
    /// `user_content_hosts`: hosts where anybody can publish, together with `credentials`.
    UserContentHosts,
    /// `preview_deployments`: patterns within a label, such as `https://app-*-team.vercel.app`, together
    /// with `credentials` or `enforce`.
    PreviewDeployments,
    /// `custom_schemes`: origins of apps and browser extensions.
    CustomSchemes,
    /// `method_override`: request headers that replace the method.
    MethodOverride,
}

impl DangerouslyAllow {
    /// Every option.
    pub const ALL: [DangerouslyAllow; 8] = [
        DangerouslyAllow::InsecureOrigins,
        DangerouslyAllow::PublicSuffixes,
        DangerouslyAllow::AnyPort,
        DangerouslyAllow::SharedAppOrigins,
        DangerouslyAllow::UserContentHosts,
        DangerouslyAllow::PreviewDeployments,
        DangerouslyAllow::CustomSchemes,
        DangerouslyAllow::MethodOverride,
    ];

    /// Returns the option as it is written.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            DangerouslyAllow::InsecureOrigins => "insecure_origins",
            DangerouslyAllow::PublicSuffixes => "public_suffixes",
            DangerouslyAllow::AnyPort => "any_port",
            DangerouslyAllow::SharedAppOrigins => "shared_app_origins",
            DangerouslyAllow::UserContentHosts => "user_content_hosts",
            DangerouslyAllow::PreviewDeployments => "preview_deployments",
            DangerouslyAllow::CustomSchemes => "custom_schemes",
            DangerouslyAllow::MethodOverride => "method_override",
        }
    }
}

impl FromStr for DangerouslyAllow {
    type Err = UnknownAllowance;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let option = Self::ALL.into_iter().find(|option| option.as_str() == text);
        option.ok_or(UnknownAllowance)
    }
}

/// The error of parsing a text that is not a [`DangerouslyAllow`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UnknownAllowance;
