//! What all fairings of this door share, and find by Rocket's managed state: handlers that were attached
//! in several places may be of one path, and are then one resource.

use std::mem;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use ::rocket::{Build, Orbit, Rocket};
use cors_runtime::protocol::prepared::Prepared;

use super::answers::{Answers, Preflights};
use super::endpoints::{Endpoint, Endpoints};

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
    pub(super) fn install(rocket: Rocket<Build>) -> Rocket<Build> {
        if Self::of(&rocket).is_some() {
            return rocket;
        }
        let shared = Arc::<Self>::default();
        rocket
            .manage(Arc::clone(&shared))
            .mount("/", [Preflights::route(shared)])
            .attach(Answers)
    }

    /// What is there already.
    pub(super) fn of(rocket: &Rocket<Build>) -> Option<&Self> {
        rocket.state::<Arc<Self>>().map(|shared| &**shared)
    }

    pub(super) fn add(&self, endpoint: Endpoint) {
        let mounting = self.mounting.lock();
        let mut mounting = mounting.unwrap_or_else(PoisonError::into_inner);
        mounting.push(endpoint);
    }

    pub(super) fn endpoints(&self, rocket: &Rocket<Orbit>) -> &Endpoints {
        self.mounted.get_or_init(|| {
            let mut mounting = self.mounting.lock().unwrap_or_else(PoisonError::into_inner);
            Endpoints::new(mem::take(&mut *mounting), rocket)
        })
    }
}
