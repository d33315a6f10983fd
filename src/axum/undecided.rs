//! What no handler of a resource answers: preflights, and methods that it has no handler for.

use std::future::{Ready, ready};
use std::sync::Arc;

use axum::extract::Request;
use axum::handler::Handler;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use cors_runtime::policy::Policy;
use cors_runtime::protocol::prepared::{Head, Prepared, Received};
use cors_runtime::protocol::resource::{self, Choice, choose};

use super::answered::answered;

/// One handler of a resource, as far as others have to know of it.
#[derive(Debug, Clone)]
pub(super) struct Endpoint {
    /// Its policy, with the methods of the route.
    pub(super) prepared: Arc<Prepared>,
    /// The methods it is mounted for.
    pub(super) methods: Vec<&'static str>,
}

impl resource::Endpoint for Endpoint {
    fn policy(&self) -> &Policy {
        self.prepared.policy()
    }

    fn answers(&self, method: &[u8]) -> bool {
        self.methods.iter().any(|one| one.as_bytes() == method)
    }
}

/// The handlers of a resource, shared by what stands beside and around them.
#[derive(Debug, Clone)]
pub(super) struct Endpoints(Arc<[Endpoint]>);

impl Endpoints {
    pub(super) fn new(endpoints: Vec<Endpoint>) -> Self {
        Self(endpoints.into())
    }

    /// What to do with a request, and by whose policy. `None` for a resource without handlers.
    pub(super) fn receive(&self, head: Head<'_>) -> Option<(&Arc<Prepared>, Received<'_>)> {
        let Choice { endpoint, vary } = choose(&self.0, || head.read())?;
        let received = endpoint.prepared.receive_chosen(vary, head);
        Some((&endpoint.prepared, received))
    }

    /// RFC 9110 §15.5.6: a 405 lists what the resource has. axum answers `HEAD` with its `GET`.
    fn allow(&self) -> HeaderValue {
        let mut methods: Vec<&str> = Vec::new();
        for method in self.0.iter().flat_map(|endpoint| &endpoint.methods) {
            methods.push(method);
            if *method == "GET" {
                methods.push("HEAD");
            }
        }
        methods.sort_unstable();
        methods.dedup();
        HeaderValue::from_str(&methods.join(",")).unwrap_or(HeaderValue::from_static(""))
    }
}

/// Answers preflights, and everything else with 405.
#[derive(Debug, Clone)]
pub(super) struct Undecided(pub(super) Endpoints);

impl<S> Handler<(), S> for Undecided {
    type Future = Ready<Response>;

    fn call(self, request: Request, _: S) -> Self::Future {
        ready(match self.0.receive((&request).into()) {
            Some((_, Received::Answered(answer))) => answered(answer),
            Some((prepared, Received::Actual(actual))) => {
                let mut response = not_allowed(&self.0);
                actual.finish(prepared, response.headers_mut());
                response
            }
            None => not_allowed(&self.0),
        })
    }
}

fn not_allowed(endpoints: &Endpoints) -> Response {
    let allow = [(header::ALLOW, endpoints.allow())];
    (StatusCode::METHOD_NOT_ALLOWED, allow).into_response()
}
