//! Whether an answer was decided already, for what stands around many handlers and speaks only
//! where none of them did.
//!
//! It is read off the answer. That costs the inside nothing: no mark to set, no state to share, and
//! a handler behind another library is seen as well as one of ours. And it cannot go stale: whatever
//! replaces an answer on its way out, a catcher or a timeout, replaces the mark with it.

use super::vary::Vary;

/// Whether somebody has decided about CORS: by the answer's line `Access-Control-Allow-Origin`, if it
/// has one, and its lines of `Vary`.
///
/// An origin that is let in is named, or is `*`. Where it is refused nothing is named, but the answer
/// still depends on it, and `Vary` says so (Fetch, «CORS protocol and HTTP caches»). `Vary: *` counts:
/// [`decide`](super::decide)'s `Origin` is not added to it, so nothing else may be left to see of a
/// refusal, and taking a refusal for silence would let in whom a handler kept out.
///
/// ```
/// use cors_runtime::protocol::is_decided;
///
/// let nothing: [&[u8]; 0] = [];
/// assert!(is_decided(Some(b"https://app.example.com"), nothing));
/// assert!(is_decided(None, [&b"accept-encoding"[..], b"Origin"]));
/// assert!(!is_decided(None, [&b"accept-encoding"[..]]));
/// ```
#[must_use]
pub fn is_decided<'l>(
    allow_origin: Option<&[u8]>,
    vary: impl IntoIterator<Item = &'l [u8]>,
) -> bool {
    allow_origin.is_some() || !Vary::Origin.is_missing_from(vary)
}

#[cfg(test)]
mod tests {
    use super::is_decided;
    use crate::policy::{Draft, judge};
    use crate::protocol::{Field, Request, RequestOrigin, Site, decide};

    #[test]
    fn an_answer_that_names_an_origin_or_depends_on_it_is_decided() {
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
            // Nobody is let in by it, but it is an answer that somebody gave.
            (Some(""), &[][..], true),
        ] {
            let lines = vary.iter().map(|line| line.as_bytes());
            let found = is_decided(allow_origin.map(str::as_bytes), lines);
            assert_eq!(found, decided, "{allow_origin:?} {vary:?}");
        }
    }

    /// Whatever is decided here can be seen: otherwise a second policy would be put on top of it.
    #[test]
    fn every_decision_shows() {
        let policies = [
            Draft::named([("origins", &["*"][..])]),
            Draft::named([("origins", &["https://app.example.com"][..])]),
        ];
        for draft in policies {
            let policy = judge(&draft).policy.expect("a policy");
            for origin in [
                RequestOrigin::Absent,
                RequestOrigin::Several,
                RequestOrigin::One(b"https://app.example.com"),
                RequestOrigin::One(b"https://evil.example"),
            ] {
                for (method, asked_method) in [("GET", None), ("OPTIONS", Some(&b"PUT"[..]))] {
                    let request = Request {
                        method,
                        origin,
                        asked_method,
                        site: Site::default(),
                    };
                    let decision = decide(&policy, "PUT", &request);
                    let mut fields = decision.fields(&policy, "PUT", &request);
                    let allow_origin = fields.find(|(name, _)| *name == Field::AllowOrigin.name());
                    let vary = decision.vary().as_sent().map(str::as_bytes);
                    let allow_origin = allow_origin.map(|(_, value)| value.as_bytes());
                    assert!(is_decided(allow_origin, vary), "{request:?}");
                }
            }
        }
    }
}
