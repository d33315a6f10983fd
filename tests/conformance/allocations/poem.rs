//! Handlers of poem.

use std::cell::Cell;

use http::{HeaderMap, HeaderName, HeaderValue};
use poem::{Endpoint, Request, Response, RouteMethod, handler};

use super::http::{handwritten, lines, map};
use super::{Exchange, Observed, assert_alike, busy_poll, counted};

#[facade::poem::cors(
    crate = facade,
    origins = ["https://app.example.com"],
    credentials,
    headers = ["x-token"],
    max_age = 600,
)]
#[handler]
async fn annotated() -> Response {
    Response::default()
}

fn send(endpoint: &impl Endpoint, exchange: Exchange) -> Observed {
    let method = exchange.method().parse().expect("a method");
    let mut request = Request::builder().method(method);
    for (name, value) in exchange.request_headers() {
        request = request.header(name, value);
    }
    let request = request.finish();
    let (response, allocated) = counted(|| busy_poll(endpoint.get_response(request)));
    let lines = response.headers().iter();
    let lines = lines.map(|(name, value)| (name.as_str(), value.as_bytes()));
    Observed::new(response.status().as_u16(), lines, allocated)
}

/// The response of the hand-written handler.
type Scripted = (
    Exchange,
    &'static HeaderMap,
    &'static [(HeaderName, HeaderValue)],
);

thread_local! {
    static EXCHANGE: Cell<Option<Scripted>> = const { Cell::new(None) };
}

#[handler]
async fn scripted() -> Response {
    let (exchange, map, lines) = EXCHANGE.get().expect("set by the test");
    let (head, ()) = handwritten(exchange, map, lines).into_parts();
    let mut response = Response::default();
    response.set_status(head.status);
    *response.headers_mut() = head.headers;
    response
}

#[test]
fn poem_handler_allocates_no_more_than_a_handwritten_one() {
    let routes = facade::poem::put(annotated);
    let handwritten = RouteMethod::new().put(scripted).options(scripted);
    assert_alike(
        |exchange| send(&routes, exchange),
        |exchange| {
            let (map, lines) = (map(exchange), lines(exchange));
            EXCHANGE.set(Some((exchange, Box::leak(Box::new(map)), lines.leak())));
            send(&handwritten, exchange)
        },
    );
}
