//! An endpoint of poem 3, without CORS and with poem's own middleware.

use poem::endpoint::Endpoint;
use poem::middleware::{Cors, CorsEndpoint, Middleware};
use poem::{Request, Response, Result};

use super::other_crates::{AllowedOrigins, PolicyParts};
use super::poll::poll_once;
use crate::case::Case;
use crate::implementation::Implementation;
use crate::response::ResponseText;
use crate::{handlers, request};

struct Handler {
    has_headers: bool,
}

impl Endpoint for Handler {
    type Output = Response;

    async fn call(&self, _: Request) -> Result<Response> {
        let mut response = Response::default();
        if self.has_headers {
            *response.headers_mut() = handlers::headers();
        }
        Ok(response)
    }
}

fn request(case: &Case) -> Request {
    let (parts, ()) = request::request(case, ()).into_parts();
    let mut request = Request::default();
    request.set_method(parts.method);
    *request.headers_mut() = parts.headers;
    request
}

fn read(response: &Response) -> ResponseText {
    ResponseText::from_parts(response.status(), response.headers())
}

/// The endpoint without CORS.
pub struct NoCors {
    endpoint: Handler,
}

impl Implementation for NoCors {
    const NAME: &'static str = "no-cors-poem";
    const NO_CORS: &'static str = Self::NAME;
    type Request = Request;
    type Response = Response;

    fn new(case: &Case) -> Option<Self> {
        Some(Self {
            endpoint: Handler {
                has_headers: case.handler_has_headers,
            },
        })
    }

    fn request(&self, case: &Case) -> Request {
        request(case)
    }

    fn respond(&self, request: Request) -> Response {
        poll_once(self.endpoint.get_response(request))
    }

    fn read_response(response: Response) -> ResponseText {
        read(&response)
    }
}

/// The endpoint in `poem::middleware::Cors`. It sends no `Vary` for a listed origin, and replaces the `Vary` of
/// the handler where it sends one. Requests from other origins get 403.
pub struct PoemCors {
    endpoint: CorsEndpoint<Handler>,
}

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
        let handler = Handler {
            has_headers: case.handler_has_headers,
        };
        Some(Self {
            endpoint: cors(&PolicyParts::of(case.policy)).transform(handler),
        })
    }

    fn request(&self, case: &Case) -> Request {
        request(case)
    }

    fn respond(&self, request: Request) -> Response {
        poll_once(self.endpoint.get_response(request))
    }

    fn read_response(response: Response) -> ResponseText {
        read(&response)
    }
}

#[cfg(test)]
mod tests {
    use super::super::conformance;
    use super::{NoCors, PoemCors};

    #[test]
    fn framework_sends_no_cors_headers() {
        conformance::sends_no_cors_headers::<NoCors>();
    }

    #[test]
    fn middleware_follows_every_policy() {
        conformance::follows_policies::<PoemCors>(&[]);
    }
}
