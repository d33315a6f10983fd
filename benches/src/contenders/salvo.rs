//! salvo 1: a service with one goal, alone and under salvo's own hoop.
//!
//! What is called is the handler that salvo makes for each connection of its server. It warns of an
//! answer without `content-type`, and nobody listens.

use http::uri::Scheme;
use http::{HeaderName, HeaderValue, Method};
use salvo::conn::SocketAddr;
use salvo::cors::{AllowOrigin, Cors};
use salvo::http::ReqBody;
use salvo::{ConnCtrl, Depot, FlowCtrl, Handler, Request, Response, Router, Service, async_trait};

use super::peers::{self, Told, Whose};
use super::router::at_once;
use crate::case::Case;
use crate::contender::{Answer, Contender};
use crate::{request, respond};

struct Goal {
    has_headers: bool,
}

#[async_trait]
impl Handler for Goal {
    async fn handle(
        &self,
        _: &mut Request,
        _: &mut Depot,
        response: &mut Response,
        _: &mut FlowCtrl,
    ) {
        if self.has_headers {
            *response.headers_mut() = respond::headers();
        }
    }
}

/// A service as a connection has it. Its type has no name outside of salvo, so there is a box.
type Connected = Box<dyn Fn(Request) -> Response>;

fn connected(case: &Case, around: impl FnOnce(Service) -> Service) -> Connected {
    let goal = Goal {
        has_headers: case.handler_has_headers,
    };
    let service = around(Service::new(Router::new().goal(goal)));
    let (nobody, control) = (SocketAddr::Unknown, ConnCtrl::new());
    let handler = service.hyper_handler(nobody.clone(), nobody, Scheme::HTTP, None, control, None);
    Box::new(move |request| at_once(handler.handle(request)))
}

fn request(case: &Case) -> Request {
    Request::from_hyper(request::request(case, ReqBody::None), Scheme::HTTP)
}

fn read(response: &Response) -> Answer {
    Answer {
        status: response.status_code.map_or(0, |status| status.as_u16()),
        headers: peers::as_text(response.headers()),
    }
}

/// The service alone.
pub struct Bare(Connected);

impl Contender for Bare {
    const NAME: &'static str = "bare-salvo";
    const BARE: &'static str = Self::NAME;
    type Request = Request;
    type Response = Response;

    fn new(case: &Case) -> Option<Self> {
        Some(Self(connected(case, |service| service)))
    }

    fn request(&self, case: &Case) -> Request {
        request(case)
    }

    fn answer(&self, request: Request) -> Response {
        (self.0)(request)
    }

    fn read(response: Response) -> Answer {
        read(&response)
    }
}

/// Under `salvo::cors::Cors`, which runs the goal for preflights too, and never looks at what they ask.
pub struct Peer(Connected);

fn cors(told: &Told) -> Cors {
    let value = |origin: &String| HeaderValue::from_str(origin).expect("an origin");
    let name = |name: &str| name.parse::<HeaderName>().expect("a name");
    let method = |name: &&str| name.parse::<Method>().expect("a method");
    let origin = match &told.whose {
        // What salvo makes of one origin: it is sent to everybody.
        Whose::Listed(origins) if origins.len() == 1 => AllowOrigin::exact(value(&origins[0])),
        Whose::Listed(origins) => AllowOrigin::list(origins.iter().map(value)),
        Whose::Everybody => AllowOrigin::any(),
        Whose::Subdomains => AllowOrigin::dynamic(|origin, _, _| {
            let origin = origin?;
            peers::is_subdomain(origin.as_bytes()).then(|| origin.clone())
        }),
    };
    let mut cors = Cors::new()
        .allow_origin(origin)
        .allow_methods(told.methods.iter().map(method).collect::<Vec<_>>());
    if told.credentials {
        cors = cors.allow_credentials(true);
    }
    if !told.headers.is_empty() {
        let names = told.headers.iter().map(|header| name(header));
        cors = cors.allow_headers(names.collect::<Vec<_>>());
    }
    if !told.expose.is_empty() {
        let names = told.expose.iter().map(|header| name(header));
        cors = cors.expose_headers(names.collect::<Vec<_>>());
    }
    match told.max_age {
        Some(seconds) => cors.max_age(seconds),
        None => cors,
    }
}

impl Contender for Peer {
    const NAME: &'static str = "salvo";
    const BARE: &'static str = Bare::NAME;
    type Request = Request;
    type Response = Response;

    fn new(case: &Case) -> Option<Self> {
        let cors = cors(&Told::of(case.policy)).into_handler();
        Some(Self(connected(case, |service| service.hoop(cors))))
    }

    fn request(&self, case: &Case) -> Request {
        request(case)
    }

    fn answer(&self, request: Request) -> Response {
        (self.0)(request)
    }

    fn read(response: Response) -> Answer {
        read(&response)
    }
}

#[cfg(test)]
mod tests {
    use super::super::peers::asked;
    use super::{Bare, Peer};

    #[test]
    fn bare_has_none() {
        asked::is_bare::<Bare>();
    }

    #[test]
    fn has_every_policy() {
        asked::has_cors::<Peer>(&[]);
    }
}
