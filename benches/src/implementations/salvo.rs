//! A service of salvo 1 with a single goal, without CORS and with salvo's own middleware.
//!
//! The measured call is that of the handler which salvo's server makes for each connection. The handler logs
//! a warning about responses without `content-type`; no subscriber receives it.

use http::uri::Scheme;
use http::{HeaderName, HeaderValue, Method};
use salvo::conn::SocketAddr;
use salvo::cors::{AllowOrigin, Cors};
use salvo::http::ReqBody;
use salvo::{ConnCtrl, Depot, FlowCtrl, Handler, Request, Response, Router, Service, async_trait};

use super::other_crates::{AllowedOrigins, PolicyParts, is_subdomain};
use super::poll::poll_once;
use crate::case::Case;
use crate::implementation::Implementation;
use crate::response::ResponseText;
use crate::{handlers, request};

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
            *response.headers_mut() = handlers::headers();
        }
    }
}

/// The service of a connection. It is boxed, because salvo does not export its type.
type ConnectionService = Box<dyn Fn(Request) -> Response>;

fn connection_service(
    case: &Case,
    configure: impl FnOnce(Service) -> Service,
) -> ConnectionService {
    let goal = Goal {
        has_headers: case.handler_has_headers,
    };
    let service = configure(Service::new(Router::new().goal(goal)));
    let (address, control) = (SocketAddr::Unknown, ConnCtrl::new());
    let handler =
        service.hyper_handler(address.clone(), address, Scheme::HTTP, None, control, None);
    Box::new(move |request| poll_once(handler.handle(request)))
}

fn request(case: &Case) -> Request {
    Request::from_hyper(request::request(case, ReqBody::None), Scheme::HTTP)
}

fn read(response: &Response) -> ResponseText {
    let status = response.status_code.expect("a status");
    ResponseText::from_parts(status, response.headers())
}

/// The service without CORS.
pub struct NoCors(ConnectionService);

impl Implementation for NoCors {
    const NAME: &'static str = "no-cors-salvo";
    const NO_CORS: &'static str = Self::NAME;
    type Request = Request;
    type Response = Response;

    fn new(case: &Case) -> Option<Self> {
        Some(Self(connection_service(case, |service| service)))
    }

    fn request(&self, case: &Case) -> Request {
        request(case)
    }

    fn respond(&self, request: Request) -> Response {
        (self.0)(request)
    }

    fn read_response(response: Response) -> ResponseText {
        read(&response)
    }
}

/// The service in `salvo::cors::Cors`, which calls the goal for preflights too, and does not read the
/// requested method and headers.
pub struct SalvoCors(ConnectionService);

fn cors(parts: &PolicyParts) -> Cors {
    let value = |origin: &String| HeaderValue::from_str(origin).expect("an origin");
    let name = |name: &str| name.parse::<HeaderName>().expect("a name");
    let method = |name: &&str| name.parse::<Method>().expect("a method");
    let origin = match &parts.origins {
        // For one origin salvo sends a constant, whatever the origin of the request is.
        AllowedOrigins::List(origins) if origins.len() == 1 => {
            AllowOrigin::exact(value(&origins[0]))
        }
        AllowedOrigins::List(origins) => AllowOrigin::list(origins.iter().map(value)),
        AllowedOrigins::Any => AllowOrigin::any(),
        AllowedOrigins::Subdomains => AllowOrigin::dynamic(|origin, _, _| {
            let origin = origin?;
            is_subdomain(origin.as_bytes()).then(|| origin.clone())
        }),
    };
    let mut cors = Cors::new()
        .allow_origin(origin)
        .allow_methods(parts.methods.iter().map(method).collect::<Vec<_>>());
    if parts.credentials {
        cors = cors.allow_credentials(true);
    }
    if !parts.headers.is_empty() {
        let names = parts.headers.iter().map(|header| name(header));
        cors = cors.allow_headers(names.collect::<Vec<_>>());
    }
    if !parts.expose.is_empty() {
        let names = parts.expose.iter().map(|header| name(header));
        cors = cors.expose_headers(names.collect::<Vec<_>>());
    }
    match parts.max_age {
        Some(seconds) => cors.max_age(seconds),
        None => cors,
    }
}

impl Implementation for SalvoCors {
    const NAME: &'static str = "salvo";
    const NO_CORS: &'static str = NoCors::NAME;
    type Request = Request;
    type Response = Response;

    fn new(case: &Case) -> Option<Self> {
        let cors = cors(&PolicyParts::of(case.policy)).into_handler();
        Some(Self(connection_service(case, |service| service.hoop(cors))))
    }

    fn request(&self, case: &Case) -> Request {
        request(case)
    }

    fn respond(&self, request: Request) -> Response {
        (self.0)(request)
    }

    fn read_response(response: Response) -> ResponseText {
        read(&response)
    }
}

#[cfg(test)]
mod tests {
    use super::super::conformance;
    use super::{NoCors, SalvoCors};

    #[test]
    fn framework_sends_no_cors_headers() {
        conformance::sends_no_cors_headers::<NoCors>();
    }

    #[test]
    fn middleware_follows_every_policy() {
        conformance::follows_policies::<SalvoCors>(&[]);
    }
}
