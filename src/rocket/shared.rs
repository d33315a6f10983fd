//! What all fairings of this door share, and find by Rocket's managed state: handlers that were attached
//! in several places may be of one path, and are then one resource.

use std::mem;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use ::rocket::{Build, Orbit, Rocket, Route};
use cors_runtime::protocol::prepared::Prepared;

use super::answers::Answers;
use super::endpoints::{Endpoint, Endpoints};
use super::rules::Rules;

#[derive(Debug, Default)]
pub(super) struct Shared {
    /// Filled at ignition, and emptied by the first request.
    mounting: Mutex<Vec<Endpoint>>,
    mounted: OnceLock<Endpoints>,
    /// The policy for what nobody decided.
    pub(super) fallback: OnceLock<Prepared>,
}

impl Shared {
    /// Sees to it that it is there, and with it what answers.
    ///
    /// A fairing that is attached by a fairing comes behind all that the program has attached, so the
    /// headers go onto what those have made of an answer, in whatever order they stand.
    pub(super) fn install(rocket: Rocket<Build>) -> (Rocket<Build>, Arc<Self>) {
        if let Some(shared) = rocket.state::<Arc<Self>>().cloned() {
            return (rocket, shared);
        }
        let shared = Arc::<Self>::default();
        let rocket = rocket.manage(Arc::clone(&shared));
        (rocket.attach(Answers(Arc::clone(&shared))), shared)
    }

    /// Takes a handler that is mounted like this, and returns the number of its resource if that is new.
    pub(super) fn add(&self, route: Route, rules: Rules) -> Option<usize> {
        let mounting = self.mounting.lock();
        let mut mounting = mounting.unwrap_or_else(PoisonError::into_inner);
        let mut others = mounting.iter();
        let known = others.find(|other| other.is_written_like(&route));
        let known = known.map(Endpoint::resource);
        let numbers = mounting.iter().map(|other| other.resource() + 1);
        let next = numbers.max().unwrap_or(0);
        mounting.push(Endpoint::new(route, rules, known.unwrap_or(next)));
        known.is_none().then_some(next)
    }

    pub(super) fn endpoints(&self, rocket: &Rocket<Orbit>) -> &Endpoints {
        self.mounted.get_or_init(|| {
            let mut mounting = self.mounting.lock().unwrap_or_else(PoisonError::into_inner);
            Endpoints::new(mem::take(&mut *mounting), rocket)
        })
    }
}
