//! poem 3: an endpoint alone, and inside poem's own middleware.

use poem::endpoint::Endpoint;
use poem::middleware::{Cors, CorsEndpoint, Middleware};
use poem::{Request, Response, Result};

use super::peers::{self, Told, Whose};
use super::router::at_once;
use crate::case::Case;
use crate::contender::{Answer, Contender};
use crate::{request, respond};

struct Handler {
    has_headers: bool,
}

impl Endpoint for Handler {
    type Output = Response;

    async fn call(&self, _: Request) -> Result<Response> {
        let mut response = Response::default();
        if self.has_headers {
            *response.headers_mut() = respond::headers();
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

fn read(response: &Response) -> Answer {
    Answer {
        status: response.status().as_u16(),
        headers: peers::as_text(response.headers()),
    }
}

/// The endpoint alone.
pub struct Bare {
    endpoint: Handler,
}

impl Contender for Bare {
    const NAME: &'static str = "bare-poem";
    const BARE: &'static str = Self::NAME;
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

    fn answer(&self, request: Request) -> Response {
        at_once(self.endpoint.get_response(request))
    }

    fn read(response: Response) -> Answer {
        read(&response)
    }
}

/// In `poem::middleware::Cors`, which answers a listed origin without `Vary`, puts its own in the place
/// of the handler's, and refuses strangers with 403.
pub struct Peer {
    endpoint: CorsEndpoint<Handler>,
}

fn cors(told: &Told) -> Cors {
    let cors = Cors::new()
        .allow_credentials(told.credentials)
        .allow_methods(told.methods.iter().copied())
        .allow_headers(told.headers.iter().map(String::as_str))
        .expose_headers(told.expose.iter().copied());
    let cors = match told.max_age {
        Some(seconds) => cors.max_age(seconds.try_into().expect("some minutes")),
        None => cors,
    };
    match &told.whose {
        Whose::Listed(origins) => cors.allow_origins(origins.iter().map(String::as_str)),
        // Who lists nobody allows everybody.
        Whose::Everybody => cors,
        Whose::Subdomains => cors.allow_origin_regex("https://*.example.com"),
    }
}

impl Contender for Peer {
    const NAME: &'static str = "poem";
    const BARE: &'static str = Bare::NAME;
    type Request = Request;
    type Response = Response;

    fn new(case: &Case) -> Option<Self> {
        let inside = Handler {
            has_headers: case.handler_has_headers,
        };
        Some(Self {
            endpoint: cors(&Told::of(case.policy)).transform(inside),
        })
    }

    fn request(&self, case: &Case) -> Request {
        request(case)
    }

    fn answer(&self, request: Request) -> Response {
        at_once(self.endpoint.get_response(request))
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
