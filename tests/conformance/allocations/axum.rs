//! Handlers of axum.

use std::cell::Cell;

use axum::body::Body;
use axum::routing::{MethodFilter, MethodRouter, on};
use http::header::CONTENT_LENGTH;
use http::{HeaderMap, HeaderName, HeaderValue, Response};
use tower::ServiceExt;

use super::http::{handwritten, lines, map, observed, request};
use super::{Exchange, Observed, assert_alike, busy_poll, counted};

#[facade::axum::cors(
    crate = facade,
    origins = ["https://app.example.com"],
    credentials,
    headers = ["x-token"],
    max_age = 600,
)]
async fn annotated() {}

fn send(router: &MethodRouter, exchange: Exchange) -> Observed {
    let (router, request) = (router.clone(), request(exchange, Body::empty()));
    observed(counted(|| {
        busy_poll(router.oneshot(request)).unwrap_or_else(|never| match never {})
    }))
}

/// The response of the hand-written handler. It is not captured, because axum would clone it with
/// the handler.
type Scripted = (
    Exchange,
    &'static HeaderMap,
    &'static [(HeaderName, HeaderValue)],
);

thread_local! {
    static EXCHANGE: Cell<Option<Scripted>> = const { Cell::new(None) };
}

async fn scripted() -> Response<Body> {
    let (exchange, map, lines) = EXCHANGE.get().expect("set by the test");
    handwritten(exchange, map, lines)
}

#[test]
fn axum_handler_allocates_no_more_than_a_handwritten_one() {
    let router: MethodRouter = facade::axum::put(annotated).into();
    let handwritten_router = on(MethodFilter::PUT.or(MethodFilter::OPTIONS), scripted);
    assert_alike(
        |exchange| send(&router, exchange),
        |exchange| {
            let mut map = map(exchange);
            // axum adds this header if it is absent, which would reallocate the map.
            map.insert(CONTENT_LENGTH, HeaderValue::from_static("0"));
            EXCHANGE.set(Some((
                exchange,
                Box::leak(Box::new(map)),
                lines(exchange).leak(),
            )));
            send(&handwritten_router, exchange)
        },
    );
}
