//! Selection of the annotated handler that a request is for.
//!
//! Rocket usually says it by the route of the request. Where it does not, for preflights and for requests
//! without a handler, Rocket's routing by method, path, query and rank is repeated here.

use std::borrow::Borrow;
use std::ptr;

use ::rocket::http::Method;
use ::rocket::{Orbit, Request, Rocket, Route};
use cors_runtime::{Endpoint, Policy, Selection, select_endpoint};

use super::decision::PendingResponse;
use super::policy::RoutePolicy;
use super::request;
use super::route_pattern::RoutePattern;

/// The name of the routes for preflights, as it appears in the log at launch.
pub(super) const PREFLIGHT_ROUTE: &str = "CORS preflights";

/// The rank of the route for the preflights of a resource, before all other routes. Rocket does not ignite
/// with two routes of the same method and rank whose paths may overlap, so each resource has its own.
pub(super) const fn preflight_rank(resource: usize) -> isize {
    isize::MIN.saturating_add_unsigned(resource)
}

/// An annotated handler as it is mounted.
#[derive(Debug)]
pub(super) struct MountedHandler {
    route: Route,
    policy: RoutePolicy,
    /// The number of its resource.
    pub(super) resource: usize,
    /// The position in the order in which Rocket tries the handlers.
    order: usize,
}

impl MountedHandler {
    pub(super) fn new(route: Route, policy: RoutePolicy, resource: usize) -> Self {
        Self {
            policy: policy.with_method(route.method),
            route,
            resource,
            order: 0,
        }
    }

    /// Returns whether both routes belong to the same resource.
    pub(super) fn has_same_uri(&self, route: &Route) -> bool {
        self.route.uri.as_str() == route.uri.as_str()
    }

    /// Returns whether `route` is the route of this handler. Rocket does not ignite with two routes that
    /// agree in all of this.
    fn is_mounted_at(&self, route: &Route) -> bool {
        self.route.rank == route.rank
            && self.route.method == route.method
            && self.has_same_uri(route)
            && self.route.format == route.format
    }
}

impl Endpoint for MountedHandler {
    fn policy(&self) -> &Policy {
        self.policy.policy
    }

    fn handles(&self, method: &[u8]) -> bool {
        is_method(self.route.method, method)
    }
}

/// The annotated handlers with the same URI, in the order in which Rocket tries them.
#[derive(Debug)]
struct Resource {
    pattern: RoutePattern,
    handlers: Vec<MountedHandler>,
    /// Whether no other route matches the same requests, so that Rocket's route identifies the resource.
    is_exclusive: bool,
}

/// A route of a handler without a policy.
#[derive(Debug)]
struct ForeignRoute {
    method: Method,
    rank: isize,
    pattern: RoutePattern,
}

/// The kind of one of Rocket's routes.
#[derive(Debug, Clone, Copy)]
enum RouteKind {
    /// The route of an annotated handler.
    Annotated(RoutePolicy),
    /// The route for the preflights of a resource.
    Preflight(usize),
    /// The route of a handler without a policy.
    Foreign,
}

/// All annotated handlers, and the routes next to them.
#[derive(Debug)]
pub(super) struct Routing {
    /// The resources by their numbers.
    resources: Vec<Resource>,
    foreign: Vec<ForeignRoute>,
    /// The kind of each route by its address, sorted. Rocket neither adds nor moves routes after launch.
    kinds: Vec<(usize, RouteKind)>,
}

impl Routing {
    pub(super) fn new(mut handlers: Vec<MountedHandler>, rocket: &Rocket<Orbit>) -> Self {
        let mut resources: Vec<Resource> = Vec::new();
        // Resources were numbered in the order of mounting.
        for handler in &handlers {
            if handler.resource == resources.len() {
                resources.push(Resource {
                    pattern: RoutePattern::new(&handler.route),
                    handlers: Vec::new(),
                    is_exclusive: true,
                });
            }
        }
        handlers.sort_by_key(|handler| handler.route.rank);
        for (order, handler) in handlers.into_iter().enumerate() {
            if let Some(resource) = resources.get_mut(handler.resource) {
                resource.handlers.push(MountedHandler { order, ..handler });
            }
        }
        let mut foreign = Vec::new();
        let mut kinds = Vec::new();
        for route in rocket.routes() {
            let kind = kind_of(route, &resources);
            kinds.push((address(route), kind));
            if matches!(kind, RouteKind::Foreign) {
                foreign.push(ForeignRoute {
                    method: route.method,
                    rank: route.rank,
                    pattern: RoutePattern::new(route),
                });
            }
        }
        kinds.sort_unstable_by_key(|(address, _)| *address);
        for number in 0..resources.len() {
            let pattern = &resources[number].pattern;
            let others = resources
                .iter()
                .enumerate()
                .filter(|(other, _)| *other != number);
            let others = others.map(|(_, resource)| &resource.pattern);
            let mut others = others.chain(foreign.iter().map(|route| &route.pattern));
            resources[number].is_exclusive = others.all(|other| !other.may_overlap(pattern));
        }
        Self {
            resources,
            foreign,
            kinds,
        }
    }

