//! The lines that a policy may have to say, made once, and how they come into a response.

use actix_web::http::header::{self, HeaderMap, HeaderName, HeaderValue};
use cors_runtime::policy::Policy;
use cors_runtime::protocol::{Decision, Field, Vary};

/// The lines of a policy, for actix-web's map.
#[derive(Debug)]
pub(super) struct Lines {
    /// In the order of [`Field::ALL`], and only those that have a value.
    known: Box<[(Field, HeaderValue)]>,
    /// Whether there are several origins that are answered by name, so that a request has to say which.
    names_each: bool,
}

impl Lines {
    /// Of a policy that is made while the program runs.
    pub(super) fn of(policy: &Policy, methods: &str) -> Self {
        Self::making(policy, methods, HeaderValue::from_str)
    }

    /// Of a policy that is a constant: a value of the program's own text is cloned without counting who
    /// shares it.
    pub(super) fn of_fixed(policy: &'static Policy, methods: &'static str) -> Self {
        Self::making(policy, methods, |text| {
            // What is none panics there, so it is asked here.
            HeaderValue::from_str(text).map(|_| HeaderValue::from_static(text))
        })
    }

    fn making<'p, E>(
        policy: &'p Policy,
        methods: &'p str,
        made: impl Fn(&'p str) -> Result<HeaderValue, E>,
    ) -> Self {
        let names_each = !policy.is_public() && policy.only_origin().is_none();
        let known = Field::ALL.into_iter().filter_map(|field| {
            if names_each && field == Field::AllowOrigin {
                // Left empty for the request's own, so that nobody is let in should it ever stay so.
                return Some((field, HeaderValue::from_static("")));
            }
            let text = field.value(policy, methods);
            if text.is_empty() {
                return None;
            }
            // A value that the judge has accepted is a token list or digits, which no header refuses.
            Some((field, made(text).ok()?))
        });
        Self {
            known: known.collect(),
            names_each,
        }
    }

    /// Whether an answer has to have the request's own origin.
    pub(super) fn lack_origin(&self, decision: Decision) -> bool {
        self.names_each && decision.sends(Field::AllowOrigin)
    }

    /// The six `Access-Control-*` headers are ours: what was set under these names goes, whether or not
    /// we set it. `Vary` gains what we depend on.
    ///
    /// `origin` is the request's own, where it is lacking.
    pub(super) fn write(
        &self,
        decision: Decision,
        origin: Option<&HeaderValue>,
        headers: &mut HeaderMap,
    ) {
        let was_empty = headers.is_empty();
        // Reading the names that are there is cheaper than looking for six that nearly never are.
        if !was_empty && headers.keys().any(is_ours) {
            for field in Field::ALL {
                headers.remove(name(field));
            }
        }
        for (field, value) in &self.known {
            if decision.sends(*field) {
                let value = match field {
                    Field::AllowOrigin => origin.unwrap_or(value),
                    _ => value,
                };
                headers.append(name(*field), value.clone());
            }
        }
        let vary = decision.vary();
        if let Some(line) = vary_line(vary) {
            if was_empty || vary.is_missing_from(vary_lines(headers)) {
                headers.append(header::VARY, line.clone());
            }
        }
    }
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
