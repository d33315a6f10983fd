//! The verdict on a request: what it is, and whether its origin is let in. All that is answered follows
//! from it and from the policy, so it is all that has to be found out per request.

use super::request::RequestOrigin;
use super::site::Site;
use crate::policy::{Policy, Shape, Who};

/// What a request is, and whether its origin is let in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// A preflight.
    Preflight {
        /// Whether its origin is let in.
        allowed: bool,
    },
    /// A request of an origin that is not let in, to a handler that enforces its policy.
    Refused,
    /// Any other.
    Actual {
        /// Whether its origin is let in.
        allowed: bool,
    },
}

/// A policy, as a decision asks it.
pub(super) trait Asked {
    /// What is the same for all requests.
    fn shape(&self) -> Shape;

    /// Whether an origin may read responses. Everybody is let in before this is asked.
    fn allows(&self, origin: &[u8]) -> bool;
}

/// Where the compiler sees it, it knows most answers.
#[allow(clippy::inline_always, reason = "what is called cannot see the policy")]
impl Asked for Policy {
    #[inline(always)]
    fn shape(&self) -> Shape {
        Shape::of(self)
    }

    #[inline(always)]
    fn allows(&self, origin: &[u8]) -> bool {
        self.allows(origin)
    }
}

impl Verdict {
    /// Fetch, «HTTP responses». The work is bounded by the longest origin there can be; of whose page
    /// the request comes is asked only where a policy has to know.
    #[allow(
        clippy::inline_always,
        reason = "a third of a decision is passing it on"
    )]
    #[inline(always)]
    pub(super) fn on<'r>(
        policy: &impl Asked,
        origin: RequestOrigin<'r>,
        is_preflight: bool,
        site: impl FnOnce() -> Site<'r>,
    ) -> Self {
        let allowed = policy.shape().who == Who::Everybody
            || match origin {
                RequestOrigin::One(origin) => policy.allows(origin),
                RequestOrigin::Absent | RequestOrigin::Several => false,
            };
        // Without `Origin` a request is no page's, or nothing that another site gets to change by: an
        // address that was typed, a link, an image of most pages.
        let is_foreign = move || origin != RequestOrigin::Absent && !site().is_own(origin);
        if is_preflight {
            Verdict::Preflight { allowed }
        } else if !allowed && policy.shape().enforces && is_foreign() {
            Verdict::Refused
        } else {
            Verdict::Actual { allowed }
        }
    }

    /// Whether its origin is let in, and the answer says so.
    #[must_use]
    #[inline]
    pub const fn is_allowed(self) -> bool {
        matches!(
            self,
            Verdict::Preflight { allowed: true } | Verdict::Actual { allowed: true }
        )
    }
}
