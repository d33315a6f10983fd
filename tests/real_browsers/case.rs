//! A case: who asks for what, one step after the other, and what the policy promises about it.
//! Plain data.

use crate::fetch_call::Ask;
use crate::initiator::Asker;
use crate::origins::{Place, Scheme};
use crate::wire::{Kind, Origin, Wire};

/// What the script gets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// The response, with its status.
    Read(u16),
    /// That there was one, in mode `no-cors`.
    Opaque,
    /// That there was a redirect, in redirect mode `manual`.
    Redirect,
    /// What an element makes of it.
    Shown,
    /// Nothing.
    Blocked,
}

impl Verdict {
    /// As pages report it.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Read(_) => "read",
            Self::Opaque => "opaque",
            Self::Redirect => "redirect",
            Self::Shown => "shown",
            Self::Blocked => "blocked",
        }
    }

    pub(crate) const fn status(self) -> Option<u16> {
        match self {
            Self::Read(status) => Some(status),
            _ => None,
        }
    }
}

/// One request of a case, and what comes of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Expected {
    /// The requests that the server gets, in their order.
    pub(crate) wire: Vec<Wire>,
    pub(crate) verdict: Verdict,
    /// The response headers that the script sees, besides the safelisted ones.
    pub(crate) sees: Vec<&'static str>,
    /// What the body that it reads contains.
    pub(crate) body: Option<&'static str>,
}

/// Who asks, what for, and what is expected.
#[derive(Debug, Clone)]
pub(crate) struct Step {
    pub(crate) asker: Asker,
    pub(crate) ask: Ask,
    pub(crate) expected: Expected,
}

/// A step whose verdict is still to be said.
pub(crate) struct Asking {
    asker: Asker,
    ask: Ask,
    wire: Vec<Wire>,
}

/// A row of the table.
#[derive(Debug, Clone)]
pub(crate) struct Case {
    pub(crate) group: &'static str,
    pub(crate) name: &'static str,
    steps: Vec<Step>,
    only: Option<Scheme>,
}

impl Case {
    pub(crate) fn new<const N: usize>(
        group: &'static str,
        name: &'static str,
        steps: [Step; N],
    ) -> Self {
        Self {
            group,
            name,
            steps: steps.into(),
            only: None,
        }
    }

    /// A case that is another one over the other scheme.
    pub(crate) fn only(self, scheme: Scheme) -> Self {
        let only = Some(scheme);
        Self { only, ..self }
    }

    /// What is done over a scheme: nothing, where the case is about the other.
    pub(crate) fn steps_over(&self, scheme: Scheme) -> &[Step] {
        match self.only {
            Some(only) if only != scheme => &[],
            _ => &self.steps,
        }
    }
}

impl Asker {
    pub(crate) fn asks(self, ask: Ask) -> Asking {
        Asking {
            asker: self,
            ask,
            wire: Vec::new(),
        }
    }
}

impl Asking {
    /// Then a preflight arrives, which asks for no headers.
    pub(crate) fn preflight(mut self, status: u16) -> Self {
        let kind = Kind::Preflight { headers: None };
        self.wire
            .push(Wire::of(self.asker, &self.ask, kind, status));
        self
    }

    /// Then the request itself arrives, without credentials, and the handler runs.
    pub(crate) fn actual(mut self, status: u16) -> Self {
        let kind = Kind::Actual {
            cookie: false,
            authorization: false,
            ran: true,
        };
        self.wire
            .push(Wire::of(self.asker, &self.ask, kind, status));
        self
    }

    fn last(mut self, change: impl FnOnce(&mut Wire)) -> Self {
        change(self.wire.last_mut().expect("a request that this is about"));
        self
    }

    /// Of the last request: the preflight asks for these headers.
    pub(crate) fn asking(self, names: &'static str) -> Self {
        self.last(|wire| {
            wire.kind = Kind::Preflight {
                headers: Some(names),
            }
        })
    }

    /// Of the last request: it gets this far, and no handler runs.
    pub(crate) fn unreached(self) -> Self {
        self.last(|wire| match &mut wire.kind {
            Kind::Actual { ran, .. } => *ran = false,
            Kind::Preflight { .. } => {}
        })
    }

    /// Of the last request: the cookie comes along.
    pub(crate) fn with_cookie(self) -> Self {
        self.last(|wire| match &mut wire.kind {
            Kind::Actual { cookie, .. } => *cookie = true,
            Kind::Preflight { .. } => {}
        })
    }

    /// Of the last request: the token comes along.
    pub(crate) fn with_token(self) -> Self {
        self.last(|wire| match &mut wire.kind {
            Kind::Actual { authorization, .. } => *authorization = true,
            Kind::Preflight { .. } => {}
        })
    }

    /// Of the last request: where it goes, after a redirect.
    pub(crate) fn at(self, place: Place) -> Self {
        self.last(|wire| wire.at = place)
    }

    /// Of the last request: what it carries as `Origin`.
    pub(crate) fn from(self, origin: Origin) -> Self {
        self.last(|wire| wire.origin = origin)
    }

    /// Of the last request: its method, after a redirect.
    pub(crate) fn by(self, method: &'static str) -> Self {
        self.last(|wire| wire.method = method)
    }

    fn ends(self, verdict: Verdict) -> Step {
        Step {
            asker: self.asker,
            ask: self.ask,
            expected: Expected {
                wire: self.wire,
                verdict,
                sees: Vec::new(),
                body: None,
            },
        }
    }

    /// The page reads the response.
    pub(crate) fn reads(self, status: u16) -> Step {
        self.ends(Verdict::Read(status))
    }

    /// The page gets nothing.
    pub(crate) fn blocked(self) -> Step {
        self.ends(Verdict::Blocked)
    }

    pub(crate) fn opaque(self) -> Step {
        self.ends(Verdict::Opaque)
    }

    pub(crate) fn redirect(self) -> Step {
        self.ends(Verdict::Redirect)
    }

    pub(crate) fn shown(self) -> Step {
        self.ends(Verdict::Shown)
    }
}

impl Step {
    pub(crate) fn sees<const N: usize>(mut self, names: [&'static str; N]) -> Self {
        self.expected.sees = names.into();
        self
    }

    pub(crate) fn body(mut self, text: &'static str) -> Self {
        self.expected.body = Some(text);
        self
    }
}
