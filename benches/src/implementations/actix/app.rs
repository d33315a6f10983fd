//! The app, its handler, and conversions of requests and responses.
//!
//! The types of apps cannot be named, so the service is boxed once. Requests and responses come from the
//! pools of actix-web, as in its server.

use actix_http::Request;
use actix_web::dev::{Service, ServiceResponse};
use actix_web::http::StatusCode;
use actix_web::http::header::{self, HeaderName, HeaderValue};
use actix_web::{Error, HttpResponse, Resource, guard, web};

use super::super::poll::poll_once;
use crate::case::Case;
use crate::request::header_lines;
use crate::response::ResponseText;

/// The service of an app.
pub(super) type AppService<B> = Box<dyn Fn(Request) -> ServiceResponse<B>>;

pub(super) fn app_service<S, B>(service: S) -> AppService<B>
where
    S: Service<Request, Response = ServiceResponse<B>, Error = Error> + 'static,
{
    Box::new(move |request| poll_once(service.call(request)).expect("a handler that does not fail"))
}

/// Builds the request of a case on the `http` types of actix-web.
pub(super) fn request(case: &Case) -> Request {
    let mut request = Request::new();
    let head = request.head_mut();
    head.method = case.method.parse().expect("a method");
    for (name, value) in header_lines(case) {
        let value = HeaderValue::from_maybe_shared(value).expect("a value");
        head.headers.append(HeaderName::from_static(name), value);
    }
    request
}

/// The response of all handlers.
pub(super) fn plain() -> HttpResponse {
    HttpResponse::new(StatusCode::OK)
}

/// The response of handlers that set headers.
pub(super) fn with_headers() -> HttpResponse {
    let mut response = plain();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/plain"));
    headers.insert(header::CONTENT_LENGTH, HeaderValue::from_static("0"));
    headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    response
}

/// Returns the route of the handler, as `#[get("/")]` registers it. The guard of the method has a cost in
/// actix-web, which is not a cost of CORS.
pub(super) fn resource(case: &Case) -> Resource {
    let method = case.method.parse().expect("a method");
    let resource = web::resource("/").guard(guard::Method(method));
    if case.handler_has_headers {
        resource.to(async || with_headers())
    } else {
        resource.to(async || plain())
    }
}

pub(super) fn read_response<B>(response: &ServiceResponse<B>) -> ResponseText {
    let text = |value: &HeaderValue| String::from_utf8_lossy(value.as_bytes()).into_owned();
    let lines = response.headers().iter();
    ResponseText {
        status: response.status().as_u16(),
        headers: lines
            .map(|(name, value)| (name.as_str().to_owned(), text(value)))
            .collect(),
    }
}
