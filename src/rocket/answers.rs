//! What answers at this door besides handlers: one route for all preflights, what stands around the
//! handlers of policies that enforce, and the fairing that finishes every response.

use std::sync::Arc;

use ::rocket::fairing::{Fairing, Info, Kind};
use ::rocket::http::{Method, Status};
use ::rocket::route::{Handler, Outcome};
use ::rocket::{Data, Request, Response, Route};
use cors_runtime::protocol::prepared::Prepared;

use super::decided::Decided;
use super::shared::Shared;

/// The route of all preflights, in front of every other route for `OPTIONS`. What is none, and what is
/// none of ours, it passes on.
#[derive(Debug, Clone)]
pub(super) struct Preflights(Arc<Shared>);

impl Preflights {
    const RANK: isize = isize::MIN;

    pub(super) fn route(shared: Arc<Shared>) -> Route {
        let mut route = Route::ranked(Self::RANK, Method::Options, "/<path..>", Self(shared));
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
        let decided = self.0.endpoints(request.rocket()).decide(request);
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
        match Decided::new(self.prepared, "", request).answered() {
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
        // What is written onto a response lives as long as its request, and so not here.
        let shared = request.rocket().state::<Arc<Shared>>();
        let Some(shared) = shared else {
            return;
        };
        if let Some(decided) = shared.endpoints(request.rocket()).decide(request) {
            return decided.finish(request, response);
        }
        if let Some(fallback) = shared.fallback.get() {
            Decided::new(fallback, fallback.methods(), request).settle(request, response);
        }
    }
}
