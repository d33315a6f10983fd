//! actix-web 4: an app with one route, alone, in actix-cors, and ours.
//!
//! Apps have types without a name, so the service is called through a box, which is made once. Requests
//! and responses come from actix-web's own pools, as in its server.

mod floor;
mod ours;
mod peer;

use actix_http::Request;
use actix_web::body::BoxBody;
use actix_web::dev::{Service, ServiceResponse};
use actix_web::http::StatusCode;
use actix_web::http::header::{self, HeaderName, HeaderValue};
use actix_web::{App, Error, HttpResponse, Resource, guard, test, web};
pub use floor::Floor;
pub use ours::Ours;
pub use peer::Peer;

use super::peers::fields;
use super::router::at_once;
use crate::case::Case;
use crate::contender::{Answer, Contender};

/// An app as a service.
type Running<B> = Box<dyn Fn(Request) -> ServiceResponse<B>>;

fn running<S, B>(service: S) -> Running<B>
where
    S: Service<Request, Response = ServiceResponse<B>, Error = Error> + 'static,
{
    Box::new(move |request| at_once(service.call(request)).expect("a handler that does not fail"))
}

/// The request of a case, on the `http` of actix-web.
fn request(case: &Case) -> Request {
    let mut request = Request::new();
    let head = request.head_mut();
    head.method = case.method.parse().expect("a method");
    for (name, value) in fields(case) {
        let value = HeaderValue::from_maybe_shared(value).expect("a value");
        head.headers.append(HeaderName::from_static(name), value);
    }
    request
}

/// The handler, whoever it is that calls it.
fn plain() -> HttpResponse {
    HttpResponse::new(StatusCode::OK)
}

/// The handler with headers of its own.
fn with_headers() -> HttpResponse {
    let mut response = plain();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/plain"));
    headers.insert(header::CONTENT_LENGTH, HeaderValue::from_static("0"));
    headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    response
}

/// The handler on its route, as `#[get("/")]` registers it. Asking for the method has a price in actix-web,
/// and is no CORS.
fn resource(case: &Case) -> Resource {
    let method = case.method.parse().expect("a method");
    let resource = web::resource("/").guard(guard::Method(method));
    if case.handler_has_headers {
        resource.to(async || with_headers())
    } else {
        resource.to(async || plain())
    }
}

fn read<B>(response: &ServiceResponse<B>) -> Answer {
    let text = |value: &HeaderValue| String::from_utf8_lossy(value.as_bytes()).into_owned();
    let lines = response.headers().iter();
    Answer {
        status: response.status().as_u16(),
        headers: lines
            .map(|(name, value)| (name.as_str().to_owned(), text(value)))
            .collect(),
    }
}

/// The app alone.
pub struct Bare(Running<BoxBody>);

impl Contender for Bare {
    const NAME: &'static str = "bare-actix";
    const BARE: &'static str = Self::NAME;
    type Request = Request;
    type Response = ServiceResponse<BoxBody>;

    fn new(case: &Case) -> Option<Self> {
        let app = App::new().service(resource(case));
        Some(Self(running(at_once(test::init_service(app)))))
    }

    fn request(&self, case: &Case) -> Request {
        request(case)
    }

    fn answer(&self, request: Request) -> Self::Response {
        (self.0)(request)
    }

    fn read(response: Self::Response) -> Answer {
        read(&response)
    }
}

#[cfg(test)]
mod tests {
    use super::super::peers::asked;
    use super::{Bare, Floor, Ours, Peer};

    #[test]
    fn bare_has_none() {
        asked::is_bare::<Bare>();
    }

    #[test]
    fn actix_cors_has_every_policy() {
        asked::has_cors::<Peer>(&[]);
    }

    #[test]
    fn the_floor_has_every_policy() {
        asked::has_cors::<Floor>(&[]);
    }

    #[test]
    fn ours_has_every_policy() {
        asked::has_cors::<Ours>(&[]);
    }
}
