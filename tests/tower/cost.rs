//! The layer's allocations per request: only the header map of the response, if there is none yet.
//!
//! The counter counts the current thread only, so concurrent tests do not disturb it.

use std::convert::Infallible;
use std::hint::black_box;

use allocation_counter::measure;
use axum::Router;
use axum::body::Body;
use axum::response::Response;
use cors_runtime::Policy;
use cors_tests::busy_poll::busy_poll;
use facade::tower::{CorsLayer, ResponseBody};
use http::{HeaderMap, HeaderName, HeaderValue, Request};
use tower::{Layer, Service, ServiceBuilder, ServiceExt, service_fn};

use crate::support::{ACTUAL, API, APP, EVIL, PREFLIGHT, get, preflight};

static PUBLIC: Policy = facade::policy! { origins = ["*"], expose = ["etag"] };

/// Returns the number of allocations and of bytes.
fn allocated(run: impl FnOnce()) -> (u64, u64) {
    let counted = measure(run);
    (counted.count_total, counted.bytes_total)
}

/// Inserts `lines` static headers.
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

/// Returns the cost of a map with `lines` static headers.
fn map_with(lines: usize) -> (u64, u64) {
    allocated(|| {
        let mut map = HeaderMap::new();
        fill(&mut map, lines);
        drop(black_box(map));
    })
}

/// Returns the cost of a second request; the first initializes what later requests share.
fn through<S>(service: &mut S, request: impl Fn() -> Request<()>) -> (u64, u64)
where
    S: Service<Request<()>>,
{
    drop(busy_poll(service.call(request())));
    let request = request();
    allocated(|| drop(black_box(busy_poll(service.call(request)))))
}

/// A service that does nothing, and so allocates nothing.
fn trivial() -> impl Service<Request<()>, Response = http::Response<()>, Error = Infallible> + Clone
{
    service_fn(|_: Request<()>| std::future::ready(Ok(http::Response::new(()))))
}

/// Returns the cost of the request extension of a fallback, in a request without extensions.
fn mark() -> (u64, u64) {
    allocated(|| {
        let mut extensions = http::Extensions::new();
        extensions.insert(());
        drop(black_box(extensions));
    })
}

#[test]
fn actual_request_allocates_only_the_header_map() {
    for (policy, origin, lines) in [
        (&API, APP, ACTUAL.len()),
        (&API, EVIL, 1),
        (&PUBLIC, EVIL, 2),
    ] {
        for (layer, for_mark) in [
            (CorsLayer::new(policy), (0, 0)),
            (CorsLayer::fallback(policy), mark()),
        ] {
            let mut service = layer.layer(trivial());
            let counted = through(&mut service, || get("/", origin));
            let (count, bytes) = map_with(lines);
            assert_eq!(
                counted,
                (count + for_mark.0, bytes + for_mark.1),
                "{origin}"
            );
            // Frameworks clone the layer or the service for each request, or apply the layer for
            // each.
            let clones = || (layer.clone(), service.clone(), layer.layer(()));
            let counted = allocated(|| drop(black_box(clones())));
            assert_eq!(counted, (0, 0));
        }
    }
}

#[test]
fn map_with_capacity_is_not_reallocated() {
    let service = service_fn(|request: Request<HeaderMap>| {
        let mut response = http::Response::new(());
        *response.headers_mut() = request.into_body();
        std::future::ready(Ok::<_, Infallible>(response))
    });
    for (layer, expected) in [
        (CorsLayer::new(&API), (0, 0)),
        (CorsLayer::fallback(&API), mark()),
    ] {
        let mut service = layer.layer(service);
        let request = || get::<()>("/", APP).map(|()| HeaderMap::with_capacity(16));
        drop(busy_poll(service.call(request())));
        let request = request();
        let counted = allocated(|| drop(black_box(busy_poll(service.call(request)))));
        assert_eq!(counted, expected);
    }
}

#[test]
fn preflight_allocates_only_the_header_map() {
    let mut expected = HeaderMap::with_capacity(8);
    for name in ["a", "b", "c", "d", "e", "f", "g"]
        .iter()
        .take(PREFLIGHT.len())
    {
        expected.insert(HeaderName::from_static(name), HeaderValue::from_static("x"));
    }
    assert_eq!(expected.len(), PREFLIGHT.len());
    let map = allocated(|| drop(black_box(expected.clone())));
    let mut service = CorsLayer::new(&API).layer(trivial());
    assert_eq!(through(&mut service, || preflight("/", APP)), map);
}

/// axum boxes a body unless its type is axum's own.
#[test]
fn into_body_avoids_boxing_in_axum() {
    let router = || Router::new().route("/", axum::routing::get("text"));
    let layer = || CorsLayer::new(&API);
    let unboxed = || {
        ServiceBuilder::new()
            .map_response(|response: http::Response<ResponseBody<Body>>| {
                response.map(ResponseBody::into_body)
            })
            .layer(layer())
    };
    // Equal numbers of layers and headers, which allocate too.
    let no_cors = || {
        ServiceBuilder::new()
            .map_response(|response: Response| response)
            .map_response(|mut response: Response| {
                fill(response.headers_mut(), ACTUAL.len());
                response
            })
    };
    let cost = |router: Router| {
        let count = |router: Router| {
            allocated(|| drop(black_box(busy_poll(router.oneshot(get::<Body>("/", APP)))))).0
        };
        // `axum::serve` does this once. Otherwise the router boxes the layer for each request.
        let router: Router = router.with_state(());
        count(router.clone());
        count(router)
    };
    let baseline = cost(router().layer(no_cors()));
    assert_eq!(cost(router().layer(unboxed())), baseline);
    assert_eq!(cost(router().layer(layer())), baseline + 1);
}