    /// Decides about a request; `None` if no policy applies to it.
    ///
    /// Rocket stores the route that it tried last with the request, even if a guard failed and a catcher
    /// responded. A preflight is about another request than the routed one.
    pub(super) fn decide<'r>(&self, request: &'r Request<'_>) -> Option<PendingResponse<'r>> {
        let kind = request.route().and_then(|route| self.kind(route));
        match kind {
            Some(RouteKind::Preflight(resource)) => self.decide_for_resource(resource, request),
            None => self.decide_by_path(request),
            Some(_) if request::is_preflight(request) => self.decide_by_path(request),
            Some(RouteKind::Annotated(policy)) => {
                Some(policy.decide(request::read(request), Selection::ONLY))
            }
            Some(RouteKind::Foreign) => None,
        }
    }

    /// Decides about a preflight for the path of a resource.
    pub(super) fn decide_for_resource<'r>(
        &self,
        resource: usize,
        request: &'r Request<'_>,
    ) -> Option<PendingResponse<'r>> {
        let resource = self.resources.get(resource)?;
        if resource.is_exclusive {
            select(&resource.handlers, request)
        } else {
            self.decide_by_path(request)
        }
    }

    fn decide_by_path<'r>(&self, request: &'r Request<'_>) -> Option<PendingResponse<'r>> {
        // Responding here would allow a request that is routed to a handler without a policy.
        if self.targets_foreign_route(request) {
            return None;
        }
        let handlers = self.matching_resources(request);
        let mut handlers: Vec<_> = handlers.flat_map(|resource| &resource.handlers).collect();
        handlers.sort_unstable_by_key(|handler| handler.order);
        select(&handlers, request)
    }

    fn kind(&self, route: &Route) -> Option<RouteKind> {
        let address = address(route);
        let index = self
            .kinds
            .binary_search_by_key(&address, |(address, _)| *address);
        Some(self.kinds[index.ok()?].1)
    }

    /// Iterates over the resources whose path and query match a request.
    fn matching_resources(&self, request: &Request<'_>) -> impl Iterator<Item = &Resource> {
        let resources = self.resources.iter();
        resources.filter(move |resource| resource.pattern.matches(request))
    }

    /// Returns whether a request, or the request that a preflight is about, is routed to a handler without
    /// a policy.
    fn targets_foreign_route(&self, request: &Request<'_>) -> bool {
        if self.foreign.is_empty() {
            return false;
        }
        let parts = request::read(request);
        let method = parts.effective_method();
        let is_foreign_first = |method: &[u8]| {
            let foreign = self
                .foreign
                .iter()
                .filter(|route| is_method(route.method, method) && route.pattern.matches(request));
            let handlers = self.matching_resources(request);
            let handlers = handlers.flat_map(|resource| &resource.handlers);
            let handlers = handlers.filter(|handler| is_method(handler.route.method, method));
            let foreign = foreign.map(|route| route.rank).min();
            let annotated = handlers.map(|handler| handler.route.rank).min();
            match (foreign, annotated) {
                // Routes of the same rank differ in their format, which a preflight does not have.
                (Some(foreign), Some(annotated)) => Some(foreign <= annotated),
                (Some(_), None) => Some(true),
                (None, Some(_)) => Some(false),
                (None, None) => None,
            }
        };
        // Rocket responds to `HEAD` with the handler for `GET` if there is no other.
        let for_head = || {
            (method == b"HEAD")
                .then(|| is_foreign_first(b"GET"))
                .flatten()
        };
        is_foreign_first(method).or_else(for_head).unwrap_or(false)
    }
}

fn kind_of(route: &Route, resources: &[Resource]) -> RouteKind {
    if route.method == Method::Options && route.name.as_deref() == Some(PREFLIGHT_ROUTE) {
        return RouteKind::Preflight(route.rank.abs_diff(preflight_rank(0)));
    }
    let mut handlers = resources.iter().flat_map(|resource| &resource.handlers);
    let handler = handlers.find(|handler| handler.is_mounted_at(route));
    handler.map_or(RouteKind::Foreign, |handler| {
        RouteKind::Annotated(handler.policy)
    })
}

/// Selects the handler that a request is for among those of one path, and decides by its policy.
fn select<'r, E: Endpoint + Borrow<MountedHandler>>(
    handlers: &[E],
    request: &'r Request<'_>,
) -> Option<PendingResponse<'r>> {
    let parts = request::read(request);
    let (endpoint, selection) = select_endpoint(handlers, &parts)?;
    let handler: &MountedHandler = endpoint.borrow();
    Some(handler.policy.decide(parts, selection))
}

fn is_method(method: Method, name: &[u8]) -> bool {
    method.as_str().as_bytes() == name
}

fn address(route: &Route) -> usize {
    ptr::from_ref(route).addr()
}
