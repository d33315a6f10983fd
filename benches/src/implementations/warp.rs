//! A filter of warp 0.4, without CORS and with warp's own wrapper.
//!
//! The service is boxed once, because the types of filters cannot be named.

use std::cell::RefCell;
use std::convert::Infallible;

use http::Request;
use tower::Service;
use warp::Filter;
use warp::reply::Response;

use super::other_crates::{AllowedOrigins, PolicyParts};
use super::poll::poll_once;
use crate::case::Case;
use crate::implementation::Implementation;
use crate::response::ResponseText;
use crate::{handlers, request};

/// A body that warp boxes, as it boxes that of hyper.
type Body = String;

/// A filter as a service.
type BoxedService = Box<dyn Fn(Request<Body>) -> Response>;

fn boxed_service<S>(service: S) -> BoxedService
where
    S: Service<Request<Body>, Response = Response, Error = Infallible> + 'static,
{
    // `call` takes `&mut self`; a server has a service for each connection.
    let service = RefCell::new(service);
    Box::new(move |request| {
        let future = service.borrow_mut().call(request);
        let Ok(response) = poll_once(future);
        response
    })
}

fn handler(
    has_headers: bool,
) -> impl Filter<Extract = (Response,), Error = Infallible> + Clone + Send + Sync + 'static {
    warp::any().map(move || {
        let mut response = Response::default();
        if has_headers {
            *response.headers_mut() = handlers::headers();
        }
        response
    })
}

fn read(response: &Response) -> ResponseText {
    ResponseText::of(response)
}

/// The filter without CORS.
pub struct NoCors(BoxedService);

impl Implementation for NoCors {
    const NAME: &'static str = "no-cors-warp";
    const NO_CORS: &'static str = Self::NAME;
    type Request = Request<Body>;
    type Response = Response;

    fn new(case: &Case) -> Option<Self> {
        let filter = handler(case.handler_has_headers);
        Some(Self(boxed_service(warp::service(filter))))
    }

    fn request(&self, case: &Case) -> Self::Request {
        request::request(case, Body::new())
    }

    fn respond(&self, request: Self::Request) -> Response {
        (self.0)(request)
    }

    fn read_response(response: Response) -> ResponseText {
        read(&response)
    }
}

/// The filter in `warp::cors()`, which has no patterns, never sends `Vary`, and responds to requests from
/// other origins with 403.
pub struct WarpCors(BoxedService);

fn cors(parts: &PolicyParts) -> Option<warp::cors::Cors> {
    let cors = warp::cors()
        .allow_credentials(parts.credentials)
        .allow_methods(parts.methods.iter().copied())
        .allow_headers(parts.headers.iter().map(String::as_str))
        .expose_headers(parts.expose.iter().copied());
    let cors = match parts.max_age {
        Some(seconds) => cors.max_age(seconds),
        None => cors,
    };
    let cors = match &parts.origins {
        AllowedOrigins::List(origins) => cors.allow_origins(origins.iter().map(String::as_str)),
        AllowedOrigins::Any => cors.allow_any_origin(),
        AllowedOrigins::Subdomains => return None,
    };
    Some(cors.build())
}

impl Implementation for WarpCors {
    const NAME: &'static str = "warp";
    const NO_CORS: &'static str = NoCors::NAME;
    type Request = Request<Body>;
    type Response = Response;

    fn new(case: &Case) -> Option<Self> {
        let cors = cors(&PolicyParts::of(case.policy))?;
        let filter = handler(case.handler_has_headers).with(cors);
        Some(Self(boxed_service(warp::service(filter))))
    }

    fn request(&self, case: &Case) -> Self::Request {
        request::request(case, Body::new())
    }

    fn respond(&self, request: Self::Request) -> Response {
        (self.0)(request)
    }

    fn read_response(response: Response) -> ResponseText {
        read(&response)
    }
}

#[cfg(test)]
mod tests {
    use super::super::conformance;
    use super::{NoCors, WarpCors};
    use crate::case::PolicyId;

    #[test]
    fn framework_sends_no_cors_headers() {
        conformance::sends_no_cors_headers::<NoCors>();
    }

    #[test]
    fn wrapper_follows_every_policy_without_patterns() {
        conformance::follows_policies::<WarpCors>(&[PolicyId::Subdomains]);
    }
}
