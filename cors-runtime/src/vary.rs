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
    ///
    /// The host and the path, which a [source](crate::OriginSource::allows_for) may depend on, need no
    /// entry: they are part of the URL by which caches and browsers store a response or a preflight.
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

    /// Returns the request headers that the values `lines` of a response's `Vary` do not name. `*` names
    /// every request header.
    #[must_use]
    pub fn without<'l>(self, lines: impl IntoIterator<Item = &'l [u8]>) -> Self {
        let names = lines
            .into_iter()
            .flat_map(|line| line.split(|byte| *byte == b','))
            .map(<[u8]>::trim_ascii);
        names.fold(self, |missing, name| {
            if name == b"*" {
                Vary::None
            } else if name.eq_ignore_ascii_case(b"origin") {
                missing.without_origin()
            } else if name.eq_ignore_ascii_case(b"access-control-request-method") {
                missing.without_request_method()
            } else {
                missing
            }
        })
    }

    const fn without_origin(self) -> Self {
        match self {
            Vary::None | Vary::Origin => Vary::None,
            Vary::RequestMethod | Vary::OriginAndRequestMethod => Vary::RequestMethod,
        }
    }

    const fn without_request_method(self) -> Self {
        match self {
            Vary::None | Vary::RequestMethod => Vary::None,
            Vary::Origin | Vary::OriginAndRequestMethod => Vary::Origin,
        }
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
    fn names_are_found_in_any_form_of_vary() {
        let [none, origin, method] = [Vary::None, Vary::Origin, Vary::RequestMethod];
        let both = Vary::OriginAndRequestMethod;
        for (lines, missing_of_both) in [
            (&[][..], both),
            (&["accept-encoding"][..], both),
            (&["x-origin"][..], both),
            (&["original"][..], both),
            (&[""][..], both),
            (&["Origin"][..], method),
            (&["accept, ORIGIN"][..], method),
            (&["accept", "a,  origin ,b"][..], method),
            (&["access-control-request-method"][..], origin),
            (&["Origin", "Access-Control-Request-Method"][..], none),
            (&["Origin, Access-Control-Request-Method"][..], none),
            (&["*"][..], none),
            (&["accept", "*"][..], none),
        ] {
            let lines = || lines.iter().map(|line| line.as_bytes());
            assert_eq!(both.without(lines()), missing_of_both);
            assert_eq!(none.without(lines()), none);
            for single in [origin, method] {
                let expected = match missing_of_both {
                    Vary::OriginAndRequestMethod => single,
                    missing if missing == single => single,
                    _ => none,
                };
                assert_eq!(single.without(lines()), expected);
            }
        }
    }
}
