//! `CorsLayer::fallback`: decisions of the inner service stay, and all other responses get the
//! layer's policy.

use std::convert::Infallible;
use std::sync::atomic::{AtomicUsize, Ordering};

use axum::Router;
use axum::body::Body;
use axum::extract::{Path, Request};
use axum::http::StatusCode;
use axum::middleware::{Next, from_fn};
use axum::response::Response;
use cors_runtime::Policy;
use facade::axum::get as resource;
use facade::tower::CorsLayer;
use http::HeaderMap;
use http_body_util::BodyExt;
use tower::{Layer, Service, ServiceExt, service_fn};
use tower_http::catch_panic::CatchPanicLayer;

use crate::support::{
    ACTUAL, API, APP, DENIED, ENFORCED, EVIL, OTHER, PREFLIGHT, cors, get, preflight, request,
};

static PUBLIC: Policy = facade::policy! { origins = ["*"], methods = ["PUT"], max_age = 5 };

#[facade::axum::cors(crate = facade, origins = ["https://other.example.com"])]
async fn show(Path(id): Path<u64>) -> String {
    id.to_string()
}

#[facade::axum::cors(crate = facade, origins = ["*"])]
async fn update(Path(_): Path<u64>) {}

#[facade::axum::cors(crate = facade, origins = ["https://other.example.com"])]
async fn panics() {
    panic!("a bug in a handler")
}

async fn signed_in(request: Request, next: Next) -> Result<Response, StatusCode> {
    if request.uri().path().starts_with("/closed") {
        Err(StatusCode::UNAUTHORIZED)
    } else {
        Ok(next.run(request).await)
    }
}

/// Annotated handlers, a plain handler, and middleware around all of them.
fn app(layer: CorsLayer) -> Router {
    Router::new()
        .route("/users/{id}", resource(show).put(update).into())
        .route("/closed/{id}", resource(show).into())
        .route("/panics", resource(panics).into())
        .route("/plain", axum::routing::get("plain").put("plain"))
        .layer(CatchPanicLayer::new())
        .layer(from_fn(signed_in))
        .layer(layer)
}

struct Seen {
    status: u16,
    cors: Vec<String>,
    headers: HeaderMap,
    body: String,
}

async fn send(app: &Router, request: Request) -> Seen {
    let response = app.clone().oneshot(request).await;
    let Ok(response) = response;
    let (head, body) = response.into_parts();
    let body = body.collect().await.expect("a body").to_bytes();
    Seen {
        status: head.status.as_u16(),
        cors: cors(&head.headers),
        headers: head.headers,
        body: String::from_utf8_lossy(&body).into_owned(),
    }
}

#[tokio::test]
async fn fallback_keeps_decisions_of_handlers() {
    let app = app(CorsLayer::fallback(&API));
    // The handler's policy allows the origin, the layer's does not.
    let seen = send(&app, get("/users/7", OTHER)).await;
    let own = ["allow-origin: https://other.example.com", "vary: Origin"];
    assert_eq!((seen.status, &*seen.body), (200, "7"));
    assert_eq!(seen.cors, own);
    // The handler's policy denies the origin, the layer's allows it.
    let seen = send(&app, get("/users/7", APP)).await;
    assert_eq!((seen.status, &*seen.body), (200, "7"));
    assert_eq!(seen.cors, DENIED);
    // Rejections and 405s have the policy of the resource.
    let seen = send(&app, get("/users/seven", OTHER)).await;
    assert_eq!((seen.status, seen.cors.len()), (400, 2));
    let seen = send(&app, request(http::Method::DELETE, "/users/7", OTHER)).await;
    assert_eq!((seen.status, seen.cors[0].as_str()), (405, own[0]));
    // So do preflights, allowed and denied: the policy of `PUT` allows any origin.
    let seen = send(&app, preflight("/users/7", EVIL)).await;
    let any_origin = [
        "allow-origin: *",
        "allow-methods: PUT",
        "vary: Access-Control-Request-Method",
    ];
    assert_eq!(
        (seen.status, seen.cors),
        (204, any_origin.map(str::to_owned).into())
    );
    let mut denied = preflight("/users/7", APP);
    let requested = "access-control-request-method";
    let value = http::HeaderValue::from_static("GET");
    denied.headers_mut().insert(requested, value);
    let seen = send(&app, denied).await;
    assert_eq!(seen.status, 403);
    assert_eq!(seen.cors, ["vary: Origin, Access-Control-Request-Method"]);
}

#[tokio::test]
async fn fallback_covers_responses_without_a_decision() {
    let app = app(CorsLayer::fallback(&API));
    for (path, status) in [
        ("/unknown", 404),
        ("/closed/7", 401),
        ("/panics", 500),
        ("/plain", 200),
    ] {
        let seen = send(&app, get(path, APP)).await;
        assert_eq!(seen.status, status, "{path}");
        assert_eq!(seen.cors, ACTUAL, "{path}");
        let seen = send(&app, get(path, EVIL)).await;
        assert_eq!(seen.status, status, "{path}");
        assert_eq!(seen.cors, DENIED, "{path}");
    }
}

