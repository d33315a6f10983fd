//! The layer around a plain service, called without a server.

use std::convert::Infallible;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use cors_runtime::Policy;
use facade::tower::{Cors, CorsLayer};
use facade::{LiveOrigins, OriginSet};
use http::{HeaderValue, Request, Response, StatusCode};
use tower::{Layer, Service, ServiceExt, service_fn};

use crate::support::{
    ACTUAL, API, APP, DENIED, ENFORCED, EVIL, OTHER, PREFLIGHT, cors, get, preflight, request,
};

/// A service that counts its calls, and sets CORS headers that the layer has to remove.
fn counting_service(
    calls: &Arc<AtomicUsize>,
) -> impl Service<Request<()>, Response = Response<&'static str>, Error = Infallible> + Clone + use<>
{
    let calls = Arc::clone(calls);
    service_fn(move |_: Request<()>| {
        calls.fetch_add(1, Ordering::Relaxed);
        let mut response = Response::new("inner");
        let set = [
            ("etag", "7"),
            ("access-control-allow-origin", "*"),
            ("access-control-max-age", "1"),
        ];
        for (name, value) in set {
            let value = HeaderValue::from_static(value);
            response.headers_mut().insert(name, value);
        }
        std::future::ready(Ok(response))
    })
}

#[tokio::test]
async fn preflight_does_not_reach_inner_service() {
    let calls = Arc::default();
    let service = CorsLayer::new(&API).layer(counting_service(&calls));
    for (origin, status, lines) in [
        (APP, StatusCode::NO_CONTENT, &PREFLIGHT[..]),
        (EVIL, StatusCode::FORBIDDEN, &DENIED[..]),
    ] {
        let response = service.clone().oneshot(preflight("/", origin)).await;
        let response = response.expect("a preflight does not fail");
        assert_eq!(response.status(), status);
        assert_eq!(cors(response.headers()), lines);
        assert_eq!(response.headers().len(), lines.len());
        assert_eq!(response.into_body().into_inner(), None);
    }
    assert_eq!(calls.load(Ordering::Relaxed), 0);
}

#[tokio::test]
async fn actual_request_reaches_inner_service_and_gets_headers() {
    let calls = Arc::default();
    let service = CorsLayer::new(&API).layer(counting_service(&calls));
    for (origin, lines) in [(APP, &ACTUAL[..]), (EVIL, &DENIED[..])] {
        let response = service.clone().oneshot(get("/", origin)).await;
        let response = response.expect("the service does not fail");
        assert_eq!(response.status(), 200);
        assert_eq!(cors(response.headers()), lines);
        assert_eq!(response.headers()["etag"], "7");
        assert_eq!(response.into_body().into_inner(), Some("inner"));
    }
    // `OPTIONS` without `Access-Control-Request-Method` is not a preflight.
    let options = service.oneshot(request(http::Method::OPTIONS, "/", APP));
    let response = options.await.expect("the service does not fail");
    assert_eq!(response.into_body().into_inner(), Some("inner"));
    assert_eq!(calls.load(Ordering::Relaxed), 3);
}

#[tokio::test]
async fn enforced_policy_rejects_disallowed_origins_before_inner_service() {
    let calls = Arc::default();
    let service = CorsLayer::new(&ENFORCED).layer(counting_service(&calls));
    let status = async |request| {
        let response = service.clone().oneshot(request).await;
        let response = response.expect("the service does not fail");
        (response.status().as_u16(), calls.swap(0, Ordering::Relaxed))
    };
    assert_eq!(status(get("/", APP)).await, (200, 1));
    assert_eq!(status(get("/", EVIL)).await, (403, 0));
    assert_eq!(status(get("/", "https://api.test")).await, (200, 1));
    // HTTP/2 and HTTP/3 have the authority in the URI.
    let mut absolute = get("https://h2.test/", "https://h2.test");
    absolute.headers_mut().remove("host");
    assert_eq!(status(absolute).await, (200, 1));
    let absolute = get("https://h2.test/", "https://api.test");
    assert_eq!(status(absolute).await, (403, 0));
}

#[tokio::test]
async fn inner_error_is_passed_through() {
    let broken = service_fn(async |_: Request<()>| Err::<Response<()>, _>("broken"));
    for layer in [CorsLayer::new(&API), CorsLayer::fallback(&API)] {
        let failed = layer.layer(broken).oneshot(get("/", APP)).await;
        assert_eq!(failed.map(|_| ()), Err("broken"));
    }
}

fn allows(layer: &CorsLayer, origin: &'static str) -> bool {
    let ok = service_fn(async |_: Request<()>| Ok::<_, Infallible>(Response::new(())));
    let response = poll_once(layer.layer(ok).oneshot(preflight("/", origin)));
    let response = response.expect("the service does not fail");
    let allowed = response.status() == StatusCode::NO_CONTENT;
    assert_eq!(allowed, response.headers().len() > 1);
    allowed
}

/// Polls a future that never waits.
fn poll_once<F: Future>(future: F) -> F::Output {
    let mut future = std::pin::pin!(future);
    let waker = std::task::Waker::noop();
    let mut cx = std::task::Context::from_waker(waker);
    match future.as_mut().poll(&mut cx) {
        std::task::Poll::Ready(output) => output,
        std::task::Poll::Pending => panic!("the future waits"),
    }
}

#[test]
fn policy_may_be_static_owned_or_shared() {
    let build = || {
        let policy = Policy::builder().origins([APP]).methods(["PUT"]);
        policy.build().expect("a policy")
    };
    for layer in [
        CorsLayer::new(&API),
        CorsLayer::new(build()),
        CorsLayer::new(Arc::new(build())),
    ] {
        assert!(allows(&layer, APP));
        assert!(allows(&layer.clone(), APP));
        assert!(!allows(&layer, EVIL));
    }
}

#[test]
fn live_origins_apply_to_layers_in_use() {
    static LIVE: LiveOrigins = LiveOrigins::empty();
    static POLICY: Policy = facade::policy! {
        origins = ["https://app.example.com"],
        origins_from = LIVE,
        methods = ["PUT"],
    };
    let set = |origins: &[&str]| OriginSet::parse(origins.iter().copied()).expect("origins");
    let layer = CorsLayer::new(&POLICY);
    let other = layer.clone();
    assert!(allows(&layer, APP) && !allows(&layer, OTHER));
    LIVE.replace(set(&[OTHER]));
    assert!(allows(&layer, APP) && allows(&layer, OTHER) && allows(&other, OTHER));
    LIVE.replace(set(&["https://third.example.com"]));
    assert!(allows(&layer, APP) && !allows(&layer, OTHER) && !allows(&other, OTHER));
}

#[test]
fn layer_and_service_implement_common_traits() {
    fn has_common_traits<T: Clone + std::fmt::Debug + Send + Sync + Unpin + 'static>(value: &T) {
        assert!(!format!("{value:?}").is_empty());
    }
    has_common_traits(&CorsLayer::new(&API));
    let service: Cors<u8> = CorsLayer::fallback(&API).layer(7);
    has_common_traits(&service);
    // Frameworks clone the service for every request.
    assert!(size_of::<Cors<()>>() <= 2 * size_of::<usize>());
}
