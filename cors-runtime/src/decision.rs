//! The decision: which headers an answer carries, and whether a handler runs.

use super::request::{Request, RequestOrigin};
use super::vary::Vary;
use super::verdict::Verdict;
use crate::headers::{
    AccessControlAllowCredentials, AccessControlAllowHeaders, AccessControlAllowMethods,
    AccessControlAllowOrigin, AccessControlExposeHeaders, AccessControlMaxAge, Header,
};
use crate::policy::Policy;

/// A header of a CORS response, in the order in which they are sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Field {
    /// `Access-Control-Allow-Origin`
    AllowOrigin,
    /// `Access-Control-Allow-Credentials`
    AllowCredentials,
    /// `Access-Control-Allow-Methods`
    AllowMethods,
    /// `Access-Control-Allow-Headers`
    AllowHeaders,
    /// `Access-Control-Max-Age`
    MaxAge,
    /// `Access-Control-Expose-Headers`
    ExposeHeaders,
}

impl Field {
    /// The six of them, in order. They are ours: what a handler has set under these names is removed.
    pub const ALL: [Field; 6] = [
        Field::AllowOrigin,
        Field::AllowCredentials,
        Field::AllowMethods,
        Field::AllowHeaders,
        Field::MaxAge,
        Field::ExposeHeaders,
    ];

    /// The field name, in lower case.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Field::AllowOrigin => AccessControlAllowOrigin::NAME,
            Field::AllowCredentials => AccessControlAllowCredentials::NAME,
            Field::AllowMethods => AccessControlAllowMethods::NAME,
            Field::AllowHeaders => AccessControlAllowHeaders::NAME,
            Field::MaxAge => AccessControlMaxAge::NAME,
            Field::ExposeHeaders => AccessControlExposeHeaders::NAME,
        }
    }

    /// The value by `policy`, for a handler that is mounted for `methods`. The origin's is that of a
    /// policy for one, and that for everybody; among several that are let in by name each is answered
    /// with its own.
    ///
    /// Doors make the values of their header types by it, once.
    #[must_use]
    pub fn value<'a>(self, policy: &'a Policy, methods: &'a str) -> &'a str {
        match self {
            Field::AllowOrigin => policy.only_origin().unwrap_or("*"),
            Field::AllowCredentials => AccessControlAllowCredentials::VALUE,
            Field::AllowMethods => methods,
            Field::AllowHeaders => policy.headers(),
            Field::MaxAge => policy.max_age(),
            Field::ExposeHeaders => policy.expose(),
        }
    }

    #[inline]
    const fn bit(self) -> u8 {
        1 << self as u8
    }
}

/// Whether a handler runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// The request is a preflight, and this status is its answer. No handler runs.
    Preflight(u16),
    /// The request is for the handler, which enforces its policy and does not run: this status is the
    /// answer.
    Refused(u16),
    /// The request is its handler's, and the headers go onto whatever comes back.
    Actual,
}

impl Outcome {
    /// What follows from a verdict.
    #[must_use]
    #[inline]
    pub const fn of(verdict: Verdict) -> Self {
        match verdict {
            Verdict::Preflight { allowed: true } => Outcome::Preflight(204),
            // The standard's own example: 403, «coupled with omitting the relevant headers». A status
            // in the two hundreds would read like consent in every log.
            Verdict::Preflight { allowed: false } => Outcome::Preflight(403),
            Verdict::Refused => Outcome::Refused(403),
            Verdict::Actual { .. } => Outcome::Actual,
        }
    }

    /// The status to answer at once, with an empty body; none where the handler runs.
    #[must_use]
    pub const fn answered(self) -> Option<u16> {
        match self {
            Outcome::Preflight(status) | Outcome::Refused(status) => Some(status),
            Outcome::Actual => None,
        }
    }
}

/// What to answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Decision {
    outcome: Outcome,
    sent: Sent,
    vary: Vary,
}

/// A bit for each [`Field`] that is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Sent(u8);

impl Sent {
    fn include(&mut self, field: Field, condition: bool) {
        if condition {
            self.0 |= field.bit();
        }
    }
}

