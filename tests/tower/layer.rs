//! The layer around one plain service, called without a server.

use std::convert::Infallible;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use cors_runtime::policy::Policy;
use facade::tower::{Cors, CorsLayer};
use facade::{LiveOrigins, OriginSet};
use http::{HeaderValue, Request, Response, StatusCode};
use tower::{Layer, Service, ServiceExt, service_fn};

use crate::support::{
    ACTUAL, API, APP, ENFORCED, EVIL, OTHER, PREFLIGHT, REFUSED, cors, get, preflight, request,
};

/// A service that counts its calls, and sets what is not its to set.
fn counting(
    calls: &Arc<AtomicUsize>,
) -> impl Service<Request<()>, Response = Response<&'static str>, Error = Infallible> + Clone + use<>
{
    let calls = Arc::clone(calls);
    service_fn(move |_: Request<()>| {
        calls.fetch_add(1, Ordering::Relaxed);
        let mut response = Response::new("inside");
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
async fn a_preflight_is_answered_and_the_service_is_not_called() {
    let calls = Arc::default();
    let service = CorsLayer::new(&API).layer(counting(&calls));
    for (origin, status, lines) in [
        (APP, StatusCode::NO_CONTENT, &PREFLIGHT[..]),
        (EVIL, StatusCode::FORBIDDEN, &REFUSED[..]),
    ] {
        let answer = service.clone().oneshot(preflight("/", origin)).await;
        let answer = answer.expect("a preflight does not fail");
        assert_eq!(answer.status(), status);
        assert_eq!(cors(answer.headers()), lines);
        assert_eq!(answer.headers().len(), lines.len());
        assert_eq!(answer.into_body().into_inner(), None);
    }
    assert_eq!(calls.load(Ordering::Relaxed), 0);
}

#[tokio::test]
async fn an_actual_request_reaches_the_service_and_its_answer_is_finished() {
    let calls = Arc::default();
    let service = CorsLayer::new(&API).layer(counting(&calls));
    for (origin, lines) in [(APP, &ACTUAL[..]), (EVIL, &REFUSED[..])] {
        let answer = service.clone().oneshot(get("/", origin)).await;
        let answer = answer.expect("the service does not fail");
        assert_eq!(answer.status(), 200);
        assert_eq!(cors(answer.headers()), lines);
        assert_eq!(answer.headers()["etag"], "7");
        assert_eq!(answer.into_body().into_inner(), Some("inside"));
    }
    // `OPTIONS` is a method like any other, without what makes it a preflight.
    let options = service.oneshot(request(http::Method::OPTIONS, "/", APP));
    let answer = options.await.expect("the service does not fail");
    assert_eq!(answer.into_body().into_inner(), Some("inside"));
    assert_eq!(calls.load(Ordering::Relaxed), 3);
}

#[tokio::test]
async fn a_policy_that_is_enforced_keeps_strangers_from_the_service() {
    let calls = Arc::default();
    let service = CorsLayer::new(&ENFORCED).layer(counting(&calls));
    let status = async |request| {
        let answer = service.clone().oneshot(request).await;
        let answer = answer.expect("the service does not fail");
        (answer.status().as_u16(), calls.swap(0, Ordering::Relaxed))
    };
    assert_eq!(status(get("/", APP)).await, (200, 1));
    assert_eq!(status(get("/", EVIL)).await, (403, 0));
    assert_eq!(status(get("/", "https://api.test")).await, (200, 1));
    // HTTP/2 and 3 have the authority in the address.
    let mut absolute = get("https://h2.test/", "https://h2.test");
    absolute.headers_mut().remove("host");
    assert_eq!(status(absolute).await, (200, 1));
    let absolute = get("https://h2.test/", "https://api.test");
    assert_eq!(status(absolute).await, (403, 0));
}

#[tokio::test]
async fn an_error_of_the_service_is_passed_on() {
    let broken = service_fn(async |_: Request<()>| Err::<Response<()>, _>("broken"));
    for layer in [CorsLayer::new(&API), CorsLayer::fallback(&API)] {
        let failed = layer.layer(broken).oneshot(get("/", APP)).await;
        assert_eq!(failed.map(|_| ()), Err("broken"));
    }
}

fn answers(layer: &CorsLayer, origin: &'static str) -> bool {
    let ok = service_fn(async |_: Request<()>| Ok::<_, Infallible>(Response::new(())));
    let answer = futures_now(layer.layer(ok).oneshot(preflight("/", origin)));
    let answer = answer.expect("the service does not fail");
    let allowed = answer.status() == StatusCode::NO_CONTENT;
    assert_eq!(allowed, answer.headers().len() > 1);
    allowed
}

/// Runs a future that waits for nothing.
fn futures_now<F: Future>(future: F) -> F::Output {
    let mut future = std::pin::pin!(future);
    let waker = std::task::Waker::noop();
    let mut context = std::task::Context::from_waker(waker);
    match future.as_mut().poll(&mut context) {
        std::task::Poll::Ready(output) => output,
        std::task::Poll::Pending => panic!("nothing here waits"),
    }
}

#[test]
fn a_policy_comes_from_wherever_it_is() {
    let build = || {
        let policy = Policy::builder().origins([APP]).methods(["PUT"]);
        policy.build().expect("a policy")
    };
    for layer in [
        CorsLayer::new(&API),
        CorsLayer::new(build()),
        CorsLayer::new(Arc::new(build())),
    ] {
        assert!(answers(&layer, APP));
        assert!(answers(&layer.clone(), APP));
        assert!(!answers(&layer, EVIL));
    }
}

#[test]
fn origins_are_replaced_while_the_layer_is_in_use() {
    static LIVE: LiveOrigins = LiveOrigins::empty();
    static POLICY: Policy = facade::policy! {
        origins = ["https://app.example.com"],
        origins_from = LIVE,
        methods = ["PUT"],
    };
    let set = |origins: &[&str]| OriginSet::parse(origins.iter().copied()).expect("origins");
    let layer = CorsLayer::new(&POLICY);
    let other = layer.clone();
    assert!(answers(&layer, APP) && !answers(&layer, OTHER));
    LIVE.replace(set(&[OTHER]));
    assert!(answers(&layer, APP) && answers(&layer, OTHER) && answers(&other, OTHER));
    LIVE.replace(set(&["https://third.example.com"]));
    assert!(answers(&layer, APP) && !answers(&layer, OTHER) && !answers(&other, OTHER));
}

#[test]
fn layer_and_service_are_values_like_others() {
    fn is_ordinary<T: Clone + std::fmt::Debug + Send + Sync + Unpin + 'static>(value: &T) {
        assert!(!format!("{value:?}").is_empty());
    }
    is_ordinary(&CorsLayer::new(&API));
    let service: Cors<u8> = CorsLayer::fallback(&API).layer(7);
    is_ordinary(&service);
    // Frameworks clone a service for every request.
    assert!(size_of::<Cors<()>>() <= 2 * size_of::<usize>());
}
