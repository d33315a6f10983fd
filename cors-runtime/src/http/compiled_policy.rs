//! The decision on an `http::HeaderMap`: read the request's headers, write the response's.
//!
//! For every door on `http` 1.x. Values are made once and cloned, and so are whole answers to preflights;
//! where several origins are answered by name, the value is the request's own, which has just been
//! found equal to an allowed one.

use std::sync::Arc;

use bytes::Bytes;
use http::StatusCode;
use http::header::{self, HeaderMap, HeaderName, HeaderValue};

pub use super::actual::{Actual, Last};
pub use super::answer::{Answer, Kept};
pub use super::head::Head;

use super::actual::{name, vary_line};
use super::decision::{Decision, Field, Outcome};
use super::read::{Asking, read_by};
use super::vary::Vary;
use super::verdict::{Asked, Verdict};
use crate::policy::{Policy, Search, Shape, Who};

/// What an answer to a preflight has room for: five lines of ours, `Vary`, and what a server adds.
const ROOM: usize = 8;

/// A policy with everything made that is known before a request comes: answers to preflights, and the
/// lines of other responses.
#[derive(Debug, Clone)]
pub struct Prepared {
    policy: Held,
    pub(super) shape: Shape,
    search: Search,
    /// The methods in the form they are sent: the policy's own, or those of a route.
    methods: String,
    /// The origin that is let in, where the policy knows which it is; `*` where it is everybody.
    pub(super) origin: HeaderValue,
    /// What a response to an origin that is let in has besides it and `Vary`.
    pub(super) others: Box<[(Field, HeaderValue)]>,
    /// The answer to a preflight of an origin that is let in.
    allowed: HeaderMap,
    /// The answer to any other, and to whoever is refused.
    refused: HeaderMap,
}

/// A policy, where it lives.
#[derive(Debug, Clone)]
enum Held {
    Fixed(&'static Policy),
    Shared(Arc<Policy>),
}

impl Held {
    #[inline]
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

/// A value that the judge has accepted is a token list or digits, which no header refuses.
fn made(text: impl AsRef<[u8]> + 'static) -> HeaderValue {
    HeaderValue::from_maybe_shared(text).unwrap_or(HeaderValue::from_static(""))
}

/// A text of the program itself: a value made of it is cloned without counting who shares it.
fn fixed(text: &'static str) -> HeaderValue {
    made(Bytes::from_static(text.as_bytes()))
}

fn copied(text: &str) -> HeaderValue {
    made(Bytes::copy_from_slice(text.as_bytes()))
}

impl Prepared {
    /// Makes the values of a policy that is a constant; any other is turned into one by [`From`].
    #[must_use]
    pub fn new(policy: &'static Policy) -> Self {
        policy.into()
    }

    fn holding(policy: Held) -> Self {
        let methods = policy.get().methods().to_owned();
        let allow_methods = match &policy {
            Held::Fixed(policy) => fixed(policy.methods()),
            Held::Shared(policy) => copied(policy.methods()),
        };
        Self::making(policy, methods, &allow_methods)
    }

    /// The same for a handler that a route mounts: the route says the methods.
    #[must_use]
    pub fn for_methods(&self, methods: &str) -> Self {
        Self::making(self.policy.clone(), methods.to_owned(), &copied(methods))
    }

    fn making(held: Held, methods: String, allow_methods: &HeaderValue) -> Self {
        let policy = held.get();
        let shape = Shape::of(policy);
        let value = |field: Field| match (field, &held) {
            // Left empty for the request's own, so that nobody is let in should it ever stay so.
            (Field::AllowOrigin, _) if shape.who == Who::Each => HeaderValue::from_static(""),
            (Field::AllowMethods, _) => allow_methods.clone(),
            (_, Held::Fixed(policy)) => fixed(field.value(policy, "")),
            (_, Held::Shared(policy)) => copied(field.value(policy, "")),
        };
        let lines = |verdict| {
            let decision = Decision::by(verdict, policy, &methods);
            decision.sent().map(|field| (field, value(field)))
        };
        let vary = Vary::by(shape);
        let answer = |allowed| {
            let mut answer = HeaderMap::with_capacity(ROOM);
            for (field, value) in lines(Verdict::Preflight { allowed }) {
                answer.insert(name(field), value);
            }
            if let Some(line) = vary_line(vary) {
                answer.insert(header::VARY, line);
            }
            answer
        };
        Self {
            shape,
            search: Search::of(policy),
            origin: value(Field::AllowOrigin),
            others: lines(Verdict::Actual { allowed: true })
                .filter(|(field, _)| *field != Field::AllowOrigin)
                .collect(),
            allowed: answer(true),
            refused: answer(false),
            methods,
            policy: held,
        }
    }

