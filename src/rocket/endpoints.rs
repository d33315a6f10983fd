//! Which handler a request is for: Rocket's routing, as far as it has to be known where Rocket itself
//! has not routed, for a preflight and for a method without a handler.

use std::ptr;

use ::rocket::http::Method;
use ::rocket::{Orbit, Request, Rocket, Route};
use cors_runtime::policy::{Policy, methods_as_sent};
use cors_runtime::protocol::prepared::Prepared;
use cors_runtime::protocol::read::{Asking, asked_by_preflight};
use cors_runtime::protocol::resource::{self, choose};
use cors_runtime::protocol::{self, Decision, Vary, decide};

use super::answers::Preflights;
use super::decided::Decided;
use super::headers::{Head, read};
use super::target::Target;

/// What was decided about a request for `OPTIONS`. Rocket keeps one value of a type with each request.
#[derive(Debug)]
struct Kept(Option<(Turn, Decision)>);

/// Which endpoint, in the order in which Rocket tries them.
type Turn = usize;

/// An annotated handler as it is mounted.
#[derive(Debug)]
pub(super) struct Endpoint {
    route: Route,
    prepared: &'static Prepared,
    /// The methods in the form they are sent.
    methods: String,
    /// When Rocket tries it, among all of them.
    turn: Turn,
}

impl Endpoint {
    pub(super) fn new(route: Route, prepared: &'static Prepared) -> Self {
        Self {
            methods: methods_as_sent(&[route.method.as_str()]),
            route,
            prepared,
            turn: 0,
        }
    }

    /// Rocket does not ignite with two routes of which all this is the same.
    fn is_at(&self, route: &Route) -> bool {
        self.route.rank == route.rank
            && self.route.method == route.method
            && self.route.uri.as_str() == route.uri.as_str()
            && self.route.format == route.format
    }

    /// About a request that Rocket has brought here.
    fn decide<'r>(&'r self, request: &'r Request<'_>) -> Decided<'r> {
        Decided::new(self.prepared, &self.methods, request)
    }

    /// About a request that was read for others, too, and brought here by what `vary` says.
    fn decide_chosen(
        &self,
        vary: Vary,
        request: &Request<'_>,
        read: protocol::Request<'_>,
    ) -> Decision {
        let policy = self.prepared.policy();
        let read = read.for_policy(policy, || Head(request).site());
        decide(policy, &self.methods, &read).chosen_by(vary)
    }

    /// What is decided already.
    fn decided(&self, decision: Decision) -> Decided<'_> {
        Decided::by(self.prepared.policy(), &self.methods, decision)
    }
}

impl resource::Endpoint for Endpoint {
    fn policy(&self) -> &Policy {
        self.prepared.policy()
    }

    fn answers(&self, method: &[u8]) -> bool {
        is_of(self.route.method, method)
    }
}

impl resource::Endpoint for &Endpoint {
    fn policy(&self) -> &Policy {
        (*self).policy()
    }

    fn answers(&self, method: &[u8]) -> bool {
        (*self).answers(method)
    }
}

/// The annotated handlers whose routes are written alike, in the order in which Rocket tries them.
#[derive(Debug)]
struct Resource {
    target: Target,
    endpoints: Vec<Endpoint>,
}

/// A route without a policy.
#[derive(Debug)]
struct Other {
    method: Method,
    rank: isize,
    target: Target,
}

/// All annotated handlers, and what stands beside them.
#[derive(Debug)]
pub(super) struct Endpoints {
    resources: Vec<Resource>,
    others: Vec<Other>,
    /// Where Rocket keeps each of its routes, in the order of the addresses, and which of ours it is.
    /// Rocket neither adds a route nor moves one once it answers requests.
    routes: Vec<(usize, Option<Place>)>,
    /// Where each endpoint is, by its turn.
    turns: Vec<Place>,
}

/// A resource, and one of its endpoints.
type Place = (usize, usize);

impl Endpoints {
    pub(super) fn new(mut ours: Vec<Endpoint>, rocket: &Rocket<Orbit>) -> Self {
        let mut endpoints = Self {
            resources: Vec::new(),
            others: Vec::new(),
            routes: Vec::new(),
            turns: Vec::new(),
        };
        ours.sort_by_key(|endpoint| endpoint.route.rank);
        for (turn, endpoint) in ours.into_iter().enumerate() {
            endpoints.add(Endpoint { turn, ..endpoint });
        }
        for route in rocket.routes() {
            let place = endpoints.find(route);
            endpoints.routes.push((address(route), place));
            if place.is_none() && !Preflights::is_at(route) {
                endpoints.others.push(Other {
                    method: route.method,
                    rank: route.rank,
                    target: Target::of(route),
                });
            }
        }
        endpoints.routes.sort_unstable();
        endpoints
    }

    fn add(&mut self, endpoint: Endpoint) {
        let is_same = |resource: &Resource| resource.target.is_same(&endpoint.route);
        let at = self.resources.iter().position(is_same);
        let at = at.unwrap_or_else(|| {
            self.resources.push(Resource {
                target: Target::of(&endpoint.route),
                endpoints: Vec::new(),
            });
            self.resources.len() - 1
        });
        if let Some(resource) = self.resources.get_mut(at) {
            self.turns.push((at, resource.endpoints.len()));
            resource.endpoints.push(endpoint);
        }
    }

