//! An endpoint in poem's own middleware.

use poem::middleware::{Cors, Middleware};
use poem::{Request, Response};

use super::super::other_crates::{AllowedOrigins, PolicyParts};
use super::app::{self, App, app, route};
use super::no_cors::NoCors;
use crate::case::Case;
use crate::implementation::Implementation;
use crate::response::ResponseText;

/// A route in `poem::middleware::Cors`. It sends no `Vary` for a listed origin, and replaces the `Vary` of the
/// handler where it sends one. Requests from other origins get 403.
pub struct PoemCors(App);

fn cors(parts: &PolicyParts) -> Cors {
    let cors = Cors::new()
        .allow_credentials(parts.credentials)
        .allow_methods(parts.methods.iter().copied())
        .allow_headers(parts.headers.iter().map(String::as_str))
        .expose_headers(parts.expose.iter().copied());
    let cors = match parts.max_age {
        Some(seconds) => cors.max_age(seconds.try_into().expect("a small number")),
        None => cors,
    };
    match &parts.origins {
        AllowedOrigins::List(origins) => cors.allow_origins(origins.iter().map(String::as_str)),
        // poem allows any origin if none is listed.
        AllowedOrigins::Any => cors,
        AllowedOrigins::Subdomains => cors.allow_origin_regex("https://*.example.com"),
    }
}

impl Implementation for PoemCors {
    const NAME: &'static str = "poem";
    const NO_CORS: &'static str = NoCors::NAME;
    type Request = Request;
    type Response = Response;

    fn new(case: &Case) -> Option<Self> {
        let middleware = cors(&PolicyParts::of(case.policy));
        let route = route(case, app::methods(case.policy));
        Some(Self(app(middleware.transform(route))))
    }

    fn request(&self, case: &Case) -> Request {
        app::request(case)
    }

    fn respond(&self, request: Request) -> Response {
        (self.0)(request)
    }

    fn read_response(response: Response) -> ResponseText {
        app::read_response(&response)
    }
}
