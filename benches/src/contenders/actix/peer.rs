//! actix-cors 0.7 around the app.

use actix_cors::Cors;
use actix_http::Request;
use actix_web::App;
use actix_web::body::{BoxBody, EitherBody};
use actix_web::dev::ServiceResponse;
use actix_web::test;

use super::super::peers::{self, Told, Whose};
use super::super::router::at_once;
use super::{Bare, Running, read, request, resource, running};
use crate::case::Case;
use crate::contender::{Answer, Contender};

/// In `actix_cors::Cors`. Everybody is told `*`, as by the others; a method that is not allowed is refused
/// with 400.
pub struct Peer(Running<EitherBody<BoxBody>>);

fn cors(told: &Told) -> Cors {
    let mut cors = Cors::default()
        .allowed_methods(told.methods.iter().copied())
        .allowed_headers(told.headers.iter().map(String::as_str))
        .expose_headers(told.expose.iter().copied())
        .max_age(told.max_age.map(|seconds| seconds as usize));
    if told.credentials {
        cors = cors.supports_credentials();
    }
    match &told.whose {
        Whose::Listed(origins) => origins
            .iter()
            .fold(cors, |cors, origin| cors.allowed_origin(origin)),
        Whose::Everybody => cors.allow_any_origin().send_wildcard(),
        Whose::Subdomains => {
            cors.allowed_origin_fn(|origin, _| peers::is_subdomain(origin.as_bytes()))
        }
    }
}

impl Contender for Peer {
    const NAME: &'static str = "actix-cors";
    const BARE: &'static str = Bare::NAME;
    type Request = Request;
    type Response = ServiceResponse<EitherBody<BoxBody>>;

    fn new(case: &Case) -> Option<Self> {
        let app = App::new()
            .service(resource(case))
            .wrap(cors(&Told::of(case.policy)));
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
