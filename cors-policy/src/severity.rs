//! The severity of a rule.

use crate::allowance::DangerouslyAllow;

/// The consequence of breaking a rule, named like a lint level.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Severity {
    /// The policy is rejected.
    Deny,
    /// The policy is rejected unless `dangerously_allow` has this option.
    DenyUnless(DangerouslyAllow),
    /// The policy is rejected in builds without debug assertions.
    DenyInRelease,
    /// The policy is accepted, and the compiler warns at the literal.
    Warn,
}

impl Severity {
    /// Returns the severity in words: `deny`, `deny in release` or `warn`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Severity::Deny | Severity::DenyUnless(_) => "deny",
            Severity::DenyInRelease => "deny in release",
            Severity::Warn => "warn",
        }
    }

    /// Returns whether a policy that breaks the rule is rejected in every build.
    #[must_use]
    pub const fn denies(self) -> bool {
        matches!(self, Severity::Deny | Severity::DenyUnless(_))
    }
}
