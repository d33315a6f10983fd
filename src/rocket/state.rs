//! The state that all fairings of this integration share.
//!
//! Handlers that were attached in several places can have the same path, and then share its preflights.

use std::mem;
use std::sync::{Mutex, OnceLock, PoisonError};

use ::rocket::{Orbit, Request, Rocket, Route};
use cors_runtime::{CompiledPolicy, Selection};

use super::decision::PendingResponse;
use super::policy::RoutePolicy;
use super::request;
use super::routing::{MountedHandler, Routing};

/// The annotated handlers and the fallback policy, in the state that Rocket manages.
#[derive(Debug, Default)]
pub(super) struct SharedState {
    /// Filled at ignition, and taken by the first request.
    mounting: Mutex<Vec<MountedHandler>>,
    routing: OnceLock<Routing>,
    pub(super) fallback: OnceLock<CompiledPolicy>,
}

impl SharedState {
    /// Adds a mounted handler. Returns the number of its resource if the resource is new.
    pub(super) fn add(&self, route: Route, policy: RoutePolicy) -> Option<usize> {
        let mounting = self.mounting.lock();
        let mut mounting = mounting.unwrap_or_else(PoisonError::into_inner);
        let mut others = mounting.iter();
        let same_path = others.find(|other| other.has_same_uri(&route));
        let known = same_path.map(|other| other.resource);
        let numbers = mounting.iter().map(|other| other.resource + 1);
        let next = numbers.max().unwrap_or(0);
        mounting.push(MountedHandler::new(route, policy, known.unwrap_or(next)));
        known.is_none().then_some(next)
    }

    /// Decides about a request, by the policy of an annotated handler or else by the fallback policy.
    pub(super) fn decide<'r>(&'r self, request: &'r Request<'_>) -> Option<PendingResponse<'r>> {
        let routing = self.routing(request.rocket());
        self.or_fallback(routing.decide(request), request)
    }

    /// Decides about a preflight for the path of a resource.
    pub(super) fn decide_for_resource<'r>(
        &'r self,
        resource: usize,
        request: &'r Request<'_>,
    ) -> Option<PendingResponse<'r>> {
        let routing = self.routing(request.rocket());
        let response = routing.decide_for_resource(resource, request)?;
        self.or_fallback(Some(response), request)
    }

    fn or_fallback<'r>(
        &'r self,
        response: Option<PendingResponse<'r>>,
        request: &'r Request<'_>,
    ) -> Option<PendingResponse<'r>> {
        if response.as_ref().is_some_and(PendingResponse::is_decided) {
            return response;
        }
        let Some(fallback) = self.fallback.get() else {
            return response;
        };
        let parts = request::read(request);
        let (policy, methods) = (fallback.policy(), fallback.methods());
        let mut response = PendingResponse::new(policy, methods, parts, Selection::ONLY);
        response.is_fallback = true;
        Some(response)
    }

    /// Returns the routing. On the first call, creates it from the routes that Rocket has by then.
    fn routing(&self, rocket: &Rocket<Orbit>) -> &Routing {
        self.routing.get_or_init(|| {
            let mut mounting = self.mounting.lock().unwrap_or_else(PoisonError::into_inner);
            Routing::new(mem::take(&mut *mounting), rocket)
        })
    }
}