#[tokio::test]
async fn fallback_responds_to_preflights_without_a_handler() {
    let app = app(CorsLayer::fallback(&API));
    for path in ["/unknown", "/closed/7", "/plain"] {
        let seen = send(&app, preflight(path, APP)).await;
        assert_eq!((seen.status, &*seen.body), (204, ""), "{path}");
        assert_eq!(seen.cors, PREFLIGHT, "{path}");
        // No header of the replaced response is left.
        assert!(seen.headers.get("content-type").is_none(), "{path}");
        let seen = send(&app, preflight(path, EVIL)).await;
        assert_eq!((seen.status, &*seen.body), (403, ""), "{path}");
        assert_eq!(seen.cors, DENIED, "{path}");
    }
}

#[tokio::test]
async fn enforced_fallback_withholds_the_response() {
    static RUNS: AtomicUsize = AtomicUsize::new(0);
    let inner = service_fn(async |_: Request| {
        RUNS.fetch_add(1, Ordering::Relaxed);
        let response = http::Response::builder().header("etag", "7");
        Ok::<_, Infallible>(response.body("inner").expect("a response"))
    });
    let service = CorsLayer::fallback(&ENFORCED).layer(inner);
    let response = service.oneshot(get("/", EVIL)).await;
    let Ok(response) = response;
    assert_eq!(response.status(), 403);
    assert_eq!(cors(response.headers()), DENIED);
    assert_eq!(response.headers().len(), 1);
    assert_eq!(response.into_body().into_inner(), None);
    assert_eq!(RUNS.load(Ordering::Relaxed), 1);
}

/// A fallback around a layer or another fallback changes nothing.
#[tokio::test]
async fn innermost_decision_wins() {
    let service = || {
        service_fn(async |_: http::Request<()>| Ok::<_, Infallible>(http::Response::new("inner")))
    };
    for inner in [CorsLayer::new(&API), CorsLayer::fallback(&API)] {
        for outer in [CorsLayer::fallback(&PUBLIC), CorsLayer::fallback(&ENFORCED)] {
            let mut service = outer.layer(inner.layer(service()));
            for (origin, actual, preflighted) in
                [(APP, &ACTUAL[..], &PREFLIGHT[..]), (EVIL, &DENIED, &DENIED)]
            {
                let Ok(response) = service.call(get("/", origin)).await;
                assert_eq!(response.status(), 200);
                assert_eq!(cors(response.headers()), actual);
                let Ok(response) = service.call(preflight("/", origin)).await;
                assert_eq!(cors(response.headers()), preflighted);
            }
        }
    }
}

/// `CorsLayer::new` responds to all preflights, and to everything that no handler with a policy responds to.
/// `tests/axum/app_policy.rs` has such handlers.
#[tokio::test]
async fn non_fallback_layer_covers_everything_else() {
    let app = app(CorsLayer::new(&PUBLIC));
    for path in ["/unknown", "/closed/7", "/panics", "/plain"] {
        let seen = send(&app, get(path, EVIL)).await;
        assert!(seen.cors.contains(&"allow-origin: *".to_owned()), "{path}");
    }
    for path in ["/users/7", "/unknown", "/closed/7", "/panics", "/plain"] {
        let seen = send(&app, preflight(path, EVIL)).await;
        let lines = ["allow-origin: *", "allow-methods: PUT", "max-age: 5"];
        assert_eq!(
            (seen.status, seen.cors),
            (204, lines.map(str::to_owned).into()),
            "{path}"
        );
    }
}

/// Middleware between a handler and the fallback may set any header, so headers are not a decision.
#[tokio::test]
async fn headers_without_a_mark_are_no_decision() {
    for line in [
        ("vary", "*"),
        ("vary", "accept, Origin"),
        ("vary", "accept"),
        ("access-control-allow-origin", "*"),
        ("access-control-allow-credentials", "true"),
    ] {
        for (origin, expected) in [(APP, Some(APP)), (EVIL, None)] {
            let inner = service_fn(async |_: Request<Body>| {
                let response = http::Response::builder().header(line.0, line.1);
                Ok::<_, Infallible>(response.body(()).expect("a response"))
            });
            let fallback = CorsLayer::fallback(&API).layer(inner);
            let Ok(response) = fallback.oneshot(get("/", origin)).await;
            let allowed = response.headers().get("access-control-allow-origin");
            let allowed = allowed.map(|value| value.to_str().expect("text"));
            assert_eq!(allowed, expected, "{line:?}");
        }
    }
}
