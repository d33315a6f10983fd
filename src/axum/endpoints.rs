//! The annotated handlers of one path, for the decisions that need all of them.

use std::sync::Arc;

use axum::http::{HeaderValue, header};
use axum::response::Response;
use cors_runtime::{CompiledPolicy, Endpoint, Evaluation, Policy, RequestHead, select_endpoint};

use super::methods::METHODS;
use crate::function::HttpResponse;

/// The policy and the methods of an annotated handler.
#[derive(Debug, Clone)]
pub(super) struct HandlerEndpoint {
    /// The policy, with the methods of the route.
    pub(super) policy: Arc<CompiledPolicy>,
    pub(super) methods: Vec<&'static str>,
    pub(super) handles: Handles,
}

/// The methods that a handler is mounted for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Handles {
    /// The methods in the list.
    Listed,
    /// The methods in the list, and all methods that axum does not know.
    AlsoUnknown,
}

impl HandlerEndpoint {
    /// Returns whether the handler is mounted for a method by its name.
    pub(super) fn lists(&self, method: &str) -> bool {
        self.methods.contains(&method)
    }
}

impl Endpoint for HandlerEndpoint {
    fn policy(&self) -> &Policy {
        self.policy.policy()
    }

    fn handles(&self, method: &[u8]) -> bool {
        let is_listed = |names: &[&str]| names.iter().any(|name| name.as_bytes() == method);
        is_listed(&self.methods)
            || self.handles == Handles::AlsoUnknown && !is_listed(&METHODS.map(|(_, name)| name))
    }
}

/// The annotated handlers of a path.
#[derive(Debug, Clone)]
pub(super) struct Endpoints(Arc<[HandlerEndpoint]>);

/// The policy that was selected for a request, and its evaluation.
#[derive(Debug)]
pub(super) struct Evaluated {
    policy: Arc<CompiledPolicy>,
    evaluation: Evaluation,
}

impl Endpoints {
    pub(super) fn new(endpoints: Vec<HandlerEndpoint>) -> Self {
        Self(endpoints.into())
    }

    /// Evaluates the policy that applies to a request; `None` for a path without handlers.
    pub(super) fn evaluate(&self, head: RequestHead<'_>) -> Option<Evaluated> {
        let request = head.read();
        let (endpoint, selection) = select_endpoint(&self.0, &request)?;
        Some(Evaluated {
            policy: Arc::clone(&endpoint.policy),
            evaluation: endpoint.policy.evaluate_read(&request, selection),
        })
    }

    /// Returns the value of `Allow` for a 405. axum responds to `HEAD` with the handler for `GET`.
    pub(super) fn allow(&self) -> HeaderValue {
        let methods = self.0.iter().flat_map(|endpoint| &endpoint.methods);
        let mut methods: Vec<&str> = methods.copied().collect();
        if methods.contains(&"GET") {
            methods.push("HEAD");
        }
        methods.sort_unstable();
        methods.dedup();
        HeaderValue::from_str(&methods.join(",")).unwrap_or(HeaderValue::from_static(""))
    }
}

impl Evaluated {
    /// Returns the response that replaces that of the handler.
    pub(super) fn immediate_response(&self) -> Option<Response> {
        immediate_response(&self.policy, &self.evaluation)
    }

    /// Adds the headers to a response.
    pub(super) fn apply(&self, response: &mut Response) {
        self.policy.apply(&self.evaluation, response);
    }
}

/// Returns the response that replaces that of a handler.
pub(super) fn immediate_response(
    policy: &CompiledPolicy,
    evaluation: &Evaluation,
) -> Option<Response> {
    let response = policy.immediate_response(evaluation)?;
    Some(Response::without_body(response))
}

/// Compiles the policy of a handler for the methods of its route. axum adds `content-length: 0` to an
/// empty response.
pub(super) fn compile_for_route(policy: &CompiledPolicy, methods: &str) -> CompiledPolicy {
    static ZERO: HeaderValue = HeaderValue::from_static("0");
    policy
        .with_methods(methods)
        .with_extra_header(&header::CONTENT_LENGTH, &ZERO)
}