    /// What the policy says that a request is for; `None` if it is for nobody's here.
    ///
    /// Rocket leaves on the request the route that it has tried last, also where a guard failed, and a
    /// catcher then gave the answer. A preflight is about another request than the one that is routed.
    pub(super) fn decide<'r>(&'r self, request: &'r Request<'_>) -> Option<Decided<'r>> {
        match request.route() {
            Some(route) if route.method != Method::Options => {
                Some(self.mounted_as(route)?.decide(request))
            }
            Some(route)
                if !Preflights::is_at(route) && asked_by_preflight(Head(request)).is_none() =>
            {
                Some(self.mounted_as(route)?.decide(request))
            }
            // Asked by the route that answers preflights, and once more by the fairing.
            _ if request.method() == Method::Options => {
                let kept = || Kept(self.decide_by_path(request, read(request)));
                let (turn, decision) = request.local_cache(kept).0?;
                Some(self.by_turn(turn)?.decided(decision))
            }
            _ => {
                let (turn, decision) = self.decide_by_path(request, read(request))?;
                Some(self.by_turn(turn)?.decided(decision))
            }
        }
    }

    /// The endpoint that Rocket has routed to, if it is one.
    fn mounted_as(&self, route: &Route) -> Option<&Endpoint> {
        let address = address(route);
        let place = match self.routes.binary_search_by_key(&address, |known| known.0) {
            Ok(at) => self.routes.get(at)?.1,
            Err(_) => self.find(route),
        };
        self.at(place?)
    }

    fn by_turn(&self, turn: Turn) -> Option<&Endpoint> {
        self.at(*self.turns.get(turn)?)
    }

    fn at(&self, (resource, endpoint): Place) -> Option<&Endpoint> {
        self.resources.get(resource)?.endpoints.get(endpoint)
    }

    fn find(&self, route: &Route) -> Option<Place> {
        let mut resources = self.resources.iter();
        let at = resources.position(|resource| resource.target.is_same(route))?;
        let mut endpoints = self.resources.get(at)?.endpoints.iter();
        Some((at, endpoints.position(|endpoint| endpoint.is_at(route))?))
    }

    /// The same for what no handler was tried for.
    fn decide_by_path(
        &self,
        request: &Request<'_>,
        asked: protocol::Request<'_>,
    ) -> Option<(Turn, Decision)> {
        // What is allowed here would be allowed at a handler that allows nothing.
        if self.is_for_another(request, asked.subject_method()) {
            return None;
        }
        let mut here = self.here(request);
        let (first, others) = (here.next()?, here.next());
        let (endpoint, vary) = match others {
            None => {
                let choice = choose(&first.endpoints, || asked)?;
                (choice.endpoint, choice.vary)
            }
            // Paths that are written differently, and overlap.
            Some(second) => {
                let all = [first, second].into_iter().chain(here);
                let mut all: Vec<&Endpoint> = all.flat_map(|one| &one.endpoints).collect();
                all.sort_unstable_by_key(|endpoint| endpoint.turn);
                let choice = choose(&all, || asked)?;
                (*choice.endpoint, choice.vary)
            }
        };
        let decision = endpoint.decide_chosen(vary, request, asked);
        Some((endpoint.turn, decision))
    }

    /// The resources that a request is for, by its path and its query.
    fn here<'r>(&'r self, request: &'r Request<'_>) -> impl Iterator<Item = &'r Resource> {
        let resources = self.resources.iter();
        resources.filter(|resource| resource.target.is_of(request))
    }

    /// Whether a request of this method and the same target goes to a route that is not annotated.
    fn is_for_another(&self, request: &Request<'_>, method: &[u8]) -> bool {
        let first = |method: &[u8]| {
            let others = self.others.iter();
            let others = others.filter(|one| is_of(one.method, method));
            let others = others.filter(|one| one.target.is_of(request));
            let ours = self.here(request).flat_map(|one| &one.endpoints);
            let ours = ours.filter(|one| is_of(one.route.method, method));
            // Of one rank are only routes of different formats, and a preflight does not say which.
            match (
                others.map(|one| one.rank).min(),
                ours.map(|one| one.route.rank).min(),
            ) {
                (Some(other), Some(ours)) => Some(other <= ours),
                (Some(_), None) => Some(true),
                (None, Some(_)) => Some(false),
                (None, None) => None,
            }
        };
        // Rocket answers `HEAD` through `GET`, where it has no route of its own.
        let for_head = || (method == b"HEAD").then(|| first(b"GET")).flatten();
        !self.others.is_empty() && first(method).or_else(for_head).unwrap_or(false)
    }
}

fn is_of(method: Method, asked: &[u8]) -> bool {
    method.as_str().as_bytes() == asked
}

fn address(route: &Route) -> usize {
    ptr::from_ref(route).addr()
}
