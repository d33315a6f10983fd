//! Requests, responses and endpoints of poem.

use poem::endpoint::Endpoint;
use poem::http::Method;
use poem::{Request, Response, RouteMethod, handler};

use super::super::poll::poll_once;
use crate::case::{Case, PolicyId};
use crate::response::ResponseText;
use crate::{handlers, request};

/// An endpoint, whose type cannot be named.
pub(super) type App = Box<dyn Fn(Request) -> Response>;

pub(super) fn app(endpoint: impl Endpoint + 'static) -> App {
    Box::new(move |request| poll_once(endpoint.get_response(request)))
}

/// The response of all handlers.
pub(super) fn plain() -> Response {
    Response::default()
}

/// The response of handlers that set headers.
pub(super) fn with_headers() -> Response {
    let mut response = plain();
    *response.headers_mut() = handlers::headers();
    response
}

#[handler]
async fn plain_handler() -> Response {
    plain()
}

#[handler]
async fn handler_with_headers() -> Response {
    with_headers()
}

/// Returns the handler at these methods.
pub(super) fn route(case: &Case, methods: impl IntoIterator<Item = Method>) -> RouteMethod {
    methods
        .into_iter()
        .fold(RouteMethod::new(), |route, method| {
            if case.handler_has_headers {
                route.method(method, handler_with_headers)
            } else {
                route.method(method, plain_handler)
            }
        })
}

/// The methods that preflights can request are those of the route.
pub(super) fn methods(policy: PolicyId) -> Vec<Method> {
    match policy {
        PolicyId::Preflight
        | PolicyId::PreflightCredentials
        | PolicyId::Preflight20
        | PolicyId::Preflight1000 => vec![
            Method::DELETE,
            Method::GET,
            Method::HEAD,
            Method::PATCH,
            Method::POST,
            Method::PUT,
        ],
        _ => vec![Method::GET],
    }
}

pub(super) fn request(case: &Case) -> Request {
    let (parts, ()) = request::request(case, ()).into_parts();
    let mut request = Request::default();
    request.set_method(parts.method);
    *request.headers_mut() = parts.headers;
    request
}

pub(super) fn read_response(response: &Response) -> ResponseText {
    ResponseText::from_parts(response.status(), response.headers())
}
