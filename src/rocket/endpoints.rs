//! Which handler a request is for: Rocket's routing, as far as it has to be known where Rocket itself
//! has not routed, for a preflight and for a method without a handler.

use std::ptr;

use ::rocket::http::Method;
use ::rocket::{Orbit, Request, Rocket, Route};
use cors_runtime::policy::{Policy, methods_as_sent};
use cors_runtime::protocol::prepared::Prepared;
use cors_runtime::protocol::resource::{self, choose};
use cors_runtime::protocol::{self, Vary};

use super::answers::Preflights;
use super::decided::Decided;
use super::headers::read;
use super::target::Target;

/// An annotated handler as it is mounted.
#[derive(Debug)]
pub(super) struct Endpoint {
    route: Route,
    prepared: &'static Prepared,
    /// The methods in the form they are sent.
    methods: String,
    /// When Rocket tries it, among all of them.
    turn: usize,
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

    fn decide<'r>(
        &'r self,
        vary: Vary,
        request: &'r Request<'_>,
        read: protocol::Request<'r>,
    ) -> Decided<'r> {
        let policy = self.prepared.policy();
        Decided::new(policy, &self.methods, vary, request, read)
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
}

/// A resource, and one of its endpoints.
type Place = (usize, usize);

impl Endpoints {
    pub(super) fn new(mut ours: Vec<Endpoint>, rocket: &Rocket<Orbit>) -> Self {
        let mut endpoints = Self {
            resources: Vec::new(),
            others: Vec::new(),
            routes: Vec::new(),
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
        let mut resources = self.resources.iter_mut();
        match resources.find(|resource| resource.target.is_same(&endpoint.route)) {
            Some(resource) => resource.endpoints.push(endpoint),
            None => self.resources.push(Resource {
                target: Target::of(&endpoint.route),
                endpoints: vec![endpoint],
            }),
        }
    }

    /// What the policy says that a request is for; `None` if it is for nobody's here.
    ///
    /// Rocket leaves on the request the route that it has tried last, also where a guard failed, and a
    /// catcher then gave the answer. A preflight is about another request than the one that is routed.
    pub(super) fn decide<'r>(&'r self, request: &'r Request<'_>) -> Option<Decided<'r>> {
        match request.route() {
            Some(route) if route.method != Method::Options => {
                let endpoint = self.mounted_as(route)?;
                Some(endpoint.decide(Vary::Nothing, request, read(request)))
            }
            Some(route) if !Preflights::is_at(route) && !read(request).is_preflight() => {
                let endpoint = self.mounted_as(route)?;
                Some(endpoint.decide(Vary::Nothing, request, read(request)))
            }
            _ => self.decide_by_path(request),
        }
    }

    /// The endpoint that Rocket has routed to, if it is one.
    fn mounted_as(&self, route: &Route) -> Option<&Endpoint> {
        let address = address(route);
        let place = match self.routes.binary_search_by_key(&address, |known| known.0) {
            Ok(at) => self.routes.get(at)?.1,
            Err(_) => self.find(route),
        };
        let (resource, endpoint) = place?;
        self.resources.get(resource)?.endpoints.get(endpoint)
    }

    fn find(&self, route: &Route) -> Option<Place> {
        let mut resources = self.resources.iter();
        let at = resources.position(|resource| resource.target.is_same(route))?;
        let mut endpoints = self.resources.get(at)?.endpoints.iter();
        Some((at, endpoints.position(|endpoint| endpoint.is_at(route))?))
    }

    /// The same for what no handler was tried for.
    fn decide_by_path<'r>(&'r self, request: &'r Request<'_>) -> Option<Decided<'r>> {
        let asked = read(request);
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
        Some(endpoint.decide(vary, request, asked))
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
