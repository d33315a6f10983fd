//! Layers of tower-http inside of CORS: what they answer by themselves carries the headers. And one
//! outside of it, for what becomes of that.

use std::convert::Infallible;
use std::future::pending;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing;
use facade::tower::CorsLayer;
use http::HeaderValue;
use http_body_util::BodyExt;
use tower::{ServiceBuilder, ServiceExt, service_fn};
use tower_http::auth::AsyncRequireAuthorizationLayer;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::timeout::TimeoutLayer;
use tower_http::trace::TraceLayer;

use crate::support::{ACTUAL, API, APP, EVIL, PREFLIGHT, cors, get, preflight};

async fn signed_in(request: Request) -> Result<Request, Response> {
    if request.headers().contains_key("authorization") {
        Ok(request)
    } else {
        Err(StatusCode::UNAUTHORIZED.into_response())
    }
}

async fn show() -> String {
    "Ada ".repeat(1000)
}

async fn hangs() {
    pending::<()>().await;
}

async fn panics() {
    panic!("a mistake in a handler")
}

fn routes() -> Router {
    Router::new()
        .route("/users", routing::get(show))
        .route("/hangs", routing::get(hangs))
        .route("/panics", routing::get(panics))
}

/// The order that the documentation tells, around `inside`, whose bodies then have no `Default`.
macro_rules! layered {
    ($layer:expr) => {
        ServiceBuilder::new()
            .layer(TraceLayer::new_for_http())
            .layer($layer)
            .layer(CatchPanicLayer::new())
            .layer(CompressionLayer::new())
            .layer(TraceLayer::new_for_http())
            .layer(TimeoutLayer::with_status_code(
                StatusCode::GATEWAY_TIMEOUT,
                Duration::from_millis(1),
            ))
            .layer(AsyncRequireAuthorizationLayer::new(signed_in))
    };
}

fn authorized(mut request: Request) -> Request {
    let value = HeaderValue::from_static("Bearer 7");
    request.headers_mut().insert("authorization", value);
    request
}

async fn ask(app: &Router, request: Request) -> Response {
    let Ok(answer) = app.clone().oneshot(request).await;
    answer
}

fn orders() -> [Router; 2] {
    [CorsLayer::new(&API), CorsLayer::fallback(&API)].map(|layer| routes().layer(layered!(layer)))
}

#[tokio::test]
async fn a_preflight_is_not_eaten_by_authentication() {
    for app in orders() {
        for path in ["/users", "/hangs", "/panics", "/unknown"] {
            let answer = ask(&app, preflight(path, APP)).await;
            assert_eq!(answer.status(), 204, "{path}");
            assert_eq!(cors(answer.headers()), PREFLIGHT, "{path}");
            assert_eq!(
                ask(&app, preflight(path, EVIL)).await.status(),
                403,
                "{path}"
            );
        }
    }
}

#[tokio::test]
async fn what_layers_inside_answer_carries_the_headers() {
    for app in orders() {
        for (path, status) in [
            ("/users", 200),
            ("/hangs", 504),
            ("/panics", 500),
            ("/x", 404),
        ] {
            let answer = ask(&app, authorized(get(path, APP))).await;
            assert_eq!(answer.status(), status, "{path}");
            let mut lines = cors(answer.headers());
            lines.retain(|line| line != "vary: accept-encoding");
            lines.sort_unstable_by_key(|line| line.starts_with("vary"));
            assert_eq!(lines, ACTUAL, "{path}");
            let answer = ask(&app, get(path, APP)).await;
            assert_eq!(answer.status(), 401, "{path}");
            assert_eq!(cors(answer.headers()), ACTUAL, "{path}");
        }
    }
}

#[tokio::test]
async fn a_compressed_answer_varies_by_both() {
    for app in orders() {
        let mut request = authorized(get("/users", APP));
        let gzip = HeaderValue::from_static("gzip");
        request.headers_mut().insert("accept-encoding", gzip);
        let answer = ask(&app, request).await;
        assert_eq!(answer.headers()["content-encoding"], "gzip");
        let vary = answer.headers().get_all("vary").into_iter();
        let vary: Vec<_> = vary.map(HeaderValue::as_bytes).collect();
        assert_eq!(vary, [&b"accept-encoding"[..], b"Origin"]);
        assert_eq!(answer.headers()["access-control-allow-origin"], APP);
        let body = answer.into_body().collect().await.expect("a body");
        let body = body.to_bytes();
        assert_eq!(&body[..2], b"\x1f\x8b");
        assert!(body.len() < 4000);
    }
}

/// What the documentation warns of is true: otherwise nobody would need the order.
#[tokio::test]
async fn authentication_outside_eats_preflights() {
    let app = routes()
        .layer(CorsLayer::new(&API))
        .layer(AsyncRequireAuthorizationLayer::new(signed_in));
    let answer = ask(&app, preflight("/users", APP)).await;
    assert_eq!(answer.status(), 401);
    assert_eq!(cors(answer.headers()), [""; 0]);
}

/// And a route layer is not around what no route matches.
#[tokio::test]
async fn a_route_layer_leaves_out_unknown_paths() {
    let app = routes().route_layer(CorsLayer::new(&API));
    assert_eq!(ask(&app, preflight("/users", APP)).await.status(), 204);
    for request in [preflight("/unknown", APP), get("/unknown", APP)] {
        let answer = ask(&app, request).await;
        assert_eq!(answer.status(), 404);
        assert_eq!(cors(answer.headers()), [""; 0]);
    }
}

/// Tracing outside sees everything; inside it sees what gets there.
#[tokio::test]
async fn what_is_outside_sees_preflights() {
    let counter = || {
        let seen = Arc::new(AtomicUsize::new(0));
        let count = Arc::clone(&seen);
        let trace = TraceLayer::new_for_http();
        let trace = trace.on_request(move |_: &http::Request<_>, _: &_| {
            count.fetch_add(1, Ordering::Relaxed);
        });
        (seen, trace)
    };
    let (outside, outer) = counter();
    let (inside, inner) = counter();
    let service = ServiceBuilder::new()
        .layer(outer)
        .layer(CorsLayer::new(&API))
        .layer(inner)
        .service(service_fn(async |_: Request| {
            Ok::<_, Infallible>(http::Response::new(Body::empty()))
        }));
    for request in [preflight("/", APP), get("/", APP), preflight("/", EVIL)] {
        let answer = service.clone().oneshot(request).await;
        assert!(answer.is_ok());
    }
    assert_eq!(outside.load(Ordering::Relaxed), 3);
    assert_eq!(inside.load(Ordering::Relaxed), 1);
}
