//! The few things CORS reads of a request, and what kind of request they make it.

use super::site::Site;
use crate::policy::Policy;

/// What a door hands over of a request.
///
/// `Access-Control-Request-Headers` is not here: answers to preflights are static, so a hostile
/// list costs nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Request<'r> {
    /// The method, with its case.
    pub method: &'r str,
    /// The `Origin` header.
    pub origin: RequestOrigin<'r>,
    /// The value of `Access-Control-Request-Method`, if there is one.
    pub asked_method: Option<&'r [u8]>,
    /// Whose page it comes from, for policies that [enforce](crate::policy::Policy::enforces).
    pub site: Site<'r>,
}

/// The `Origin` header of a request, by its field lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RequestOrigin<'r> {
    /// There is none.
    Absent,
    /// The one line there is, whatever stands in it.
    One(&'r [u8]),
    /// There is more than one, and who knows which the next server reads.
    Several,
}

impl<'r> RequestOrigin<'r> {
    /// Reads the field lines, two of them at most.
    #[inline]
    pub fn from_lines(lines: impl IntoIterator<Item = &'r [u8]>) -> Self {
        let mut lines = lines.into_iter();
        match (lines.next(), lines.next()) {
            (None, _) => RequestOrigin::Absent,
            (Some(line), None) => RequestOrigin::One(line),
            (Some(_), Some(_)) => RequestOrigin::Several,
        }
    }
}

impl<'r> Request<'r> {
    /// The same with whose page it comes from, for a policy that asks.
    #[must_use]
    pub fn for_policy(self, policy: &Policy, site: impl FnOnce() -> Site<'r>) -> Self {
        if policy.enforces() {
            Self {
                site: site(),
                ..self
            }
        } else {
            self
        }
    }
}

impl Request<'_> {
    /// Fetch, «CORS-preflight request»: `OPTIONS`, `Origin` and `Access-Control-Request-Method`, all
    /// three. An `OPTIONS` without one of them is an ordinary request, and its handler's.
    #[must_use]
    pub fn is_preflight(&self) -> bool {
        let is_options = self.method == "OPTIONS";
        is_preflight(is_options, self.origin, || self.asked_method.is_some())
    }

    /// The method that the answer is about: for a preflight the one it asks for.
    #[must_use]
    pub fn subject_method(&self) -> &[u8] {
        match self.asked_method {
            Some(asked) if self.is_preflight() => asked,
            _ => self.method.as_bytes(),
        }
    }
}

/// Whether the three come together. Most requests are no `OPTIONS`, and nothing is asked of them.
#[inline]
pub(super) fn is_preflight(
    is_options: bool,
    origin: RequestOrigin<'_>,
    asks_for_method: impl FnOnce() -> bool,
) -> bool {
    is_options && origin != RequestOrigin::Absent && asks_for_method()
}
