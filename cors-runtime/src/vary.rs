//! `Vary`: what an answer depends on, and whether a response says so already.
//!
//! RFC 9110 §12.5.5; Fetch, «CORS protocol and HTTP caches». A response without it is kept for the
//! first origin that asked and shown to the next, or withheld from it.

use crate::policy::{Policy, Shape, Who};

/// The request headers that a decision looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Vary {
    /// None: the answer is the same for everybody.
    Nothing,
    /// `Origin`.
    Origin,
    /// `Access-Control-Request-Method`: it chose among the handlers of a path.
    AskedMethod,
    /// Both.
    OriginAndAskedMethod,
}

impl Vary {
    /// What every answer by `policy` depends on.
    ///
    /// Everybody gets the same answer from a public policy, asked or not: that is what makes it
    /// cacheable without `Vary`.
    #[must_use]
    #[inline]
    pub fn of(policy: &Policy) -> Self {
        Self::by(Shape::of(policy))
    }

    #[inline]
    pub(super) fn by(shape: Shape) -> Self {
        if shape.who == Who::Everybody {
            Vary::Nothing
        } else {
            Vary::Origin
        }
    }

    /// The value to send; none where there is nothing to say.
    #[must_use]
    pub const fn as_sent(self) -> Option<&'static str> {
        match self {
            Vary::Nothing => None,
            Vary::Origin => Some("Origin"),
            Vary::AskedMethod => Some("Access-Control-Request-Method"),
            Vary::OriginAndAskedMethod => Some("Origin, Access-Control-Request-Method"),
        }
    }

    /// This, and `other` too.
    #[must_use]
    #[inline]
    pub const fn and(self, other: Self) -> Self {
        match (self, other) {
            (Vary::Nothing, both) | (both, Vary::Nothing) => both,
            (Vary::Origin, Vary::Origin) => Vary::Origin,
            (Vary::AskedMethod, Vary::AskedMethod) => Vary::AskedMethod,
            _ => Vary::OriginAndAskedMethod,
        }
    }

    /// What to append to `lines`, the `Vary` lines that a handler has set; none where they say it
    /// already.
    #[must_use]
    pub fn to_append<'l>(self, lines: impl IntoIterator<Item = &'l [u8]>) -> Option<&'static str> {
        self.as_sent().filter(|_| self.is_missing_from(lines))
    }

    /// Whether `lines`, the `Vary` lines that a handler has set, leave something of this to say.
    ///
    /// Only ever asked of responses to actual requests, whose one dependence is `Origin`. `*` says
    /// more than we could and is left alone.
    #[must_use]
    pub fn is_missing_from<'l>(self, lines: impl IntoIterator<Item = &'l [u8]>) -> bool {
        self != Vary::Nothing
            && !lines
                .into_iter()
                .flat_map(|line| line.split(|byte| *byte == b','))
                .map(<[u8]>::trim_ascii)
                .any(|token| token == b"*" || token.eq_ignore_ascii_case(b"origin"))
    }
}

#[cfg(test)]
mod tests {
    use super::Vary;

    #[test]
    fn what_depends_on_two_things_says_both_and_each_once() {
        let [nothing, origin, method] = [Vary::Nothing, Vary::Origin, Vary::AskedMethod];
        let both = Vary::OriginAndAskedMethod;
        for (one, other, together) in [
            (nothing, nothing, nothing),
            (nothing, origin, origin),
            (nothing, both, both),
            (origin, origin, origin),
            (origin, method, both),
            (origin, both, both),
            (method, method, method),
            (method, both, both),
            (both, both, both),
        ] {
            assert_eq!(one.and(other), together, "{one:?} {other:?}");
            assert_eq!(other.and(one), together, "{other:?} {one:?}");
        }
    }

    #[test]
    fn only_what_is_missing_is_appended() {
        let both = "Origin, Access-Control-Request-Method";
        let accept = [&b"accept"[..]];
        assert_eq!(Vary::Origin.to_append(accept), Some("Origin"));
        assert_eq!(Vary::OriginAndAskedMethod.to_append(accept), Some(both));
        assert_eq!(Vary::Origin.to_append([&b"accept, origin"[..]]), None);
        assert_eq!(Vary::Nothing.to_append(accept), None);
    }

    #[test]
    fn a_vary_that_says_origin_is_enough_whatever_its_form() {
        for (lines, missing) in [
            (&[][..], true),
            (&["accept-encoding"][..], true),
            (&["x-origin"][..], true),
            (&["original"][..], true),
            (&[""][..], true),
            (&["Origin"][..], false),
            (&["accept, ORIGIN"][..], false),
            (&["accept", "a,  origin ,b"][..], false),
            (&["*"][..], false),
            (&["accept", "*"][..], false),
        ] {
            let lines = || lines.iter().map(|line| line.as_bytes());
            assert_eq!(Vary::Origin.is_missing_from(lines()), missing);
            assert!(!Vary::Nothing.is_missing_from(lines()));
        }
    }
}
