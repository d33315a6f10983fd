//! The fairing that adds the headers to every response.

use std::sync::Arc;

use ::rocket::fairing::{Fairing, Info, Kind};
use ::rocket::{Build, Request, Response, Rocket};

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
    (rocket.attach(CorsFairing), state)
}

/// Adds the headers to every response: that of a handler, of a catcher, and an immediate response.
#[derive(Debug)]
struct CorsFairing;

#[::rocket::async_trait]
impl Fairing for CorsFairing {
    fn info(&self) -> Info {
        Info {
            name: "CORS",
            kind: Kind::Response,
        }
    }

    async fn on_response<'r>(&self, request: &'r Request<'_>, response: &mut Response<'r>) {
        // The headers borrow from the policy, so the policy must live as long as the request. The state that
        // Rocket manages does, this fairing does not.
        let Some(state) = request.rocket().state::<Arc<SharedState>>() else {
            return;
        };
        let Some(pending) = state.decide(request) else {
            return;
        };
        if pending.is_fallback {
            if let Some(immediate) = pending.immediate_response() {
                *response = immediate;
            }
        }
        pending.apply(response);
    }
}
