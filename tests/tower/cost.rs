//! What the layer allocates for a request: the map of the answer's headers, where there was none.
//!
//! The counter counts the thread it is asked on, so nothing else that runs is in the numbers.

use std::convert::Infallible;
use std::hint::black_box;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

use allocation_counter::measure;
use axum::Router;
use axum::body::Body;
use axum::response::Response;
use cors_runtime::policy::Policy;
use facade::tower::{CorsLayer, OrEmpty};
use http::{HeaderMap, HeaderName, HeaderValue, Request};
use tower::{Layer, Service, ServiceBuilder, ServiceExt, service_fn};

use crate::support::{ACTUAL, API, APP, EVIL, PREFLIGHT, get, preflight};

static PUBLIC: Policy = facade::policy! { origins = ["*"], expose = ["etag"] };

/// Runs a future that waits for nothing, without a runtime that would allocate.
fn drive<F: Future>(future: F) -> F::Output {
    let mut future = pin!(future);
    let mut context = Context::from_waker(Waker::noop());
    loop {
        if let Poll::Ready(output) = future.as_mut().poll(&mut context) {
            return output;
        }
    }
}

/// How often, and how many bytes.
fn allocated(run: impl FnOnce()) -> (u64, u64) {
    let counted = measure(run);
    (counted.count_total, counted.bytes_total)
}

/// Puts `lines` static lines into a map.
fn fill(map: &mut HeaderMap, lines: usize) {
    let names = [
        http::header::ACCESS_CONTROL_ALLOW_ORIGIN,
        http::header::ACCESS_CONTROL_ALLOW_CREDENTIALS,
        http::header::ACCESS_CONTROL_EXPOSE_HEADERS,
        http::header::VARY,
    ];
    for name in names.into_iter().take(lines) {
        map.insert(name, HeaderValue::from_static("x"));
    }
}

/// What a map takes that is filled with `lines` static ones.
fn map_with(lines: usize) -> (u64, u64) {
    allocated(|| {
        let mut map = HeaderMap::new();
        fill(&mut map, lines);
        drop(black_box(map));
    })
}

/// A request through a service that has seen one already: the first makes what is made once.
fn through<S>(service: &mut S, request: impl Fn() -> Request<()>) -> (u64, u64)
where
    S: Service<Request<()>>,
{
    drop(drive(service.call(request())));
    let request = request();
    allocated(|| drop(black_box(drive(service.call(request)))))
}

/// A service that has nothing to do, and nothing to allocate.
fn trivial() -> impl Service<Request<()>, Response = http::Response<()>, Error = Infallible> + Clone
{
    service_fn(|_: Request<()>| std::future::ready(Ok(http::Response::new(()))))
}

#[test]
fn an_actual_request_costs_the_map_of_its_answer() {
    for (policy, origin, lines) in [
        (&API, APP, ACTUAL.len()),
        (&API, EVIL, 1),
        (&PUBLIC, EVIL, 2),
    ] {
        for layer in [CorsLayer::new(policy), CorsLayer::fallback(policy)] {
            let mut service = layer.layer(trivial());
            let counted = through(&mut service, || get("/", origin));
            assert_eq!(counted, map_with(lines), "{origin}");
            // Frameworks clone it for each, and some put it around for each.
            let clones = || (layer.clone(), service.clone(), layer.layer(()));
            let counted = allocated(|| drop(black_box(clones())));
            assert_eq!(counted, (0, 0));
        }
    }
}

#[test]
fn a_map_with_room_costs_nothing() {
    let service = service_fn(|request: Request<HeaderMap>| {
        let mut response = http::Response::new(());
        *response.headers_mut() = request.into_body();
        std::future::ready(Ok::<_, Infallible>(response))
    });
    for layer in [CorsLayer::new(&API), CorsLayer::fallback(&API)] {
        let mut service = layer.layer(service);
        let request = || get::<()>("/", APP).map(|()| HeaderMap::with_capacity(16));
        drop(drive(service.call(request())));
        let request = request();
        let counted = allocated(|| drop(black_box(drive(service.call(request)))));
        assert_eq!(counted, (0, 0));
    }
}

#[test]
fn a_preflight_costs_one_map() {
    let mut known = HeaderMap::with_capacity(8);
    for name in ["a", "b", "c", "d", "e", "f", "g"]
        .iter()
        .take(PREFLIGHT.len())
    {
        known.insert(HeaderName::from_static(name), HeaderValue::from_static("x"));
    }
    assert_eq!(known.len(), PREFLIGHT.len());
    let map = allocated(|| drop(black_box(known.clone())));
    let mut service = CorsLayer::new(&API).layer(trivial());
    assert_eq!(through(&mut service, || preflight("/", APP)), map);
}

/// axum boxes what is not its own, unless it gets its own back.
#[test]
fn axum_boxes_a_body_unless_it_gets_its_own_back() {
    let router = || Router::new().route("/", axum::routing::get("text"));
    let layer = || CorsLayer::new(&API);
    let same = || {
        ServiceBuilder::new()
            .map_response(|answer: http::Response<OrEmpty<Body>>| answer.map(OrEmpty::into_body))
            .layer(layer())
    };
    // As many layers and as many headers, so that what those take is in both.
    let nothing = || {
        ServiceBuilder::new()
            .map_response(|answer: Response| answer)
            .map_response(|mut answer: Response| {
                fill(answer.headers_mut(), ACTUAL.len());
                answer
            })
    };
    let cost = |router: Router| {
        let count = |router: Router| {
            allocated(|| drop(black_box(drive(router.oneshot(get::<Body>("/", APP)))))).0
        };
        // As `axum::serve` does, once: before, the layer is boxed anew for each request.
        let router: Router = router.with_state(());
        count(router.clone());
        count(router)
    };
    let bare = cost(router().layer(nothing()));
    assert_eq!(cost(router().layer(same())), bare);
    assert_eq!(cost(router().layer(layer())), bare + 1);
}
