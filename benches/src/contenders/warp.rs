//! warp 0.4: a filter alone, and inside warp's own wrapper.
//!
//! Filters have types without a name, so the service is called through a box. It is made once.

use std::cell::RefCell;
use std::convert::Infallible;

use http::Request;
use tower::Service;
use warp::Filter;
use warp::reply::Response;

use super::peers::{self, Told, Whose};
use super::router::at_once;
use crate::case::Case;
use crate::contender::{Answer, Contender};
use crate::{request, respond};

/// Of a type that warp boxes, as it boxes hyper's.
type Body = String;

/// A filter as a service.
type Served = Box<dyn Fn(Request<Body>) -> Response>;

fn served<S>(service: S) -> Served
where
    S: Service<Request<Body>, Response = Response, Error = Infallible> + 'static,
{
    // `call` takes it exclusively; a server has one for each connection.
    let service = RefCell::new(service);
    Box::new(move |request| {
        let future = service.borrow_mut().call(request);
        let Ok(response) = at_once(future);
        response
    })
}

fn handler(
    has_headers: bool,
) -> impl Filter<Extract = (Response,), Error = Infallible> + Clone + Send + Sync + 'static {
    warp::any().map(move || {
        let mut response = Response::default();
        if has_headers {
            *response.headers_mut() = respond::headers();
        }
        response
    })
}

fn read(response: &Response) -> Answer {
    Answer {
        status: response.status().as_u16(),
        headers: peers::as_text(response.headers()),
    }
}

/// The filter alone.
pub struct Bare(Served);

impl Contender for Bare {
    const NAME: &'static str = "bare-warp";
    const BARE: &'static str = Self::NAME;
    type Request = Request<Body>;
    type Response = Response;

    fn new(case: &Case) -> Option<Self> {
        let filter = handler(case.handler_has_headers);
        Some(Self(served(warp::service(filter))))
    }

    fn request(&self, case: &Case) -> Self::Request {
        request::request(case, Body::new())
    }

    fn answer(&self, request: Self::Request) -> Response {
        (self.0)(request)
    }

    fn read(response: Response) -> Answer {
        read(&response)
    }
}

/// In `warp::cors()`, which has no patterns, never sends `Vary`, and refuses strangers with 403.
pub struct Peer(Served);

fn cors(told: &Told) -> Option<warp::cors::Cors> {
    let cors = warp::cors()
        .allow_credentials(told.credentials)
        .allow_methods(told.methods.iter().copied())
        .allow_headers(told.headers.iter().map(String::as_str))
        .expose_headers(told.expose.iter().copied());
    let cors = match told.max_age {
        Some(seconds) => cors.max_age(seconds),
        None => cors,
    };
    let cors = match &told.whose {
        Whose::Listed(origins) => cors.allow_origins(origins.iter().map(String::as_str)),
        Whose::Everybody => cors.allow_any_origin(),
        Whose::Subdomains => return None,
    };
    Some(cors.build())
}

impl Contender for Peer {
    const NAME: &'static str = "warp";
    const BARE: &'static str = Bare::NAME;
    type Request = Request<Body>;
    type Response = Response;

    fn new(case: &Case) -> Option<Self> {
        let cors = cors(&Told::of(case.policy))?;
        let filter = handler(case.handler_has_headers).with(cors);
        Some(Self(served(warp::service(filter))))
    }

    fn request(&self, case: &Case) -> Self::Request {
        request::request(case, Body::new())
    }

    fn answer(&self, request: Self::Request) -> Response {
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
    use crate::case::PolicyId;

    #[test]
    fn bare_has_none() {
        asked::is_bare::<Bare>();
    }

    #[test]
    fn has_every_policy_but_patterns() {
        asked::has_cors::<Peer>(&[PolicyId::Subdomains]);
    }
}
