//! The decision on an `http::HeaderMap`: read the request's headers, write the response's.
//!
//! For every door on `http` 1.x. Values are made once and cloned; the allowed origin is the
//! request's own value, which has just been found equal to an allowed one.

use http::header::{self, HeaderMap, HeaderName, HeaderValue};
use http::{Method, StatusCode};

use super::decision::{Decision, Field, Outcome, decide};
use super::request::{Request, RequestOrigin};
use super::vary::Vary;
use crate::headers::AccessControlAllowCredentials;
use crate::policy::Policy;

static ANYBODY: HeaderValue = HeaderValue::from_static("*");
static ALLOWED: HeaderValue = HeaderValue::from_static(AccessControlAllowCredentials::VALUE);

/// A policy with the values of its headers made.
#[derive(Debug, Clone)]
pub struct Prepared {
    policy: &'static Policy,
    /// The methods in the form they are sent: the policy's own, or those of a route.
    methods: String,
    allow_methods: Option<HeaderValue>,
    allow_headers: Option<HeaderValue>,
    max_age: Option<HeaderValue>,
    expose: Option<HeaderValue>,
}

/// A value that the judge has accepted is a token list or digits, which no header refuses; an empty
/// one is a header left out.
fn value(text: &str) -> Option<HeaderValue> {
    if text.is_empty() {
        None
    } else {
        HeaderValue::from_str(text).ok()
    }
}

impl Prepared {
    /// Makes the values of `policy`.
    #[must_use]
    pub fn new(policy: &'static Policy) -> Self {
        Self {
            policy,
            methods: policy.methods().to_owned(),
            allow_methods: value(policy.methods()),
            allow_headers: value(policy.headers()),
            max_age: value(policy.max_age()),
            expose: value(policy.expose()),
        }
    }

    /// The same for a handler that a route mounts: the route says the methods.
    #[must_use]
    pub fn for_methods(&self, methods: &str) -> Self {
        Self {
            methods: methods.to_owned(),
            allow_methods: value(methods),
            ..self.clone()
        }
    }

    /// The policy.
    #[must_use]
    pub const fn policy(&self) -> &'static Policy {
        self.policy
    }

    /// Decides about a request by its method and headers.
    #[must_use]
    pub fn receive(&self, method: &Method, headers: &HeaderMap) -> Received {
        let request = read(method, headers);
        self.answer(decide(self.policy, &self.methods, &request), headers)
    }

    /// The same for a policy that was chosen for the request, by what `vary` says.
    #[must_use]
    pub fn receive_chosen(&self, vary: Vary, method: &Method, headers: &HeaderMap) -> Received {
        let request = read(method, headers);
        let decision = decide(self.policy, &self.methods, &request);
        self.answer(decision.chosen_by(vary), headers)
    }

    /// The decision, with what has to be kept of the request until there is a response.
    fn answer(&self, decision: Decision, headers: &HeaderMap) -> Received {
        let actual = Actual {
            decision,
            origin: if decision.sends(Field::AllowOrigin) && !self.policy.is_public() {
                headers.get(header::ORIGIN).cloned()
            } else {
                None
            },
        };
        match decision.outcome() {
            Outcome::Actual => Received::Actual(actual),
            Outcome::Preflight(status) => {
                let mut answer = HeaderMap::with_capacity(8);
                actual.finish(self, &mut answer);
                let status = StatusCode::from_u16(status).unwrap_or(StatusCode::FORBIDDEN);
                Received::Preflight(status, answer)
            }
        }
    }

    fn value(&self, field: Field, origin: Option<&HeaderValue>) -> Option<HeaderValue> {
        match field {
            Field::AllowOrigin => Some(origin.unwrap_or(&ANYBODY).clone()),
            Field::AllowCredentials => Some(ALLOWED.clone()),
            Field::AllowMethods => self.allow_methods.clone(),
            Field::AllowHeaders => self.allow_headers.clone(),
            Field::MaxAge => self.max_age.clone(),
            Field::ExposeHeaders => self.expose.clone(),
        }
    }
}

/// The four things CORS reads of a request.
#[must_use]
pub fn read<'r>(method: &'r Method, headers: &'r HeaderMap) -> Request<'r> {
    let lines = headers.get_all(header::ORIGIN).into_iter();
    Request {
        method: method.as_str(),
        origin: RequestOrigin::from_lines(lines.map(HeaderValue::as_bytes)),
        asked_method: headers
            .get(header::ACCESS_CONTROL_REQUEST_METHOD)
            .map(HeaderValue::as_bytes),
    }
}

/// What to do with a request.
#[derive(Debug)]
pub enum Received {
    /// It is a preflight: answer this status with these headers and no body.
    Preflight(StatusCode, HeaderMap),
    /// It is its handler's: [`Actual::finish`] the response.
    Actual(Actual),
}

/// A decision that waits for its response.
#[derive(Debug, Clone)]
#[must_use = "the response needs its headers"]
pub struct Actual {
    decision: Decision,
    /// The allowed origin; `None` where it is withheld, and where it is `*`.
    origin: Option<HeaderValue>,
}

impl Actual {
    /// Puts the headers onto a response, by the policy that decided.
    ///
    /// The six `Access-Control-*` headers are ours: what the handler set under these names goes,
    /// whether or not we set it. `Vary` is the handler's, and gains what we depend on. A map that is
    /// full stays without what it has no room for, and the browser then refuses to share the response.
    pub fn finish(self, prepared: &Prepared, headers: &mut HeaderMap) {
        if !self.write(prepared, headers) {
            // A header that is replaced stays where it was, and one that is removed moves another into
            // its place: the order of ours is fixed only in a map that has none of them. And a full
            // map does not even let one be replaced.
            for field in Field::ALL {
                headers.remove(name(field));
            }
            self.write(prepared, headers);
        }
        let vary = self.decision.vary();
        let lines = headers.get_all(header::VARY).into_iter();
        if vary.is_missing_from(lines.map(HeaderValue::as_bytes)) {
            if let Some(text) = vary.as_sent() {
                let _ = headers.try_append(header::VARY, HeaderValue::from_static(text));
            }
        }
    }

    /// Writes our headers, and says whether none of them was there before.
    fn write(&self, prepared: &Prepared, headers: &mut HeaderMap) -> bool {
        let mut was_clean = true;
        for field in Field::ALL {
            if self.decision.sends(field) {
                if let Some(value) = prepared.value(field, self.origin.as_ref()) {
                    was_clean &= matches!(headers.try_insert(name(field), value), Ok(None));
                }
            } else if !headers.is_empty() {
                was_clean &= headers.remove(name(field)).is_none();
            }
        }
        was_clean
    }
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