    /// The same for a server that puts this line onto every empty answer: it is there beforehand, so
    /// that the copy of an answer need not grow.
    #[must_use]
    pub fn answering_with(mut self, name: &HeaderName, value: &HeaderValue) -> Self {
        for answer in [&mut self.allowed, &mut self.refused] {
            answer.insert(name.clone(), value.clone());
        }
        self
    }

    /// The policy.
    #[must_use]
    #[inline]
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
    #[inline]
    pub fn receive(&self, head: Head<'_>) -> Received<'_> {
        self.receive_chosen(Vary::Nothing, head)
    }

    /// The same for a policy that was chosen for the request, by what `vary` says.
    #[must_use]
    #[inline]
    pub fn receive_chosen(&self, vary: Vary, head: Head<'_>) -> Received<'_> {
        self.deciding(self, vary, head)
    }

    /// The same for a policy that stands in the program, and which the compiler sees where it is asked:
    /// then what is asked of it is mostly known already, and a comparison with its one origin is left.
    /// It is the policy that this was made of.
    #[doc(hidden)]
    #[must_use]
    #[allow(clippy::inline_always, reason = "what is called cannot see the policy")]
    #[inline(always)]
    pub fn receive_seeing(&self, policy: &Policy, head: Head<'_>) -> Received<'_> {
        self.deciding(policy, Vary::Nothing, head)
    }

    #[allow(
        clippy::inline_always,
        reason = "a third of a decision is passing it on"
    )]
    #[inline(always)]
    fn deciding(&self, policy: &impl Asked, chosen_by: Vary, head: Head<'_>) -> Received<'_> {
        let (verdict, line) = read_by(policy, head);
        let origin = line.cloned();
        match Outcome::of(verdict).answered() {
            None => Received::Actual(Actual {
                allowed: verdict.is_allowed(),
                vary: Vary::by(policy.shape()).and(chosen_by),
                origin,
            }),
            Some(status) => {
                let kept = Kept {
                    status: status_code(status),
                    allowed: verdict.is_allowed(),
                    chosen_by,
                    origin,
                };
                Received::Answered(Answer {
                    prepared: self,
                    kept,
                })
            }
        }
    }

    /// The verdict on a request on other types, as [`read`](super::read::read) says it of a policy.
    #[must_use]
    #[inline]
    pub fn read<'r, A: Asking<'r>>(&self, request: A) -> (Verdict, Option<&'r A::Value>) {
        read_by(self, request)
    }

    /// Decides about a request that is answered first, and by this policy only if nobody else has
    /// decided.
    #[inline(never)]
    pub fn receive_last(&self, head: Head<'_>) -> Last {
        let (verdict, line) = read_by(self, head);
        Last {
            verdict,
            actual: Actual {
                allowed: verdict.is_allowed(),
                vary: Vary::by(self.shape),
                origin: line.cloned(),
            },
        }
    }

    /// What every answer has, to an origin that is let in or is not.
    #[inline]
    pub(super) fn known(&self, allowed: bool) -> &HeaderMap {
        if allowed {
            &self.allowed
        } else {
            &self.refused
        }
    }
}

/// Every status that is decided is one; refusing is what an impossible one would come to.
#[inline]
pub(super) fn status_code(status: u16) -> StatusCode {
    StatusCode::from_u16(status).unwrap_or(StatusCode::FORBIDDEN)
}

/// A policy that is known when the program runs, and what was made of it then.
impl Asked for Prepared {
    #[inline]
    fn shape(&self) -> Shape {
        self.shape
    }

    #[inline]
    fn allows(&self, origin: &[u8]) -> bool {
        if self.shape.who == Who::One {
            origin == self.origin.as_bytes()
        } else {
            self.search.finds(self.policy(), origin)
        }
    }
}

/// What to do with a request.
#[derive(Debug)]
pub enum Received<'p> {
    /// Answer at once, with this and no body: it is a preflight, or its handler enforces its policy.
    Answered(Answer<'p>),
    /// It is its handler's: [`Actual::finish`] the response.
    Actual(Actual),
}

#[cfg(test)]
mod tests {
    use super::Prepared;
    use crate::policy::{Draft, judge};

    /// Should the request's own origin ever not come into its place, nobody is let in by what stands there.
    #[test]
    fn the_place_of_an_origin_that_the_request_says_lets_nobody_in() {
        let two = ["https://a.example", "https://b.example"];
        for (origins, stands) in [
            (&two[..], ""),
            (&["https://*.example.com"], ""),
            (&two[..1], two[0]),
            (&["*"], "*"),
        ] {
            let judged = judge(&Draft::named([("origins", origins)]));
            let prepared = Prepared::from(judged.policy.expect("a policy"));
            assert_eq!(prepared.origin, stands);
            assert_eq!(prepared.allowed["access-control-allow-origin"], stands);
        }
    }
}
