//! Fallback policies: a policy around many handlers, for the responses that none of them decided.
//!
//! The decision of a handler is recognised by the headers of its response. The handler needs no marker
//! for that, and a response that replaces the handler's, such as that of a timeout, does not inherit
//! the decision.

use crate::decision::Action;
use crate::request_class::RequestClass;
use crate::vary::Vary;

/// The responses that a policy around other services applies to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Mode {
    /// Every response.
    Primary,
    /// The responses without a CORS decision of the inner service.
    Fallback,
}

impl Mode {
    /// Returns the status to respond with before the inner service is called; `None` if it is called.
    #[must_use]
    pub const fn immediate_status(self, class: RequestClass) -> Option<u16> {
        match self {
            Mode::Primary => Action::new(class).immediate_status(),
            Mode::Fallback => None,
        }
    }
}

/// Returns whether a response already has a CORS decision, by the value of its
/// `Access-Control-Allow-Origin` and the values of its `Vary`.
///
/// A response that allows an origin names it, or has `*`. A response that allows no origin still depends
/// on the origin, so its `Vary` has `Origin`. `Vary: *` counts as a decision too: `Origin` is not added to
/// it, and mistaking a denial for no decision would allow an origin that the handler denied.
///
/// ```
/// use cors_runtime::has_cors_decision;
///
/// let none: [&[u8]; 0] = [];
/// assert!(has_cors_decision(Some(b"https://app.example.com"), none));
/// assert!(has_cors_decision(None, [&b"accept-encoding"[..], b"Origin"]));
/// assert!(!has_cors_decision(None, [&b"accept-encoding"[..]]));
/// ```
#[must_use]
pub fn has_cors_decision<'l>(
    allow_origin: Option<&[u8]>,
    vary: impl IntoIterator<Item = &'l [u8]>,
) -> bool {
    allow_origin.is_some() || !Vary::Origin.is_absent_from(vary)
}

#[cfg(test)]
mod tests {
    use super::has_cors_decision;
    use crate::{CorsHeader, FetchMetadata, Policy, Request, RequestOrigin, decide};

    #[test]
    fn responses_that_name_or_depend_on_an_origin_are_decided() {
        for (allow_origin, vary, decided) in [
            (None, &[][..], false),
            (None, &["accept-encoding"][..], false),
            (None, &["x-origin, original"][..], false),
            (None, &["Access-Control-Request-Method"][..], false),
            (None, &[""][..], false),
            (None, &["Origin"][..], true),
            (None, &["accept-encoding", "accept, ORIGIN"][..], true),
            (None, &["*"][..], true),
            (Some("https://app.example.com"), &[][..], true),
            (Some("*"), &[][..], true),
            (Some("*"), &["accept-encoding"][..], true),
            // It allows no origin, but it is a decision.
            (Some(""), &[][..], true),
        ] {
            let lines = vary.iter().map(|line| line.as_bytes());
            let found = has_cors_decision(allow_origin.map(str::as_bytes), lines);
            assert_eq!(found, decided, "{allow_origin:?} {vary:?}");
        }
    }

    /// Otherwise a second policy would be applied on top of the first.
    #[test]
    fn every_decision_is_recognised() {
        for origin in ["*", "https://app.example.com"] {
            let policy = Policy::builder().origins([origin]).build();
            let policy = policy.expect("a valid policy");
            for origin in [
                RequestOrigin::Absent,
                RequestOrigin::Multiple,
                RequestOrigin::One(b"https://app.example.com"),
                RequestOrigin::One(b"https://evil.example"),
            ] {
                for (method, requested_method) in [("GET", None), ("OPTIONS", Some(&b"PUT"[..]))] {
                    let request = Request {
                        method,
                        origin,
                        requested_method,
                        fetch_metadata: FetchMetadata::default(),
                    };
                    let decision = decide(&policy, "PUT", &request);
                    let mut headers = decision.header_values(&request);
                    let name = CorsHeader::AllowOrigin.name();
                    let allow_origin = headers.find(|(header, _)| *header == name);
                    let allow_origin = allow_origin.map(|(_, value)| value.as_bytes());
                    let vary = decision.vary().as_str().map(str::as_bytes);
                    assert!(has_cors_decision(allow_origin, vary), "{request:?}");
                }
            }
        }
    }
}
