//! Layers of tower-http inside of CORS, whose own responses get CORS headers, and layers outside of
//! CORS.

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
    panic!("a bug in a handler")
}

fn routes() -> Router {
    Router::new()
        .route("/users", routing::get(show))
        .route("/hangs", routing::get(hangs))
        .route("/panics", routing::get(panics))
}

/// The documented order. The inner bodies have no `Default`.
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

async fn send(app: &Router, request: Request) -> Response {
    let Ok(response) = app.clone().oneshot(request).await;
    response
}

fn orders() -> [Router; 2] {
    [CorsLayer::new(&API), CorsLayer::fallback(&API)].map(|layer| routes().layer(layered!(layer)))
}

#[tokio::test]
async fn preflight_bypasses_authentication() {
    for app in orders() {
        for path in ["/users", "/hangs", "/panics", "/unknown"] {
            let response = send(&app, preflight(path, APP)).await;
            assert_eq!(response.status(), 204, "{path}");
            assert_eq!(cors(response.headers()), PREFLIGHT, "{path}");
            assert_eq!(
                send(&app, preflight(path, EVIL)).await.status(),
                403,
                "{path}"
            );
        }
    }
}

#[tokio::test]
async fn responses_of_inner_layers_have_cors_headers() {
    for app in orders() {
        for (path, status) in [
            ("/users", 200),
            ("/hangs", 504),
            ("/panics", 500),
            ("/x", 404),
        ] {
            let response = send(&app, authorized(get(path, APP))).await;
            assert_eq!(response.status(), status, "{path}");
            let mut lines = cors(response.headers());
            lines.retain(|line| line != "vary: accept-encoding");
            lines.sort_unstable_by_key(|line| line.starts_with("vary"));
            assert_eq!(lines, ACTUAL, "{path}");
            let response = send(&app, get(path, APP)).await;
            assert_eq!(response.status(), 401, "{path}");
            assert_eq!(cors(response.headers()), ACTUAL, "{path}");
        }
    }
}

#[tokio::test]
async fn compressed_response_varies_by_encoding_and_origin() {
    for app in orders() {
        let mut request = authorized(get("/users", APP));
        let gzip = HeaderValue::from_static("gzip");
        request.headers_mut().insert("accept-encoding", gzip);
        let response = send(&app, request).await;
        assert_eq!(response.headers()["content-encoding"], "gzip");
        let vary = response.headers().get_all("vary").into_iter();
        let vary: Vec<_> = vary.map(HeaderValue::as_bytes).collect();
        assert_eq!(vary, [&b"accept-encoding"[..], b"Origin"]);
        assert_eq!(response.headers()["access-control-allow-origin"], APP);
        let body = response.into_body().collect().await.expect("a body");
        let body = body.to_bytes();
        assert_eq!(&body[..2], b"\x1f\x8b");
        assert!(body.len() < 4000);
    }
}

/// The documentation warns of this order.
#[tokio::test]
async fn outer_authentication_rejects_preflights() {
    let app = routes()
        .layer(CorsLayer::new(&API))
        .layer(AsyncRequireAuthorizationLayer::new(signed_in));
    let response = send(&app, preflight("/users", APP)).await;
    assert_eq!(response.status(), 401);
    assert_eq!(cors(response.headers()), [""; 0]);
}

/// `route_layer` does not apply to paths without a route.
#[tokio::test]
async fn route_layer_does_not_cover_unknown_paths() {
    let app = routes().route_layer(CorsLayer::new(&API));
    assert_eq!(send(&app, preflight("/users", APP)).await.status(), 204);
    for request in [preflight("/unknown", APP), get("/unknown", APP)] {
        let response = send(&app, request).await;
        assert_eq!(response.status(), 404);
        assert_eq!(cors(response.headers()), [""; 0]);
    }
}

/// Outer tracing sees all requests, inner tracing only those that pass CORS.
#[tokio::test]
async fn outer_layers_see_preflights() {
    let counting_trace = || {
        let seen = Arc::new(AtomicUsize::new(0));
        let count = Arc::clone(&seen);
        let trace = TraceLayer::new_for_http();
        let trace = trace.on_request(move |_: &http::Request<_>, _: &_| {
            count.fetch_add(1, Ordering::Relaxed);
        });
        (seen, trace)
    };
    let (outer_count, outer) = counting_trace();
    let (inner_count, inner) = counting_trace();
    let service = ServiceBuilder::new()
        .layer(outer)
        .layer(CorsLayer::new(&API))
        .layer(inner)
        .service(service_fn(async |_: Request| {
            Ok::<_, Infallible>(http::Response::new(Body::empty()))
        }));
    for request in [preflight("/", APP), get("/", APP), preflight("/", EVIL)] {
        let response = service.clone().oneshot(request).await;
        assert!(response.is_ok());
    }
    assert_eq!(outer_count.load(Ordering::Relaxed), 3);
    assert_eq!(inner_count.load(Ordering::Relaxed), 1);
}
