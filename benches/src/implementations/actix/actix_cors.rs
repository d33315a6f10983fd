//! actix-cors 0.7 around an actix-web app.

use actix_cors::Cors;
use actix_http::Request;
use actix_web::App;
use actix_web::body::{BoxBody, EitherBody};
use actix_web::dev::ServiceResponse;
use actix_web::test;

use super::super::other_crates::{AllowedOrigins, PolicyParts, is_subdomain};
use super::super::poll::poll_once;
use super::app::{self, AppService, app_service, resource};
use super::no_cors::NoCors;
use crate::case::Case;
use crate::implementation::Implementation;
use crate::response::ResponseText;

/// An app in `actix_cors::Cors`. For any origin it sends `*`, like the other implementations; a preflight
/// with a disallowed method gets 400.
pub struct ActixCors(AppService<EitherBody<BoxBody>>);

fn cors(parts: &PolicyParts) -> Cors {
    let mut cors = Cors::default()
        .allowed_methods(parts.methods.iter().copied())
        .allowed_headers(parts.headers.iter().map(String::as_str))
        .expose_headers(parts.expose.iter().copied())
        .max_age(parts.max_age.map(|seconds| seconds as usize));
    if parts.credentials {
        cors = cors.supports_credentials();
    }
    match &parts.origins {
        AllowedOrigins::List(origins) => origins
            .iter()
            .fold(cors, |cors, origin| cors.allowed_origin(origin)),
        AllowedOrigins::Any => cors.allow_any_origin().send_wildcard(),
        AllowedOrigins::Subdomains => {
            cors.allowed_origin_fn(|origin, _| is_subdomain(origin.as_bytes()))
        }
    }
}

impl Implementation for ActixCors {
    const NAME: &'static str = "actix-cors";
    const NO_CORS: &'static str = NoCors::NAME;
    type Request = Request;
    type Response = ServiceResponse<EitherBody<BoxBody>>;

    fn new(case: &Case) -> Option<Self> {
        let app = App::new()
            .service(resource(case))
            .wrap(cors(&PolicyParts::of(case.policy)));
        Some(Self(app_service(poll_once(test::init_service(app)))))
    }

    fn request(&self, case: &Case) -> Request {
        app::request(case)
    }

    fn respond(&self, request: Request) -> Self::Response {
        (self.0)(request)
    }

    fn read_response(response: Self::Response) -> ResponseText {
        app::read_response(&response)
    }
}
