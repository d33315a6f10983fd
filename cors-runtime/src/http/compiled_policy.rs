//! A policy with its header values on the types of `http`, created once.

use std::sync::Arc;

use bytes::Bytes;
use http::header::{self, HeaderMap, HeaderName, HeaderValue};
use http::{Response, StatusCode};

use super::evaluation::Evaluation;
use super::header_map::vary_value;
use super::request_head::{ReadHead, RequestHead};
use crate::cors_header::CorsHeader;
use crate::decision::{Action, Decision};
use crate::fallback::{Decided, MarkDecision, Mode, Wrapper, is_below_primary};
use crate::policy::Policy;
use crate::request::Request;
use crate::request_class::RequestClass;
use crate::response_headers;
use crate::select::Selection;
use crate::vary::Vary;

/// The capacity of the headers of a preflight response: five `Access-Control-*` headers, `Vary`, and
/// those that a server adds.
const PREFLIGHT_HEADER_CAPACITY: usize = 8;

/// A policy with its header values on the types of `http`, created once: the whole responses to
/// preflights, and the headers of other responses.
#[derive(Debug, Clone)]
pub struct CompiledPolicy {
    policy: PolicyRef,
    /// The methods in wire format: those of the policy or of a route.
    methods: String,
    /// Whether responses to an allowed origin echo it.
    echoes_origin: bool,
    /// The headers of a response to an allowed origin. The value of `Access-Control-Allow-Origin` is
    /// empty if the response echoes the origin of the request.
    actual: Box<[(CorsHeader, HeaderValue)]>,
    /// The headers of a response to a preflight whose origin is allowed.
    preflight_allowed: HeaderMap,
    /// The headers of a response to a preflight for a method without a handler, whose origin is allowed.
    unhandled_allowed: HeaderMap,
    /// The headers of a response to any other preflight, and to a forbidden request.
    denied: HeaderMap,
}

#[derive(Debug, Clone)]
enum PolicyRef {
    Static(&'static Policy),
    Shared(Arc<Policy>),
}

impl PolicyRef {
    fn get(&self) -> &Policy {
        match self {
            PolicyRef::Static(policy) => policy,
            PolicyRef::Shared(policy) => policy,
        }
    }

    /// Converts a header value. The text of a constant is shared and not copied.
    fn header_value(&self, header: CorsHeader, methods: &str) -> HeaderValue {
        match (self, header) {
            (PolicyRef::Static(policy), header) if header != CorsHeader::AllowMethods => {
                to_header_value(Bytes::from_static(header.value(policy, "").as_bytes()))
            }
            _ => to_header_value(Bytes::copy_from_slice(
                header.value(self.get(), methods).as_bytes(),
            )),
        }
    }
}

/// A validated value is a token list, an origin or digits, all of which are valid header values. An
/// invalid value becomes empty, which allows nothing.
fn to_header_value(text: Bytes) -> HeaderValue {
    HeaderValue::from_maybe_shared(text).unwrap_or(HeaderValue::from_static(""))
}

impl From<&'static Policy> for CompiledPolicy {
    fn from(policy: &'static Policy) -> Self {
        Self::build(PolicyRef::Static(policy), policy.methods().to_owned())
    }
}

impl From<Arc<Policy>> for CompiledPolicy {
    fn from(policy: Arc<Policy>) -> Self {
        let methods = policy.methods().to_owned();
        Self::build(PolicyRef::Shared(policy), methods)
    }
}

impl From<Policy> for CompiledPolicy {
    fn from(policy: Policy) -> Self {
        Arc::new(policy).into()
    }
}

impl CompiledPolicy {
    /// Compiles a policy that is a constant. Any other policy is compiled by [`From`].
    #[must_use]
    pub fn new(policy: &'static Policy) -> Self {
        policy.into()
    }

    fn build(policy: PolicyRef, methods: String) -> Self {
        let headers = |class| -> Vec<(CorsHeader, HeaderValue)> {
            let decision = Decision::new(class, policy.get(), &methods);
            let value = |header| {
                if header == CorsHeader::AllowOrigin && decision.echoes_origin() {
                    // Allows no origin, should it ever be sent.
                    HeaderValue::from_static("")
                } else {
                    policy.header_value(header, decision.methods())
                }
            };
            decision
                .headers()
                .map(|header| (header, value(header)))
                .collect()
        };
        let immediate = |class| {
            let mut map = HeaderMap::with_capacity(PREFLIGHT_HEADER_CAPACITY);
            response_headers::apply(&mut map, headers(class), Vary::for_policy(policy.get()));
            map
        };
        let allowed = RequestClass::Actual { allowed: true };
        Self {
            echoes_origin: Decision::new(allowed, policy.get(), &methods).echoes_origin(),
            actual: headers(allowed).into(),
            preflight_allowed: immediate(RequestClass::Preflight { allowed: true }),
            unhandled_allowed: immediate(RequestClass::UnhandledPreflight { allowed: true }),
            denied: immediate(RequestClass::Forbidden),
            methods,
            policy,
        }
    }

    /// Returns the policy with the methods of a route, in wire format, in place of its own.
    #[must_use]
    pub fn with_methods(&self, methods: &str) -> Self {
        Self::build(self.policy.clone(), methods.to_owned())
    }

    /// Adds a header to every immediate response, for servers that would otherwise add it later and
    /// reallocate the map.
    #[must_use]
    pub fn with_extra_header(mut self, name: &HeaderName, value: &HeaderValue) -> Self {
        for headers in [
            &mut self.preflight_allowed,
            &mut self.unhandled_allowed,
            &mut self.denied,
        ] {
            headers.insert(name.clone(), value.clone());
        }
        self
    }

