//! The fairing that adds the headers to every response.

use std::sync::Arc;

use ::rocket::fairing::{Fairing, Info, Kind};
use ::rocket::{Build, Request, Response, Rocket};

use super::decision::PendingResponse;
use super::state::SharedState;

/// Returns the state of this integration. On the first call, creates the state and attaches the fairing.
///
/// A fairing that is attached by another fairing runs after all fairings of the program, so the headers
/// are added last.
pub(super) fn state(rocket: Rocket<Build>) -> (Rocket<Build>, Arc<SharedState>) {
    if let Some(state) = rocket.state::<Arc<SharedState>>().cloned() {
        return (rocket, state);
    }
    let state = Arc::<SharedState>::default();
    let rocket = rocket.manage(Arc::clone(&state));
    (rocket.attach(CorsFairing(Arc::clone(&state))), state)
}

/// Adds the headers to every response: that of a handler, of a catcher, and an immediate response.
#[derive(Debug)]
struct CorsFairing(Arc<SharedState>);

#[::rocket::async_trait]
impl Fairing for CorsFairing {
    fn info(&self) -> Info {
        Info {
            name: "CORS",
            kind: Kind::Response,
        }
    }

    async fn on_response<'r>(&self, request: &'r Request<'_>, response: &mut Response<'r>) {
        let routing = self.0.routing(request.rocket());
        if let Some(pending) = routing.decide(request) {
            return pending.apply(response);
        }
        // The headers borrow from the policy, so it must live as long as the request. The state that
        // Rocket manages does, this fairing does not.
        let state = request.rocket().state::<Arc<SharedState>>();
        if let Some(fallback) = state.and_then(|state| state.fallback.get()) {
            let policy = fallback.policy();
            PendingResponse::new(policy, fallback.methods(), request).apply_if_undecided(response);
        }
    }
}
