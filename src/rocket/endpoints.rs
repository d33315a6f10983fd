//! Which handler a request is for: what Rocket has routed to, and Rocket's routing as far as it has to be
//! known where that does not say it, for paths that overlap and for a method without a handler.

use std::ptr;

use ::rocket::http::Method;
use ::rocket::{Orbit, Request, Rocket, Route};
use cors_runtime::policy::Policy;
use cors_runtime::protocol::read::asked_by_preflight;
use cors_runtime::protocol::resource::{self, Choice, choose};

use super::answers::Preflights;
use super::decided::Decided;
use super::headers::Head;
use super::rules::Rules;
use super::target::Target;

/// An annotated handler as it is mounted.
#[derive(Debug)]
pub(super) struct Endpoint {
    route: Route,
    rules: Rules,
    /// The number of its resource.
    resource: usize,
    /// When Rocket tries it, among all of them.
    turn: usize,
}

impl Endpoint {
    pub(super) fn new(route: Route, rules: Rules, resource: usize) -> Self {
        Self {
            rules: rules.mounted_for(route.method),
            route,
            resource,
            turn: 0,
        }
    }

    /// Rocket does not ignite with two routes of which all this is the same.
    fn is_at(&self, route: &Route) -> bool {
        self.route.rank == route.rank
            && self.route.method == route.method
            && self.is_written_like(route)
            && self.route.format == route.format
    }

    /// Whether both are of one resource.
    pub(super) fn is_written_like(&self, route: &Route) -> bool {
        self.route.uri.as_str() == route.uri.as_str()
    }

    pub(super) fn resource(&self) -> usize {
        self.resource
    }
}

impl resource::Endpoint for Endpoint {
    fn policy(&self) -> &Policy {
        self.rules.prepared.policy()
    }

    fn answers(&self, method: &[u8]) -> bool {
        is_of(self.route.method, method)
    }
}

impl AsRef<Self> for Endpoint {
    fn as_ref(&self) -> &Self {
        self
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
    /// Whether no other route can be for the same path. Then Rocket has said which one it is.
    is_alone: bool,
}

/// A route without a policy.
#[derive(Debug)]
struct Other {
    method: Method,
    rank: isize,
    target: Target,
}

/// What a route of Rocket's is to us.
#[derive(Debug, Clone, Copy)]
enum Known {
    /// An annotated handler's.
    Endpoint(Rules),
    /// It answers the preflights of a resource.
    Preflights(usize),
    /// Somebody else's.
    Other,
}

/// All annotated handlers, and what stands beside them.
#[derive(Debug)]
pub(super) struct Endpoints {
    /// By their numbers.
    resources: Vec<Resource>,
    others: Vec<Other>,
    /// Where Rocket keeps each of its routes, in the order of the addresses, and what it is. Rocket
    /// neither adds a route nor moves one once it answers requests.
    routes: Vec<(usize, Known)>,
}

impl Endpoints {
    pub(super) fn new(mut ours: Vec<Endpoint>, rocket: &Rocket<Orbit>) -> Self {
        let mut endpoints = Self {
            resources: Vec::new(),
            others: Vec::new(),
            routes: Vec::new(),
        };
        // Numbers were given in the order of mounting.
        for endpoint in &ours {
            if endpoint.resource == endpoints.resources.len() {
                endpoints.resources.push(Resource {
                    target: Target::of(&endpoint.route),
                    endpoints: Vec::new(),
                    is_alone: true,
                });
            }
        }
        ours.sort_by_key(|endpoint| endpoint.route.rank);
        for (turn, endpoint) in ours.into_iter().enumerate() {
            if let Some(resource) = endpoints.resources.get_mut(endpoint.resource) {
                resource.endpoints.push(Endpoint { turn, ..endpoint });
            }
        }
        for route in rocket.routes() {
            let known = endpoints.find(route);
            endpoints.routes.push((address(route), known));
            if matches!(known, Known::Other) {
                endpoints.others.push(Other {
                    method: route.method,
                    rank: route.rank,
                    target: Target::of(route),
                });
            }
        }
        endpoints.routes.sort_unstable_by_key(|known| known.0);
        for number in 0..endpoints.resources.len() {
            let is_alone = endpoints.is_alone(number);
            if let Some(resource) = endpoints.resources.get_mut(number) {
                resource.is_alone = is_alone;
            }
        }
        endpoints
    }

