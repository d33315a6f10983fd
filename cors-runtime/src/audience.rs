//! The shape of a policy: what every request would have to ask of it, although the answer is always the
//! same. It is found out once, or by the compiler where that sees the policy.
//!
//! What depends on a request is in `asked`.

use super::judged::{Origins, Policy};

/// What is the same for all requests.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Shape {
    pub(crate) who: Who,
    /// Whether a handler does not run for whoever is not let in.
    pub(crate) enforces: bool,
}

/// Who is let in, and so what the answer depends on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Who {
    /// Everybody.
    Everybody,
    /// One origin, which every answer names.
    One,
    /// Several, each answered by its name, so that a request has to say which; or nobody.
    Each,
}

impl Shape {
    #[inline]
    pub(crate) fn of(policy: &Policy) -> Self {
        let who = match &policy.origins {
            Origins::Any => Who::Everybody,
            Origins::Listed { exact, patterns }
                if exact.len() == 1 && patterns.is_empty() && !policy.has_besides() =>
            {
                Who::One
            }
            Origins::Listed { .. } => Who::Each,
        };
        Self {
            who,
            enforces: policy.enforces(),
        }
    }
}
