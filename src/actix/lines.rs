//! The lines that a policy may have to say, made once, and how they come into a response.

use actix_web::http::header::{self, HeaderMap, HeaderName, HeaderValue};
use cors_runtime::policy::Policy;
use cors_runtime::protocol::{Decision, Field, Vary, Verdict};

/// The lines of a policy, for actix-web's map.
#[derive(Debug)]
pub(super) struct Lines {
    /// The origin that is let in, where the policy knows which it is; `*` where it is everybody.
    origin: HeaderValue,
    /// What else an answer to a preflight has, and any other, to an origin that is let in: in order, and
    /// only those that have a value.
    preflight: Box<[Line]>,
    actual: Box<[Line]>,
    vary: Vary,
    vary_line: Option<&'static HeaderValue>,
}

type Line = (HeaderName, HeaderValue);

impl Lines {
    /// Of a policy that is made while the program runs. `chosen_by` is what chose it for a request.
    pub(super) fn of(policy: &Policy, methods: &str, chosen_by: Vary) -> Self {
        Self::making(policy, methods, chosen_by, HeaderValue::from_str)
    }

    /// Of a policy that is a constant: a value of the program's own text is cloned without counting who
    /// shares it.
    pub(super) fn of_fixed(
        policy: &'static Policy,
        methods: &'static str,
        chosen_by: Vary,
    ) -> Self {
        Self::making(policy, methods, chosen_by, |text| {
            // What is none panics there, so it is asked here.
            HeaderValue::from_str(text).map(|_| HeaderValue::from_static(text))
        })
    }

    fn making<'p, E>(
        policy: &'p Policy,
        methods: &'p str,
        chosen_by: Vary,
        made: impl Fn(&'p str) -> Result<HeaderValue, E>,
    ) -> Self {
        // A value that the judge has accepted is a token list or digits, which no header refuses; without
        // a value nobody would be let in.
        let value = |field: Field| {
            made(field.value(policy, methods)).unwrap_or(HeaderValue::from_static(""))
        };
        let lines = |verdict| {
            let decision = Decision::by(verdict, policy, methods);
            let sent = decision.sent();
            sent.filter(|field| *field != Field::AllowOrigin)
                .map(|field| (name(field), value(field)))
                .collect()
        };
        let actual = Decision::by(Verdict::Actual { allowed: true }, policy, methods);
        let vary = Vary::of(policy).and(chosen_by);
        Self {
            origin: if actual.repeats_origin(policy) {
                // Left empty for the request's own, so that nobody is let in should it ever stay so.
                HeaderValue::from_static("")
            } else {
                value(Field::AllowOrigin)
            },
            preflight: lines(Verdict::Preflight { allowed: true }),
            actual: lines(Verdict::Actual { allowed: true }),
            vary,
            vary_line: vary_line(vary),
        }
    }

    /// The six `Access-Control-*` headers are ours: what was set under these names goes, whether or not
    /// we set it. `Vary` gains what we depend on.
    ///
    /// `origin` is the request's own, where the policy does not know which it is.
    #[inline]
    pub(super) fn write(
        &self,
        verdict: Verdict,
        origin: Option<&HeaderValue>,
        headers: &mut HeaderMap,
    ) {
        let was_empty = headers.is_empty();
        // Reading the names that are there is cheaper than looking for six that nearly never are.
        if !was_empty {
            remove_ours(headers);
        }
        if verdict.is_allowed() {
            let origin = origin.unwrap_or(&self.origin);
            headers.append(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin.clone());
            let others = match verdict {
                Verdict::Preflight { .. } => &self.preflight,
                Verdict::Actual { .. } | Verdict::Refused => &self.actual,
            };
            for (name, value) in others {
                headers.append(name.clone(), value.clone());
            }
        }
        if let Some(line) = self.vary_line {
            if was_empty || is_missing(self.vary, headers) {
                headers.append(header::VARY, line.clone());
            }
        }
    }
}

// Not compiled into every handler, nor into the way of a response without headers, which most are here:
// actix-web writes the length later.

#[inline(never)]
fn remove_ours(headers: &mut HeaderMap) {
    if headers.keys().any(is_ours) {
        for field in Field::ALL {
            headers.remove(name(field));
        }
    }
}

#[inline(never)]
fn is_missing(vary: Vary, headers: &HeaderMap) -> bool {
    vary.is_missing_from(vary_lines(headers))
}

/// The lines of `Vary` that a response has.
pub(super) fn vary_lines(headers: &HeaderMap) -> impl Iterator<Item = &[u8]> {
    headers.get_all(header::VARY).map(HeaderValue::as_bytes)
}

/// The value of `Vary`, made beforehand.
fn vary_line(vary: Vary) -> Option<&'static HeaderValue> {
    static ORIGIN: HeaderValue = line(Vary::Origin);
    static ASKED_METHOD: HeaderValue = line(Vary::AskedMethod);
    static BOTH: HeaderValue = line(Vary::OriginAndAskedMethod);
    const fn line(vary: Vary) -> HeaderValue {
        HeaderValue::from_static(match vary.as_sent() {
            Some(text) => text,
            None => "",
        })
    }
    match vary {
        Vary::Nothing => None,
        Vary::Origin => Some(&ORIGIN),
        Vary::AskedMethod => Some(&ASKED_METHOD),
        Vary::OriginAndAskedMethod => Some(&BOTH),
    }
}

fn is_ours(candidate: &HeaderName) -> bool {
    // The six have this in common, and hardly any other name.
    candidate.as_str().starts_with("access-control-")
        && Field::ALL
            .into_iter()
            .any(|field| name(field) == *candidate)
}

const fn name(field: Field) -> HeaderName {
    match field {
        Field::AllowOrigin => header::ACCESS_CONTROL_ALLOW_ORIGIN,
        Field::AllowCredentials => header::ACCESS_CONTROL_ALLOW_CREDENTIALS,
        Field::AllowMethods => header::ACCESS_CONTROL_ALLOW_METHODS,
        Field::AllowHeaders => header::ACCESS_CONTROL_ALLOW_HEADERS,
        Field::MaxAge => header::ACCESS_CONTROL_MAX_AGE,
        Field::ExposeHeaders => header::ACCESS_CONTROL_EXPOSE_HEADERS,
    }
}
