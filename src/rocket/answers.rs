//! What answers at this door besides handlers: a route for the preflights of each path, what stands
//! around the handlers of policies that enforce, and the fairing that finishes every response.

use std::sync::Arc;

use ::rocket::fairing::{Fairing, Info, Kind};
use ::rocket::http::{Method, Status};
use ::rocket::route::{Handler, Outcome};
use ::rocket::{Data, Request, Response, Route};

use super::decided::Decided;
use super::headers::Head;
use super::rules::Rules;
use super::shared::Shared;

/// The route of the preflights for one path, in front of every other route for `OPTIONS`. What is none,
/// and what is none of ours, it passes on.
///
/// It is decided here and once more by the fairing: other fairings are to see the status, the headers come
/// behind theirs, and to keep a decision with its request would cost more than to make it again. If the
/// origins of a policy are replaced in between, the browser does not go on: status and headers have to agree.
#[derive(Debug, Clone)]
pub(super) struct Preflights {
    shared: Arc<Shared>,
    resource: usize,
}

impl Preflights {
    const NAME: &'static str = "CORS preflights";

    /// Two routes for the same method and rank, which may be for the same request, would not ignite.
    const FIRST_RANK: isize = isize::MIN;

    /// For the resource of this number, which is at `path`.
    pub(super) fn route(shared: Arc<Shared>, resource: usize, path: &str) -> Route {
        let rank = Self::FIRST_RANK.saturating_add_unsigned(resource);
        let handler = Self { shared, resource };
        let mut route = Route::ranked(rank, Method::Options, path, handler);
        route.name = Some(Self::NAME.into());
        route
    }

    /// The number of the resource.
    pub(super) fn resource(route: &Route) -> Option<usize> {
        let is_one = route.method == Method::Options && route.name.as_deref() == Some(Self::NAME);
        is_one.then(|| route.rank.abs_diff(Self::FIRST_RANK))
    }
}

#[::rocket::async_trait]
impl Handler for Preflights {
    async fn handle<'r>(&self, request: &'r Request<'_>, data: Data<'r>) -> Outcome<'r> {
        let endpoints = self.shared.endpoints(request.rocket());
        let decided = endpoints.decide_at(self.resource, &Head::of(request));
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
    rules: Rules,
}

impl Enforced {
    pub(super) fn around(inside: Box<dyn Handler>, rules: Rules) -> Self {
        Self { inside, rules }
    }
}

#[::rocket::async_trait]
impl Handler for Enforced {
    async fn handle<'r>(&self, request: &'r Request<'_>, data: Data<'r>) -> Outcome<'r> {
        match self.rules.decide(&Head::of(request)).answered() {
            Some(answer) => Outcome::Success(answer),
            None => self.inside.handle(request, data).await,
        }
    }
}

/// Puts the headers onto every response: a handler's, a catcher's, and the answers of the two above.
#[derive(Debug)]
pub(super) struct Answers(pub(super) Arc<Shared>);

#[::rocket::async_trait]
impl Fairing for Answers {
    fn info(&self) -> Info {
        Info {
            name: "CORS",
            kind: Kind::Response,
        }
    }

    async fn on_response<'r>(&self, request: &'r Request<'_>, response: &mut Response<'r>) {
        let endpoints = self.0.endpoints(request.rocket());
        if let Some(decided) = endpoints.decide(request) {
            return decided.finish(response);
        }
        if self.0.fallback.get().is_some() {
            settle(request, response);
        }
    }
}

/// By the fallback. What is written onto a response lives as long as its request, and so as Rocket, and
/// not as a fairing.
fn settle<'r>(request: &'r Request<'_>, response: &mut Response<'r>) {
    let shared = request.rocket().state::<Arc<Shared>>();
    if let Some(fallback) = shared.and_then(|shared| shared.fallback.get()) {
        let head = Head::of(request);
        Decided::new(fallback, fallback.methods(), &head).settle(response);
    }
}