    fn is_alone(&self, number: usize) -> bool {
        let others = self.others.iter().map(|other| &other.target);
        let resources = self.resources.iter().enumerate();
        let resources = resources.filter(|(other, _)| *other != number);
        let mut beside = others.chain(resources.map(|(_, resource)| &resource.target));
        let resource = self.resources.get(number);
        resource.is_some_and(|one| beside.all(|other| !other.may_meet(&one.target)))
    }

    /// What the policy says that a request is for; `None` if it is for nobody's here.
    ///
    /// Rocket leaves on the request the route that it has tried last, also where a guard failed, and a
    /// catcher then gave the answer. A preflight is about another request than the one that is routed.
    #[inline]
    pub(super) fn decide<'r>(&self, request: &'r Request<'_>) -> Option<Decided<'r>> {
        let known = request.route().map(|route| (route, self.known(route)));
        let Some((route, Some(known))) = known else {
            return self.decide_by_path(&Head::of(request));
        };
        let head = &Head::routed(request, route);
        match known {
            Known::Preflights(resource) => self.decide_at(*resource, head),
            _ if asked_by_preflight(head).is_some() => self.decide_by_path(head),
            Known::Endpoint(rules) => Some(rules.decide(head)),
            Known::Other => None,
        }
    }

    /// The same for a request to the path of a resource.
    pub(super) fn decide_at<'r>(
        &self,
        resource: usize,
        head: &Head<'r, '_>,
    ) -> Option<Decided<'r>> {
        let resource = self.resources.get(resource)?;
        if resource.is_alone {
            decide_among(&resource.endpoints, head)
        } else {
            self.decide_by_path(head)
        }
    }

    /// The same for what no handler was tried for.
    fn decide_by_path<'r>(&self, head: &Head<'r, '_>) -> Option<Decided<'r>> {
        // What is allowed here would be allowed at a handler that allows nothing.
        if self.is_for_another(head) {
            return None;
        }
        let mut here = self.here(head.request());
        let first = here.next()?;
        let Some(second) = here.next() else {
            return decide_among(&first.endpoints, head);
        };
        // Paths that are written differently, and overlap.
        let all = [first, second].into_iter().chain(here);
        let mut all: Vec<&Endpoint> = all.flat_map(|one| &one.endpoints).collect();
        all.sort_unstable_by_key(|endpoint| endpoint.turn);
        decide_among(&all, head)
    }

    #[inline]
    fn known(&self, route: &Route) -> Option<&Known> {
        let address = address(route);
        let at = self.routes.binary_search_by_key(&address, |known| known.0);
        Some(&self.routes.get(at.ok()?)?.1)
    }

    fn find(&self, route: &Route) -> Known {
        if let Some(resource) = Preflights::resource(route) {
            return Known::Preflights(resource);
        }
        let mut endpoints = self.resources.iter().flat_map(|one| &one.endpoints);
        let endpoint = endpoints.find(|endpoint| endpoint.is_at(route));
        endpoint.map_or(Known::Other, |endpoint| Known::Endpoint(endpoint.rules))
    }

    /// The resources that a request is for, by its path and its query.
    fn here<'r>(&'r self, request: &'r Request<'_>) -> impl Iterator<Item = &'r Resource> {
        let resources = self.resources.iter();
        resources.filter(|resource| resource.target.is_of(request))
    }

    /// Whether a request, or the one that a preflight asks about, goes to a route that is not annotated.
    fn is_for_another(&self, head: &Head<'_, '_>) -> bool {
        let (request, asked) = (head.request(), head.read());
        let method = asked.subject_method();
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

/// By the endpoint that a request is for, of those of one path.
fn decide_among<'r, E>(endpoints: &[E], head: &Head<'r, '_>) -> Option<Decided<'r>>
where
    E: resource::Endpoint + AsRef<Endpoint>,
{
    let Choice { endpoint, vary } = choose(endpoints, || head.read())?;
    Some(endpoint.as_ref().rules.decide(head).chosen_by(vary))
}

fn is_of(method: Method, asked: &[u8]) -> bool {
    method.as_str().as_bytes() == asked
}

fn address(route: &Route) -> usize {
    ptr::from_ref(route).addr()
}
