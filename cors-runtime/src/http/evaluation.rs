//! The result of evaluating a policy for a request, until it is written to the response.

use http::Extensions;
use http::header::HeaderValue;

use crate::fallback::Decided;
use crate::request_class::RequestClass;
use crate::vary::Vary;

/// The result of evaluating a [`CompiledPolicy`](crate::CompiledPolicy) for a request.
///
/// It borrows nothing, so that a future can hold it until the handler has responded.
#[derive(Debug, Clone)]
#[must_use = "the response needs its headers"]
pub struct Evaluation {
    pub(super) class: RequestClass,
    /// The request headers that the response depends on.
    pub(super) vary: Vary,
    /// Whether the response is marked for a fallback policy further out.
    pub(super) is_marked: bool,
    /// The origin of the request, if the response echoes it.
    pub(super) echoed_origin: Option<HeaderValue>,
}

impl Evaluation {
    /// Returns the class of the request.
    #[must_use]
    pub const fn class(&self) -> RequestClass {
        self.class
    }

    /// Marks the extensions of a response as decided, if a policy further out reads the mark.
    pub fn mark(&self, extensions: &mut Extensions) {
        if self.is_marked {
            extensions.insert(Decided);
        }
    }
}
