//! Handlers of actix-web.

use std::cell::Cell;

use actix_http::Request;
use actix_web::dev::{Service, ServiceResponse};
use actix_web::http::StatusCode;
use actix_web::http::header::{HeaderName, HeaderValue};
use actix_web::{App, Error, HttpResponse, guard, put, test, web};

use super::{Exchange, Integration, Observed, assert_alike, busy_poll, counted};

#[facade::actix::cors(
    crate = facade,
    origins = ["https://app.example.com"],
    credentials,
    headers = ["x-token"],
    max_age = 600,
)]
#[put("/")]
async fn annotated() -> HttpResponse {
    HttpResponse::new(StatusCode::OK)
}

fn request(exchange: Exchange) -> Request {
    let mut request = Request::new();
    let head = request.head_mut();
    head.method = exchange.method().parse().expect("a method");
    for (name, value) in exchange.request_headers() {
        let (name, value) = (
            HeaderName::from_static(name),
            HeaderValue::from_static(value),
        );
        head.headers.append(name, value);
    }
    request
}

fn send<B>(
    app: &impl Service<Request, Response = ServiceResponse<B>, Error = Error>,
    exchange: Exchange,
) -> Observed {
    let request = request(exchange);
    let (response, allocated) = counted(|| busy_poll(app.call(request)).expect("an observed"));
    let lines = response.headers().iter();
    let lines = lines.map(|(name, value)| (name.as_str(), value.as_bytes()));
    Observed::new(response.status().as_u16(), lines, allocated)
}

thread_local! {
    /// The exchange that the hand-written handler responds to. Captured state would change its
    /// size, and the annotated handler has none.
    static EXCHANGE: Cell<Exchange> = const { Cell::new(Exchange::Bare) };
}

fn handwritten() -> HttpResponse {
    let exchange = EXCHANGE.get();
    let status = exchange.status().try_into().expect("a status");
    let mut response = HttpResponse::new(status);
    for (name, value) in exchange.response_headers(Integration::Actix) {
        let (name, value) = (
            HeaderName::from_static(name),
            HeaderValue::from_static(value),
        );
        response.headers_mut().append(name, value);
    }
    response
}

#[::core::prelude::v1::test]
fn actix_handler_allocates_no_more_than_a_handwritten_one() {
    let app = busy_poll(test::init_service(App::new().service(annotated)));
    assert_alike(
        |exchange| send(&app, exchange),
        |exchange| {
            EXCHANGE.set(exchange);
            let method = exchange.method().parse().expect("a method");
            let resource = web::resource("/").guard(guard::Method(method));
            let resource = resource.to(async || handwritten());
            let app = busy_poll(test::init_service(App::new().service(resource)));
            for _ in 0..4 {
                send(&app, exchange);
            }
            send(&app, exchange)
        },
    );
}
