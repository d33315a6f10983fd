//! Fallback policies: a policy around many handlers, for the responses that none of them decided.
//!
//! A decision is recognised by a mark in the extensions of the response, not by its headers, which
//! middleware may overwrite. A response that replaces a decided one, such as that of a timeout, has no
//! mark, so the fallback policy applies to it.

use crate::decision::Action;
use crate::request_class::RequestClass;

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

/// An extension of a request: a fallback policy further out needs to know whether the response has a
/// decision. Without it responses are not marked, because a mark allocates.
#[derive(Debug, Clone, Copy)]
pub struct MarkDecision;

/// An extension of a response: a policy has decided about it.
#[derive(Debug, Clone, Copy)]
pub struct Decided;

#[cfg(test)]
mod tests {
    use super::{Mode, RequestClass};

    #[test]
    fn fallback_calls_the_inner_service_for_every_request() {
        for (class, status) in [
            (RequestClass::Preflight { allowed: true }, Some(204)),
            (RequestClass::Preflight { allowed: false }, Some(403)),
            (
                RequestClass::UnhandledPreflight { allowed: true },
                Some(204),
            ),
            (
                RequestClass::UnhandledPreflight { allowed: false },
                Some(403),
            ),
            (RequestClass::Forbidden, Some(403)),
            (RequestClass::Actual { allowed: true }, None),
            (RequestClass::Actual { allowed: false }, None),
        ] {
            assert_eq!(Mode::Primary.immediate_status(class), status, "{class:?}");
            assert_eq!(Mode::Fallback.immediate_status(class), None, "{class:?}");
        }
    }
}
