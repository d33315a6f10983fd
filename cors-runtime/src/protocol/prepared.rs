//! The decision on an `http::HeaderMap`: read the request's headers, write the response's.
//!
//! For every door on `http` 1.x. Values are made once and cloned; the allowed origin is the
//! request's own value, which has just been found equal to an allowed one.

use std::sync::Arc;

use http::header::{self, HeaderMap, HeaderName, HeaderValue};
use http::{Method, StatusCode, Uri};

use super::decided::is_decided;
use super::decision::{Decision, Field, decide};
use super::request::{Request, RequestOrigin};
use super::site::Site;
use super::vary::Vary;
use crate::headers::AccessControlAllowCredentials;
use crate::policy::Policy;

static ANYBODY: HeaderValue = HeaderValue::from_static("*");
static ALLOWED: HeaderValue = HeaderValue::from_static(AccessControlAllowCredentials::VALUE);

/// A policy with the values of its headers made.
#[derive(Debug, Clone)]
pub struct Prepared {
    policy: Held,
    /// The methods in the form they are sent: the policy's own, or those of a route.
    methods: String,
    allow_methods: Option<HeaderValue>,
    allow_headers: Option<HeaderValue>,
    max_age: Option<HeaderValue>,
    expose: Option<HeaderValue>,
}

/// A policy, where it lives.
#[derive(Debug, Clone)]
enum Held {
    Fixed(&'static Policy),
    Shared(Arc<Policy>),
}

impl Held {
    fn get(&self) -> &Policy {
        match self {
            Held::Fixed(policy) => policy,
            Held::Shared(policy) => policy,
        }
    }
}

impl From<&'static Policy> for Prepared {
    fn from(policy: &'static Policy) -> Self {
        Self::holding(Held::Fixed(policy))
    }
}

impl From<Arc<Policy>> for Prepared {
    fn from(policy: Arc<Policy>) -> Self {
        Self::holding(Held::Shared(policy))
    }
}

impl From<Policy> for Prepared {
    fn from(policy: Policy) -> Self {
        Arc::new(policy).into()
    }
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
    /// Makes the values of a policy that is a constant; any other is turned into one by [`From`].
    #[must_use]
    pub fn new(policy: &'static Policy) -> Self {
        policy.into()
    }

    fn holding(held: Held) -> Self {
        let policy = held.get();
        Self {
            methods: policy.methods().to_owned(),
            allow_methods: value(policy.methods()),
            allow_headers: value(policy.headers()),
            max_age: value(policy.max_age()),
            expose: value(policy.expose()),
            policy: held,
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
    pub fn policy(&self) -> &Policy {
        self.policy.get()
    }

    /// The methods in the form they are sent; empty where none needs listing.
    #[must_use]
    pub fn methods(&self) -> &str {
        &self.methods
    }

    /// Decides about a request.
    #[must_use]
    pub fn receive(&self, head: Head<'_>) -> Received {
        self.receive_chosen(Vary::Nothing, head)
    }

    /// The same for a policy that was chosen for the request, by what `vary` says.
    #[must_use]
    pub fn receive_chosen(&self, vary: Vary, head: Head<'_>) -> Received {
        let actual = self.actual(vary, head);
        match actual.decision.outcome().answered() {
            None => Received::Actual(actual),
            Some(status) => {
                let mut answer = HeaderMap::with_capacity(8);
                actual.finish(self, &mut answer);
                Received::Answered(status_code(status), answer)
            }
        }
    }

    /// Decides about a request that is answered first, and by this policy only if nobody else has
    /// decided.
    pub fn receive_last(&self, head: Head<'_>) -> Last {
        Last(self.actual(Vary::Nothing, head))
    }

    /// The decision, with what has to be kept of the request until there is a response.
    fn actual(&self, vary: Vary, head: Head<'_>) -> Actual {
        let request = head.read().for_policy(self.policy(), || head.site());
        let decision = decide(self.policy(), &self.methods, &request).chosen_by(vary);
        let names_origin = decision.names_origin(self.policy());
        Actual {
            decision,
            origin: if names_origin {
                head.headers.get(header::ORIGIN).cloned()
            } else {
                None
            },
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

/// A request without its body.
#[derive(Debug, Clone, Copy)]
pub struct Head<'r> {
    /// Its method.
    pub method: &'r Method,
    /// What it is for; its authority, where it has one, is that of HTTP/2 and 3.
    pub uri: &'r Uri,
    /// Its headers.
    pub headers: &'r HeaderMap,
}

impl<'r, B> From<&'r http::Request<B>> for Head<'r> {
    fn from(request: &'r http::Request<B>) -> Self {
        Self {
            method: request.method(),
            uri: request.uri(),
            headers: request.headers(),
        }
    }
}

impl<'r> Head<'r> {
    /// What CORS reads of it. Of whose page it is nothing is known yet: few policies ask.
    #[must_use]
    pub fn read(self) -> Request<'r> {
        let lines = self.headers.get_all(header::ORIGIN).into_iter();
        Request {
            method: self.method.as_str(),
            origin: RequestOrigin::from_lines(lines.map(HeaderValue::as_bytes)),
            asked_method: self
                .headers
                .get(header::ACCESS_CONTROL_REQUEST_METHOD)
                .map(HeaderValue::as_bytes),
            site: Site::default(),
        }
    }

    fn site(self) -> Site<'r> {
        let value = |name: &str| self.headers.get(name).map(HeaderValue::as_bytes);
        let authority = self.uri.authority().map(|own| own.as_str().as_bytes());
        Site {
            fetch_site: value("sec-fetch-site"),
            authority: authority.or_else(|| value("host")),
        }
    }
}

/// What to do with a request.
#[derive(Debug)]
pub enum Received {
    /// Answer at once, with this status, these headers and no body: it is a preflight, or its handler
    /// enforces its policy.
    Answered(StatusCode, HeaderMap),
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
        let lines = headers.get_all(header::VARY).into_iter();
        let lines = lines.map(HeaderValue::as_bytes);
        if let Some(text) = self.decision.vary().to_append(lines) {
            let _ = headers.try_append(header::VARY, HeaderValue::from_static(text));
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

/// A decision that counts only if the response shows no other.
#[derive(Debug, Clone)]
#[must_use = "a response that nobody has decided about needs its headers"]
pub struct Last(Actual);

impl Last {
    /// Puts the headers onto a response that nobody has decided about, by the policy that decided, and
    /// leaves every other as it is.
    ///
    /// A status is the answer in the place of the response, without a body, and `headers` are then all
    /// of its headers: a preflight that went through unanswered, or a foreign request to a policy that
    /// is enforced, which has run by now.
    #[must_use = "the response is to be replaced"]
    pub fn settle(self, prepared: &Prepared, headers: &mut HeaderMap) -> Option<StatusCode> {
        let allow_origin = headers.get(header::ACCESS_CONTROL_ALLOW_ORIGIN);
        let vary = headers.get_all(header::VARY).into_iter();
        let vary = vary.map(HeaderValue::as_bytes);
        if is_decided(allow_origin.map(HeaderValue::as_bytes), vary) {
            return None;
        }
        let answered = self.0.decision.outcome().answered().map(status_code);
        if answered.is_some() {
            headers.clear();
        }
        self.0.finish(prepared, headers);
        answered
    }
}

/// Every status that is decided is one; refusing is what an impossible one would come to.
fn status_code(status: u16) -> StatusCode {
    StatusCode::from_u16(status).unwrap_or(StatusCode::FORBIDDEN)
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
