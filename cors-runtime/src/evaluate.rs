//! From a request on a door's own types to the verdict on it, reading no more of it than that takes.
//!
//! [`decide`](super::decide) is handed what was read; this asks. What becomes of a verdict is not here.

use super::request::{RequestOrigin, is_preflight as are_together};
use super::site::Site;
use super::verdict::{Asked, Verdict};
use crate::policy::{Policy, Who};

/// A request on a door's own types.
pub trait Asking<'r>: Copy {
    /// The value of a header.
    type Value: ?Sized + 'r;

    /// Whether its method is `OPTIONS`.
    fn is_options(self) -> bool;

    /// The first line of `Origin`, and what all of its lines come to.
    fn origin(self) -> (Option<&'r Self::Value>, RequestOrigin<'r>);

    /// The value of `Access-Control-Request-Method`, if there is one.
    fn asked_method(self) -> Option<&'r [u8]>;

    /// Whose page it comes from.
    fn site(self) -> Site<'r>;
}

/// The verdict on a request, and its `Origin` where the answer repeats it: where several are let in by
/// name, and this is one.
///
/// If the compiler sees the policy, little is left of it.
#[must_use]
#[allow(clippy::inline_always, reason = "what is called cannot see the policy")]
#[inline(always)]
pub fn read<'r, A: Asking<'r>>(policy: &Policy, request: A) -> (Verdict, Option<&'r A::Value>) {
    read_by(policy, request)
}

#[allow(
    clippy::inline_always,
    reason = "a third of a decision is passing it on"
)]
#[inline(always)]
pub(super) fn read_by<'r, A: Asking<'r>>(
    policy: &impl Asked,
    request: A,
) -> (Verdict, Option<&'r A::Value>) {
    let who = policy.shape().who;
    let is_options = request.is_options();
    // Who everybody is need not be read, unless it may be a preflight.
    let (line, origin) = if who == Who::Everybody && !is_options {
        (None, RequestOrigin::Absent)
    } else {
        request.origin()
    };
    let is_preflight = are_together(is_options, origin, || request.asked_method().is_some());
    let verdict = Verdict::on(policy, origin, is_preflight, move || request.site());
    let line = line.filter(|_| who == Who::Each && verdict.is_allowed());
    (verdict, line)
}

/// The method that a preflight asks for; none if the request is no preflight.
#[must_use]
#[inline]
pub fn asked_by_preflight<'r, A: Asking<'r>>(request: A) -> Option<&'r [u8]> {
    // Most requests are no `OPTIONS`, and no more is read of them.
    if !request.is_options() {
        return None;
    }
    let asked = request.asked_method()?;
    are_together(true, request.origin().1, || true).then_some(asked)
}