    /// Returns the policy.
    #[must_use]
    pub fn policy(&self) -> &Policy {
        self.policy.get()
    }

    /// Returns the methods in wire format; empty if they need not be listed.
    #[must_use]
    pub fn methods(&self) -> &str {
        &self.methods
    }

    /// Returns whether responses to an allowed origin echo it.
    #[must_use]
    pub const fn echoes_origin(&self) -> bool {
        self.echoes_origin
    }

    /// Evaluates the policy for a request.
    pub fn evaluate(&self, head: RequestHead<'_>, selection: Selection) -> Evaluation {
        self.evaluate_read(&head.read(), selection)
    }

    /// Evaluates the policy for a request that was read to select the policy.
    #[inline]
    pub fn evaluate_read(
        &self,
        request: &Request<'_, ReadHead<'_>>,
        selection: Selection,
    ) -> Evaluation {
        let policy = self.policy();
        let class = RequestClass::new(policy, request, selection);
        let ReadHead { head, origin } = request.details;
        let echoes_origin = self.echoes_origin && class.is_allowed();
        Evaluation {
            class,
            vary: selection.vary_of(policy),
            is_marked: class.is_decided()
                && (is_below_primary() || head.extensions.get::<MarkDecision>().is_some()),
            echoed_origin: origin.filter(|_| echoes_origin).cloned(),
        }
    }

    /// Returns the response to send instead of that of the handler; `None` if the handler runs and
    /// [`apply`](Self::apply) adds the headers to its response.
    #[must_use]
    #[inline]
    pub fn immediate_response(&self, evaluation: &Evaluation) -> Option<Response<()>> {
        let status = Action::new(evaluation.class).immediate_status()?;
        Some(self.response_with(status, evaluation))
    }

    fn response_with(&self, status: u16, evaluation: &Evaluation) -> Response<()> {
        let mut response = Response::new(());
        *response.status_mut() = StatusCode::from_u16(status).unwrap_or(StatusCode::FORBIDDEN);
        let headers = response.headers_mut();
        *headers = match evaluation.class {
            RequestClass::Preflight { allowed: true } => self.preflight_allowed.clone(),
            RequestClass::UnhandledPreflight { allowed: true } => self.unhandled_allowed.clone(),
            _ => self.denied.clone(),
        };
        if let Some(origin) = &evaluation.echoed_origin {
            headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin.clone());
        }
        let is_compiled = evaluation.vary == Vary::for_policy(self.policy());
        if let Some(vary) = vary_value(evaluation.vary).filter(|_| !is_compiled) {
            headers.insert(header::VARY, vary);
        }
        evaluation.mark(response.extensions_mut());
        response
    }

    /// Adds the headers to the response of the handler.
    pub fn apply<B>(&self, evaluation: &Evaluation, response: &mut Response<B>) {
        evaluation.mark(response.extensions_mut());
        self.apply_headers(evaluation, response.headers_mut());
    }

    /// Adds the headers to those of a response of the handler, for frameworks with a type of their own for
    /// responses. [`Evaluation::mark`] marks its extensions.
    pub fn apply_headers(&self, evaluation: &Evaluation, headers: &mut HeaderMap) {
        let allowed = evaluation.class == RequestClass::Actual { allowed: true };
        let values = if allowed { &self.actual[..] } else { &[] };
        let values = values.iter().map(|(header, value)| {
            let echoed = evaluation.echoed_origin.as_ref();
            let echoed = echoed.filter(|_| *header == CorsHeader::AllowOrigin);
            (*header, echoed.unwrap_or(value).clone())
        });
        response_headers::apply(headers, values, evaluation.vary);
    }

    /// Adds the headers to the response of an inner service, unless the response already has a decision.
    ///
    /// Returns a response to send instead for a preflight that the inner service did not decide, or for a
    /// forbidden request, which the inner service has handled by then.
    ///
    /// # Panics
    ///
    /// See [`Mode::applies`].
    #[must_use = "the response of the inner service is to be replaced"]
    pub fn apply_if_undecided<B>(
        &self,
        evaluation: &Evaluation,
        response: &mut Response<B>,
        mode: Mode,
        wrapper: &Wrapper,
    ) -> Option<Response<()>> {
        let is_decided = response.extensions().get::<Decided>().is_some();
        if !mode.applies(is_decided, self.policy(), wrapper) {
            return None;
        }
        let immediate = self.immediate_response(evaluation);
        if immediate.is_none() {
            self.apply(evaluation, response);
        }
        immediate
    }
}

#[cfg(test)]
mod tests {
    use super::CompiledPolicy;
    use crate::Policy;

    #[test]
    fn placeholder_for_an_echoed_origin_allows_no_origin() {
        let two = ["https://a.example", "https://b.example"];
        for (origins, value) in [
            (&two[..], ""),
            (&["https://*.example.com"], ""),
            (&two[..1], two[0]),
            (&["*"], "*"),
        ] {
            let policy = Policy::builder().origins(origins.iter().copied()).build();
            let compiled = CompiledPolicy::from(policy.expect("a valid policy"));
            assert_eq!(compiled.actual[0].1, value);
            let allow_origin = &compiled.preflight_allowed["access-control-allow-origin"];
            assert_eq!(allow_origin, value);
        }
    }
}
