//! What decides for an annotated handler: its policy, which the compiler sees here.

use ::rocket::http::Method;
use cors_runtime::policy::methods_as_sent;
use cors_runtime::protocol::prepared::Prepared;
use cors_runtime::protocol::read;

use super::decided::Decided;
use super::headers::Head;
use crate::__private::HasPolicy;

/// The policy of an annotated handler, and the methods that it is mounted for, in the form they are sent.
#[derive(Debug, Clone, Copy)]
pub struct Rules {
    pub(super) prepared: &'static Prepared,
    methods: &'static str,
    decide: for<'r> fn(&'static str, &Head<'r, '_>) -> Decided<'r>,
}

impl Rules {
    pub(super) fn of<P: HasPolicy>() -> Self {
        Self {
            prepared: P::compiled_policy(),
            methods: "",
            decide: |methods, head| {
                let policy = P::policy();
                Decided::by(policy, methods, read::read(policy, head))
            },
        }
    }

    /// The same for a handler that is mounted for `method`.
    pub(super) fn mounted_for(self, method: Method) -> Self {
        let method = method.as_str();
        let needs_listing = !methods_as_sent(&[method]).is_empty();
        Self {
            methods: if needs_listing { method } else { "" },
            ..self
        }
    }

    /// Decides about a request.
    #[inline]
    pub(super) fn decide<'r>(&self, head: &Head<'r, '_>) -> Decided<'r> {
        (self.decide)(self.methods, head)
    }
}
