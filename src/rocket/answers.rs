//! What answers at this door besides handlers: one route for all preflights, what stands around the
//! handlers of policies that enforce, and the fairing that finishes every response.

use ::rocket::fairing::{Fairing, Info, Kind};
use ::rocket::http::{Method, Status};
use ::rocket::route::{Handler, Outcome};
use ::rocket::{Data, Request, Response, Route};
use cors_runtime::protocol::Vary;
use cors_runtime::protocol::prepared::Prepared;

use super::decided::Decided;
use super::headers::read;
use super::shared::Shared;

/// The route of all preflights, in front of every other route for `OPTIONS`. What is none, and what is
/// none of ours, it passes on.
#[derive(Debug, Clone)]
pub(super) struct Preflights;

impl Preflights {
    const RANK: isize = isize::MIN;

    pub(super) fn route() -> Route {
        let mut route = Route::ranked(Self::RANK, Method::Options, "/<path..>", Self);
        route.name = Some("CORS preflights".into());
        route
    }

    /// Two routes for the same method and rank, of which one is for every path, would not ignite.
    pub(super) fn is_at(route: &Route) -> bool {
        (route.method, route.rank) == (Method::Options, Self::RANK)
    }
}

#[::rocket::async_trait]
impl Handler for Preflights {
    async fn handle<'r>(&self, request: &'r Request<'_>, data: Data<'r>) -> Outcome<'r> {
        let rocket = request.rocket();
        let shared = rocket.state::<Shared>();
        let decided = shared.and_then(|shared| shared.endpoints(rocket).decide(request));
        match decided.and_then(|decided| decided.answered()) {
            Some(answer) => Outcome::Success(answer),
            None => Outcome::forward(data, Status::NotFound),
        }
    }
}

/// A handler that does not run for foreign requests, and neither do its guards.
#[derive(Clone)]
pub(super) struct Enforced {
    inside: Box<dyn Handler>,
    prepared: &'static Prepared,
}

impl Enforced {
    pub(super) fn around(inside: Box<dyn Handler>, prepared: &'static Prepared) -> Self {
        Self { inside, prepared }
    }
}

#[::rocket::async_trait]
impl Handler for Enforced {
    async fn handle<'r>(&self, request: &'r Request<'_>, data: Data<'r>) -> Outcome<'r> {
        let policy = self.prepared.policy();
        let decided = Decided::new(policy, "", Vary::Nothing, request, read(request));
        match decided.answered() {
            Some(answer) => Outcome::Success(answer),
            None => self.inside.handle(request, data).await,
        }
    }
}

/// Puts the headers onto every response: a handler's, a catcher's, and the answers of the two above.
#[derive(Debug)]
pub(super) struct Answers;

#[::rocket::async_trait]
impl Fairing for Answers {
    fn info(&self) -> Info {
        Info {
            name: "CORS",
            kind: Kind::Response,
        }
    }

    async fn on_response<'r>(&self, request: &'r Request<'_>, response: &mut Response<'r>) {
        let rocket = request.rocket();
        let Some(shared) = rocket.state::<Shared>() else {
            return;
        };
        if let Some(decided) = shared.endpoints(rocket).decide(request) {
            return decided.finish(response);
        }
        if let Some(fallback) = shared.fallback.get() {
            let (policy, methods) = (fallback.policy(), fallback.methods());
            let read = read(request);
            Decided::new(policy, methods, Vary::Nothing, request, read).settle(response);
        }
    }
}
