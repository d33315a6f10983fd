//! `Vary`: the request headers that a response depends on.
//!
//! Without it, caches would store the response to one origin and serve it to another.
//! [RFC 9110, section 12.5.5](https://www.rfc-editor.org/rfc/rfc9110#section-12.5.5);
//! [CORS protocol and HTTP caches](https://fetch.spec.whatwg.org/#cors-protocol-and-http-caches).

use crate::policy::Policy;

/// The request headers that a response depends on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Vary {
    /// No request header.
    None,
    /// `Origin`.
    Origin,
    /// `Access-Control-Request-Method`, which selected the handler of a path.
    RequestMethod,
    /// `Origin` and `Access-Control-Request-Method`.
    OriginAndRequestMethod,
}

impl Vary {
    /// Returns the request headers that every response by `policy` depends on.
    ///
    /// A policy for any origin sends the same headers to every request, with or without `Origin`, so
    /// its responses are cached without `Vary`.
    #[must_use]
    pub const fn for_policy(policy: &Policy) -> Self {
        if policy.allows_any_origin() {
            Vary::None
        } else {
            Vary::Origin
        }
    }

    /// Returns the value of the header; `None` if it is omitted.
    #[must_use]
    pub const fn as_str(self) -> Option<&'static str> {
        match self {
            Vary::None => None,
            Vary::Origin => Some("Origin"),
            Vary::RequestMethod => Some("Access-Control-Request-Method"),
            Vary::OriginAndRequestMethod => Some("Origin, Access-Control-Request-Method"),
        }
    }

    /// Returns the request headers of both.
    #[must_use]
    pub const fn union(self, other: Self) -> Self {
        match (self, other) {
            (Vary::None, vary) | (vary, Vary::None) => vary,
            (Vary::Origin, Vary::Origin) => Vary::Origin,
            (Vary::RequestMethod, Vary::RequestMethod) => Vary::RequestMethod,
            _ => Vary::OriginAndRequestMethod,
        }
    }

    /// Returns whether `Vary` has to be added to a response that already has the values `lines`.
    ///
    /// `*` covers every request header. Only responses to preflights depend on another request header
    /// than `Origin`, and they have no `Vary` of their own.
    #[must_use]
    pub fn is_absent_from<'l>(self, lines: impl IntoIterator<Item = &'l [u8]>) -> bool {
        let mut names = lines
            .into_iter()
            .flat_map(|line| line.split(|byte| *byte == b','))
            .map(<[u8]>::trim_ascii);
        let covers_origin = |name: &[u8]| name == b"*" || name.eq_ignore_ascii_case(b"origin");
        self != Vary::None && !names.any(covers_origin)
    }
}

#[cfg(test)]
mod tests {
    use super::Vary;

    #[test]
    fn union_has_each_header_once() {
        let [none, origin, method] = [Vary::None, Vary::Origin, Vary::RequestMethod];
        let both = Vary::OriginAndRequestMethod;
        for (a, b, expected) in [
            (none, none, none),
            (none, origin, origin),
            (none, both, both),
            (origin, origin, origin),
            (origin, method, both),
            (origin, both, both),
            (method, method, method),
            (method, both, both),
            (both, both, both),
        ] {
            assert_eq!(a.union(b), expected, "{a:?} {b:?}");
            assert_eq!(b.union(a), expected, "{b:?} {a:?}");
        }
    }

    #[test]
    fn origin_is_found_in_any_form_of_vary() {
        for (lines, absent) in [
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
            assert_eq!(Vary::Origin.is_absent_from(lines()), absent);
            assert!(!Vary::None.is_absent_from(lines()));
        }
    }
}
