//! Handlers of axum.

use std::cell::Cell;

use axum::body::Body;
use axum::routing::{MethodFilter, MethodRouter, on};
use http::header::CONTENT_LENGTH;
use http::{HeaderMap, HeaderName, HeaderValue, Response};
use tower::ServiceExt;

use super::http::{answer, by_hand, lines, map, request};
use super::{Answer, Asked, assert_alike, counted, drive};

#[facade::axum::cors(
    crate = facade,
    origins = ["https://app.example.com"],
    credentials,
    headers = ["x-token"],
    max_age = 600,
)]
async fn annotated() {}

fn ask(router: &MethodRouter, asked: Asked) -> Answer {
    let (router, request) = (router.clone(), request(asked, Body::empty()));
    answer(counted(|| {
        drive(router.oneshot(request)).unwrap_or_else(|never| match never {})
    }))
}

/// What the handler is to answer. It has no size itself, as ours has none: axum clones it.
type Answering = (
    Asked,
    &'static HeaderMap,
    &'static [(HeaderName, HeaderValue)],
);

thread_local! {
    static ANSWERING: Cell<Option<Answering>> = const { Cell::new(None) };
}

async fn answering() -> Response<Body> {
    let (asked, map, lines) = ANSWERING.get().expect("it is set");
    by_hand(asked, map, lines)
}

#[test]
fn a_handler_of_axum_allocates_what_its_headers_take() {
    let ours: MethodRouter = facade::axum::put(annotated).into();
    let theirs = on(MethodFilter::PUT.or(MethodFilter::OPTIONS), answering);
    assert_alike(
        |asked| ask(&ours, asked),
        |asked| {
            let mut map = map(asked);
            // axum adds it where it is not there, and the copy has no room for it.
            map.insert(CONTENT_LENGTH, HeaderValue::from_static("0"));
            ANSWERING.set(Some((asked, Box::leak(Box::new(map)), lines(asked).leak())));
            ask(&theirs, asked)
        },
    );
}
