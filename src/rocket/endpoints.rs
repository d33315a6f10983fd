//! Which handler a request is for: Rocket's routing, as far as it has to be known where Rocket itself
//! has not routed, for a preflight and for a method without a handler.

use ::rocket::http::RawStr;
use ::rocket::{Request, Route};
use cors_runtime::policy::{Policy, methods_as_sent};
use cors_runtime::protocol::prepared::Prepared;
use cors_runtime::protocol::resource::{self, choose};
use cors_runtime::protocol::{self, Vary};

use super::answers::Preflights;
use super::decided::Decided;
use super::headers::read;

/// An annotated handler as it is mounted.
#[derive(Debug)]
pub(super) struct Endpoint {
    route: Route,
    prepared: &'static Prepared,
    /// The methods in the form they are sent.
    methods: String,
}

impl Endpoint {
    pub(super) fn new(route: Route, prepared: &'static Prepared) -> Self {
        Self {
            methods: methods_as_sent(&[route.method.as_str()]),
            route,
            prepared,
        }
    }

    /// Rocket does not ignite with two routes of which all this is the same.
    fn is_at(&self, route: &Route) -> bool {
        self.route.rank == route.rank
            && self.route.method == route.method
            && self.route.uri.as_str() == route.uri.as_str()
            && self.route.format == route.format
    }

    fn decide<'r>(&'r self, vary: Vary, request: protocol::Request<'r>) -> Decided<'r> {
        Decided::new(self.prepared.policy(), &self.methods, vary, request)
    }
}

impl resource::Endpoint for &Endpoint {
    fn policy(&self) -> &Policy {
        self.prepared.policy()
    }

    fn answers(&self, method: &[u8]) -> bool {
        self.route.method.as_str().as_bytes() == method
    }
}

/// All annotated handlers, in the order in which Rocket tries them.
#[derive(Debug)]
pub(super) struct Endpoints(Vec<Endpoint>);

impl Endpoints {
    pub(super) fn new(mut endpoints: Vec<Endpoint>) -> Self {
        endpoints.sort_by_key(|endpoint| endpoint.route.rank);
        Self(endpoints)
    }

    /// What the policy says that a request is for; `None` if it is for nobody's here.
    ///
    /// Rocket leaves on the request the route that it has tried last, also where a guard failed, and a
    /// catcher then gave the answer. A preflight is about another request than the one that is routed.
    pub(super) fn decide<'r>(&'r self, request: &'r Request<'_>) -> Option<Decided<'r>> {
        let asked = read(request);
        match request.route() {
            Some(route) if !asked.is_preflight() && !Preflights::is_at(route) => {
                let endpoint = self.0.iter().find(|endpoint| endpoint.is_at(route))?;
                Some(endpoint.decide(Vary::Nothing, asked))
            }
            _ => self.decide_by_path(request, asked),
        }
    }

    /// The same for what no handler was tried for.
    fn decide_by_path<'r>(
        &'r self,
        request: &'r Request<'_>,
        asked: protocol::Request<'r>,
    ) -> Option<Decided<'r>> {
        // What is allowed here would be allowed at a handler that allows nothing.
        if self.is_for_another(request, asked.subject_method()) {
            return None;
        }
        let here = self.0.iter().filter(|one| is_for(&one.route, request));
        let here: Vec<&Endpoint> = here.collect();
        let choice = choose(&here, &asked)?;
        Some(choice.endpoint.decide(choice.vary, asked))
    }

    /// Whether a request of this method and the same target goes to a route that is not annotated.
    fn is_for_another(&self, request: &Request<'_>, method: &[u8]) -> bool {
        let is_ours = |route: &Route| self.0.iter().any(|one| one.is_at(route));
        let first = |method: &[u8]| {
            let routes = request.rocket().routes();
            let taking = routes.filter(|route| {
                let is_asked = route.method.as_str().as_bytes() == method;
                is_asked && !Preflights::is_at(route) && is_for(route, request)
            });
            // Of one rank are only routes of different formats, and a preflight does not say which.
            taking
                .map(|route| (route.rank, is_ours(route)))
                .min()
                .map(|(_, is_ours)| !is_ours)
        };
        // Rocket answers `HEAD` through `GET`, where it has no route of its own.
        let for_head = || (method == b"HEAD").then(|| first(b"GET")).flatten();
        first(method).or_else(for_head).unwrap_or(false)
    }
}

/// Whether a route is for the target of a request, whatever the method and the format.
///
/// Rocket's own matching: dynamic segments take any segment, a trailing one all that are left, and the
/// static parts of a query have to be there.
fn is_for(route: &Route, request: &Request<'_>) -> bool {
    is_for_path(route, request) && is_for_query(route, request)
}

fn is_for_path(route: &Route, request: &Request<'_>) -> bool {
    let mut asked = request.uri().path().segments();
    for segment in route.uri.origin.path().raw_segments() {
        match (is_dynamic(segment.as_str()), asked.next()) {
            (true, _) if segment.as_str().ends_with("..>") => return true,
            (true, Some(_)) => {}
            (false, Some(asked)) if asked == segment.as_str() => {}
            _ => return false,
        }
    }
    asked.next().is_none()
}

fn is_for_query(route: &Route, request: &Request<'_>) -> bool {
    let Some(query) = route.uri.origin.query() else {
        return true;
    };
    let fixed = query.raw_segments().map(RawStr::as_str);
    let mut fixed = fixed.filter(|segment| !is_dynamic(segment));
    fixed.all(|segment| {
        let wanted = segment.split_once('=').unwrap_or((segment, ""));
        let asked = request.uri().query();
        asked.is_some_and(|query| query.segments().any(|asked| asked == wanted))
    })
}

fn is_dynamic(segment: &str) -> bool {
    segment.starts_with('<') && segment.ends_with('>')
}
