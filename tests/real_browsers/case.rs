//! A case: a sequence of steps, each with an initiator, a call of `fetch()` or a similar API, and
//! the expected result. Plain data.

use crate::fetch_call::FetchCall;
use crate::initiator::Initiator;
use crate::origins::{OriginName, Scheme};
use crate::wire::{Kind, Origin, WireRequest};

/// The result of a call in the script.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// A readable response with its status.
    Read(u16),
    /// An opaque response, in mode `no-cors`.
    Opaque,
    /// An opaque redirect, in redirect mode `manual`.
    Redirect,
    /// An element that loaded.
    Shown,
    /// A navigation that ended. The script sees neither its status nor its document.
    Navigated,
    /// A network error.
    Blocked,
}

impl Outcome {
    /// Returns the name that pages report.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Read(_) => "read",
            Self::Opaque => "opaque",
            Self::Redirect => "redirect",
            Self::Shown => "shown",
            Self::Navigated => "navigated",
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

/// The expected result of a step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Expected {
    /// The requests that the server receives, in order.
    pub(crate) wire: Vec<WireRequest>,
    pub(crate) outcome: Outcome,
    /// The visible response headers that are not safelisted.
    pub(crate) sees: Vec<&'static str>,
    /// A part of the body.
    pub(crate) body: Option<&'static str>,
}

/// One step of a case.
#[derive(Debug, Clone)]
pub(crate) struct Step {
    pub(crate) initiator: Initiator,
    pub(crate) call: FetchCall,
    pub(crate) expected: Expected,
}

/// A step without its outcome.
pub(crate) struct StepBuilder {
    initiator: Initiator,
    call: FetchCall,
    wire: Vec<WireRequest>,
}

/// A case of the table.
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

    /// Limits the case to one scheme.
    pub(crate) fn only(self, scheme: Scheme) -> Self {
        let only = Some(scheme);
        Self { only, ..self }
    }

    /// Returns the steps for a scheme; empty if the case is limited to the other.
    pub(crate) fn steps_over(&self, scheme: Scheme) -> &[Step] {
        match self.only {
            Some(only) if only != scheme => &[],
            _ => &self.steps,
        }
    }
}

impl Initiator {
    pub(crate) fn fetches(self, call: FetchCall) -> StepBuilder {
        StepBuilder {
            initiator: self,
            call,
            wire: Vec::new(),
        }
    }
}

impl StepBuilder {
    /// Expects a preflight that requests no headers.
    pub(crate) fn preflight(mut self, status: u16) -> Self {
        let kind = Kind::Preflight { headers: None };
        self.wire
            .push(WireRequest::of(self.initiator, &self.call, kind, status));
        self
    }

    /// Expects the actual request, without credentials; the handler runs.
    pub(crate) fn actual(mut self, status: u16) -> Self {
        let kind = Kind::Actual {
            cookie: false,
            authorization: false,
            ran: true,
        };
        self.wire
            .push(WireRequest::of(self.initiator, &self.call, kind, status));
        self
    }

    fn last(mut self, change: impl FnOnce(&mut WireRequest)) -> Self {
        change(self.wire.last_mut().expect("a request"));
        self
    }

    /// The last request is a preflight for these headers.
    pub(crate) fn requesting_headers(self, names: &'static str) -> Self {
        self.last(|wire| {
            wire.kind = Kind::Preflight {
                headers: Some(names),
            }
        })
    }

    /// The handler does not run for the last request.
    pub(crate) fn without_handler(self) -> Self {
        self.last(|wire| match &mut wire.kind {
            Kind::Actual { ran, .. } => *ran = false,
            Kind::Preflight { .. } => {}
        })
    }

    /// The last request carries the cookie.
    pub(crate) fn with_cookie(self) -> Self {
        self.last(|wire| match &mut wire.kind {
            Kind::Actual { cookie, .. } => *cookie = true,
            Kind::Preflight { .. } => {}
        })
    }

    /// The last request carries the token.
    pub(crate) fn with_token(self) -> Self {
        self.last(|wire| match &mut wire.kind {
            Kind::Actual { authorization, .. } => *authorization = true,
            Kind::Preflight { .. } => {}
        })
    }

    /// The last request goes to another origin, after a redirect.
    pub(crate) fn at(self, origin_name: OriginName) -> Self {
        self.last(|wire| wire.at = origin_name)
    }

    /// The last request has this `Origin`.
    pub(crate) fn with_origin(self, origin: Origin) -> Self {
        self.last(|wire| wire.origin = origin)
    }

    /// The last request has this method, after a redirect.
    pub(crate) fn with_method(self, method: &'static str) -> Self {
        self.last(|wire| wire.method = method)
    }

    fn ends(self, outcome: Outcome) -> Step {
        Step {
            initiator: self.initiator,
            call: self.call,
            expected: Expected {
                wire: self.wire,
                outcome,
                sees: Vec::new(),
                body: None,
            },
        }
    }

    /// The script reads the response.
    pub(crate) fn reads(self, status: u16) -> Step {
        self.ends(Outcome::Read(status))
    }

    /// The script gets a network error.
    pub(crate) fn blocked(self) -> Step {
        self.ends(Outcome::Blocked)
    }

    pub(crate) fn opaque(self) -> Step {
        self.ends(Outcome::Opaque)
    }

    pub(crate) fn redirect(self) -> Step {
        self.ends(Outcome::Redirect)
    }

    pub(crate) fn shown(self) -> Step {
        self.ends(Outcome::Shown)
    }

    pub(crate) fn navigates(self) -> Step {
        self.ends(Outcome::Navigated)
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
