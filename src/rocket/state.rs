//! The state that all fairings of this integration share.
//!
//! Handlers that were attached in several places can have the same path, and then share its preflights.

use std::mem;
use std::sync::{Mutex, OnceLock, PoisonError};

use ::rocket::{Orbit, Rocket, Route};
use cors_runtime::CompiledPolicy;

use super::policy::RoutePolicy;
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
        let known = same_path.map(MountedHandler::resource);
        let numbers = mounting.iter().map(|other| other.resource() + 1);
        let next = numbers.max().unwrap_or(0);
        mounting.push(MountedHandler::new(route, policy, known.unwrap_or(next)));
        known.is_none().then_some(next)
    }

    /// Returns the routing. On the first call, creates it from the routes that Rocket has by then.
    pub(super) fn routing(&self, rocket: &Rocket<Orbit>) -> &Routing {
        self.routing.get_or_init(|| {
            let mut mounting = self.mounting.lock().unwrap_or_else(PoisonError::into_inner);
            Routing::new(mem::take(&mut *mounting), rocket)
        })
    }
}