/// Decides about a request, by the policy of its handler and the methods that the handler is
/// mounted for, in the form they are sent (empty where none needs listing).
///
/// Fetch, «HTTP responses» and «CORS protocol and HTTP caches». The work is bounded by the longest
/// origin there can be, whatever is sent.
///
/// ```
/// use cors_runtime::policy::{Draft, judge};
/// use cors_runtime::protocol::{Outcome, Request, RequestOrigin, Site, decide};
///
/// let policy = judge(&Draft::named([("origins", &["https://app.example.com"])])).policy.unwrap();
/// let preflight = Request {
///     method: "OPTIONS",
///     origin: RequestOrigin::One(b"https://app.example.com"),
///     asked_method: Some(b"PUT"),
///     site: Site::default(),
/// };
/// let decision = decide(&policy, "PUT", &preflight);
/// assert_eq!(decision.outcome(), Outcome::Preflight(204));
/// let fields: Vec<_> = decision.fields(&policy, "PUT", &preflight).collect();
/// assert_eq!(fields, [
///     ("access-control-allow-origin", "https://app.example.com"),
///     ("access-control-allow-methods", "PUT"),
/// ]);
/// ```
#[must_use]
pub fn decide(policy: &Policy, methods: &str, request: &Request<'_>) -> Decision {
    let is_preflight = request.is_preflight();
    let verdict = Verdict::on(policy, request.origin, is_preflight, || request.site);
    Decision::by(verdict, policy, methods)
}

impl Decision {
    /// What follows from a verdict, by the policy that it is of, for a handler that is mounted for
    /// `methods`.
    #[must_use]
    #[inline]
    pub fn by(verdict: Verdict, policy: &Policy, methods: &str) -> Self {
        let mut sent = Sent::default();
        if verdict.is_allowed() {
            let is_preflight = verdict == Verdict::Preflight { allowed: true };
            sent.include(Field::AllowOrigin, true);
            sent.include(Field::AllowCredentials, policy.credentials());
            sent.include(Field::AllowMethods, is_preflight && !methods.is_empty());
            sent.include(
                Field::AllowHeaders,
                is_preflight && !policy.headers().is_empty(),
            );
            sent.include(Field::MaxAge, is_preflight && !policy.max_age().is_empty());
            sent.include(
                Field::ExposeHeaders,
                !is_preflight && !policy.expose().is_empty(),
            );
        }
        Self {
            outcome: Outcome::of(verdict),
            sent,
            vary: Vary::of(policy),
        }
    }

    /// Whether a handler runs.
    #[must_use]
    pub const fn outcome(&self) -> Outcome {
        self.outcome
    }

    /// What the answer depends on.
    #[must_use]
    pub const fn vary(&self) -> Vary {
        self.vary
    }

    /// The same by a policy that was chosen for the request: then the answer also depends on what
    /// chose it.
    #[must_use]
    pub const fn chosen_by(self, vary: Vary) -> Self {
        Self {
            vary: self.vary.and(vary),
            ..self
        }
    }

    /// Whether the answer carries `field`.
    #[must_use]
    pub const fn sends(&self, field: Field) -> bool {
        self.sent.0 & field.bit() != 0
    }

    /// The fields that the answer carries, in their order.
    #[inline]
    pub fn sent(&self) -> impl Iterator<Item = Field> + use<> {
        let mut left = self.sent.0;
        // Most answers carry few of them or none.
        std::iter::from_fn(move || {
            let field = Field::ALL.get(left.trailing_zeros() as usize);
            left &= left.wrapping_sub(1);
            field.copied()
        })
    }

    /// Whether the answer names the request's own origin, and not everybody's `*`.
    #[must_use]
    pub fn names_origin(&self, policy: &Policy) -> bool {
        self.sends(Field::AllowOrigin) && !policy.is_public()
    }

    /// Whether the answer repeats the origin that the request says: that of one among several. The origin
    /// of a policy for one is known without it.
    #[must_use]
    pub fn repeats_origin(&self, policy: &Policy) -> bool {
        self.names_origin(policy) && policy.only_origin().is_none()
    }

    /// The headers of the answer, names and values in their order, without `Vary`: that one is
    /// merged with what the handler says of it.
    ///
    /// The arguments are those that the decision was made by.
    pub fn fields<'a>(
        self,
        policy: &'a Policy,
        methods: &'a str,
        request: &Request<'a>,
    ) -> impl Iterator<Item = (&'static str, &'a str)> {
        let origin = match request.origin {
            // The bytes were found equal to an allowed origin, which is ASCII. Those of others are not
            // read: they may be many.
            RequestOrigin::One(origin) if self.repeats_origin(policy) => {
                std::str::from_utf8(origin).unwrap_or_default()
            }
            _ => Field::AllowOrigin.value(policy, methods),
        };
        self.sent().map(move |field| {
            let value = match field {
                Field::AllowOrigin => origin,
                _ => field.value(policy, methods),
            };
            (field.name(), value)
        })
    }
}
