//! Fallback policies: a policy around many handlers, for the responses that none of them decided.
//!
//! A decision is recognised by a mark in the extensions of the response, not by its headers, which
//! middleware may overwrite. A response that replaces a decided one, such as that of a timeout, has no
//! mark, so the fallback policy applies to it.

use std::cell::Cell;

use crate::decision::Action;
use crate::policy::Policy;
use crate::request_class::RequestClass;

/// The responses that a policy applies to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Mode {
    /// Every response of a handler.
    Handler,
    /// Every response of a service without policies of its own, which no preflight reaches.
    Primary,
    /// The responses without a CORS decision of the inner service.
    Fallback,
}

impl Mode {
    /// Returns the status to respond with before the inner service is called; `None` if it is called.
    #[must_use]
    pub const fn immediate_status(self, class: RequestClass) -> Option<u16> {
        match self {
            Mode::Handler | Mode::Primary => Action::new(class).immediate_status(),
            Mode::Fallback => None,
        }
    }

    /// Calls or polls the inner service. Policies of a service that should have none recognise by it that
    /// their responses need a mark.
    pub fn call_inner<T>(self, call: impl FnOnce() -> T) -> T {
        if self != Mode::Primary {
            return call();
        }
        let _restore = Restore(IS_BELOW_PRIMARY.replace(true));
        call()
    }

    /// Returns whether `policy` applies to a response, which `is_decided` if it has a mark.
    ///
    /// The headers of an inner policy stay in any case: it may allow fewer origins.
    ///
    /// # Panics
    ///
    /// In builds with debug assertions, if an inner policy decided about the response of a service that
    /// should have none: its preflights are answered by another policy.
    #[must_use]
    pub fn applies(self, is_decided: bool, policy: &Policy, wrapper: &Wrapper) -> bool {
        debug_assert!(
            !is_decided || self != Mode::Primary,
            "{}",
            wrapper.message(policy),
        );
        self == Mode::Handler || !is_decided
    }
}

/// The words of an integration for a policy around a service.
#[derive(Debug)]
pub struct Wrapper {
    /// The type whose `new` and `fallback` create it.
    pub name: &'static str,
    /// The advice for a handler that has a policy of its own.
    pub help: &'static str,
}

impl Wrapper {
    fn message(&self, policy: &Policy) -> String {
        let Self { name, help } = self;
        // A fallback rejects a forbidden request only after its handler has run.
        let fallback = if policy.enforces() {
            String::new()
        } else {
            format!(", or replace `{name}::new` with `{name}::fallback`, which leaves it alone")
        };
        format!(
            "`{name}::new` is around a handler that has a policy of its own, and responds to its preflights\n  \
             help: {help}{fallback}"
        )
    }
}

thread_local! {
    /// Whether a service is called or polled by a policy that applies to all of its responses. Unlike an
    /// extension of the request, it costs no allocation.
    static IS_BELOW_PRIMARY: Cell<bool> = const { Cell::new(false) };
}

/// Returns whether a response needs a mark because of the policy around its service.
#[must_use]
pub fn is_below_primary() -> bool {
    IS_BELOW_PRIMARY.get()
}

/// Restores the value of the thread, also if the inner service panics.
struct Restore(bool);

impl Drop for Restore {
    fn drop(&mut self) {
        IS_BELOW_PRIMARY.set(self.0);
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
    use super::{Mode, Policy, RequestClass, Wrapper, is_below_primary};

    #[test]
    fn only_services_of_a_primary_policy_are_below_it() {
        assert!(!is_below_primary());
        for (outer, below) in [
            (Mode::Handler, false),
            (Mode::Primary, true),
            (Mode::Fallback, false),
        ] {
            assert_eq!(outer.call_inner(is_below_primary), below, "{outer:?}");
            // A policy in between does not hide the outer one.
            for inner in [Mode::Handler, Mode::Primary, Mode::Fallback] {
                let nested = outer.call_inner(|| inner.call_inner(is_below_primary));
                assert_eq!(nested, below || inner == Mode::Primary);
            }
            assert!(!is_below_primary());
        }
        let _ = std::panic::catch_unwind(|| Mode::Primary.call_inner(|| panic!("a bug")));
        assert!(!is_below_primary());
    }

    const WRAPPER: Wrapper = Wrapper {
        name: "Layer",
        help: "mount it elsewhere",
    };

    #[test]
    fn policy_applies_where_no_inner_policy_decided() {
        let policy = Policy::deny_all();
        for (mode, decided) in [(Mode::Handler, true), (Mode::Fallback, false)] {
            assert!(mode.applies(false, &policy, &WRAPPER), "{mode:?}");
            assert_eq!(mode.applies(true, &policy, &WRAPPER), decided, "{mode:?}");
        }
        assert!(Mode::Primary.applies(false, &policy, &WRAPPER));
    }

    #[test]
    #[cfg_attr(debug_assertions, should_panic(expected = "`Layer::new` is around"))]
    fn decision_of_an_inner_policy_stays_or_panics_in_debug_builds() {
        assert!(!Mode::Primary.applies(true, &Policy::deny_all(), &WRAPPER));
    }

    #[test]
    fn message_proposes_a_fallback_only_if_that_rejects_as_much() {
        let message = WRAPPER.message(&Policy::deny_all());
        let (_, help) = message.split_once("\n  help: ").expect("a help line");
        assert_eq!(
            help,
            "mount it elsewhere, or replace `Layer::new` with `Layer::fallback`, which leaves it alone"
        );
        let message = WRAPPER.message(&Policy::deny_all().with_enforce());
        assert!(
            message.ends_with("\n  help: mount it elsewhere"),
            "{message}"
        );
    }

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
            assert_eq!(Mode::Handler.immediate_status(class), status, "{class:?}");
            assert_eq!(Mode::Primary.immediate_status(class), status, "{class:?}");
            assert_eq!(Mode::Fallback.immediate_status(class), None, "{class:?}");
        }
    }
}
