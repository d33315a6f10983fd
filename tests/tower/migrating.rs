//! Claims of `docs/migrating-from-tower-http.md`: both layers around the same service, with the same
//! requests.

use axum::Router;
use axum::body::Body;
use axum::routing::any;
use cors_runtime::Policy;
use facade::tower::CorsLayer;
use http::header::ACCESS_CONTROL_MAX_AGE;
use http::{HeaderValue, Method, Request};
use tower::ServiceExt;
use tower_http::cors::{self as old, AllowOrigin, Any};
use tower_http::csrf::CsrfLayer;

use crate::support::{APP, EVIL, cors};

static ALL: Policy = facade::policy! {
    origins = ["*"], methods = ["*"], headers = ["*", "authorization"], expose = ["*"],
};
static LIST: Policy = facade::policy! {
    origins = ["https://app.example.com", "https://other.example.com"],
    credentials,
    methods = ["GET", "PUT"],
    headers = ["content-type"],
    expose = ["etag"],
    max_age = 600,
};
static ENFORCED: Policy = facade::policy! {
    origins = ["https://app.example.com"], enforce, hosts = ["api.example.com"],
};

/// `LIST` in the terms of tower-http.
fn list() -> old::CorsLayer {
    let origins = [APP, "https://other.example.com"].map(HeaderValue::from_static);
    old::CorsLayer::new()
        .allow_origin(origins)
        .allow_credentials(true)
        .allow_methods([Method::GET, Method::PUT])
        .allow_headers([http::header::CONTENT_TYPE])
        .expose_headers([http::header::ETAG])
        .max_age(std::time::Duration::from_secs(600))
}

/// A route whose handler sets a CORS header.
fn route() -> Router {
    Router::new().route(
        "/",
        any(async || ([(ACCESS_CONTROL_MAX_AGE, "7")], "inner")),
    )
}

/// Sends a request. Returns the status and the CORS headers of the response, sorted.
async fn send(app: Router, method: &str, headers: &[(&str, &str)]) -> (u16, Vec<String>) {
    let mut request = Request::builder().method(method).uri("/");
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let request = request.body(Body::empty()).expect("a request");
    let response = app.oneshot(request).await.expect("a response");
    let mut lines = cors(response.headers());
    lines.sort();
    (response.status().as_u16(), lines)
}

const PREFLIGHT: (&str, &str) = ("access-control-request-method", "PUT");

#[tokio::test]
async fn permissive_is_a_policy_with_wildcards() {
    let preflight = [("origin", EVIL), PREFLIGHT];
    let before = send(
        route().layer(old::CorsLayer::permissive()),
        "OPTIONS",
        &preflight,
    )
    .await;
    let now = send(route().layer(CorsLayer::new(&ALL)), "OPTIONS", &preflight).await;
    assert_eq!(before.0, 200);
    assert_eq!(
        before.1,
        ["allow-headers: *", "allow-methods: *", "allow-origin: *"]
    );
    assert_eq!(now.0, 204);
    assert_eq!(
        now.1,
        [
            "allow-headers: *,authorization",
            "allow-methods: *",
            "allow-origin: *"
        ]
    );

    let actual = [("origin", EVIL)];
    let before = send(route().layer(old::CorsLayer::permissive()), "GET", &actual).await;
    let now = send(route().layer(CorsLayer::new(&ALL)), "GET", &actual).await;
    assert_eq!(
        before.1,
        ["allow-origin: *", "expose-headers: *", "max-age: 7"]
    );
    assert_eq!(now.1, ["allow-origin: *", "expose-headers: *"]);
}

#[tokio::test]
async fn list_of_origins_has_the_same_headers_for_allowed_origins() {
    let preflight = [("origin", APP), PREFLIGHT];
    let before = send(route().layer(list()), "OPTIONS", &preflight).await;
    let now = send(route().layer(CorsLayer::new(&LIST)), "OPTIONS", &preflight).await;
    assert_eq!((before.0, now.0), (200, 204));
    assert_eq!(
        before.1,
        [
            "allow-credentials: true",
            "allow-headers: content-type",
            "allow-methods: GET,PUT",
            "allow-origin: https://app.example.com",
            "max-age: 600",
            "vary: origin",
        ]
    );
    assert_eq!(
        now.1,
        [
            "allow-credentials: true",
            "allow-headers: content-type",
            "allow-methods: GET,PUT",
            "allow-origin: https://app.example.com",
            "max-age: 600",
            "vary: Origin",
        ]
    );
}

#[tokio::test]
async fn origin_that_is_not_allowed_gets_no_headers() {
    let preflight = [("origin", EVIL), PREFLIGHT];
    let before = send(route().layer(list()), "OPTIONS", &preflight).await;
    let now = send(route().layer(CorsLayer::new(&LIST)), "OPTIONS", &preflight).await;
    assert_eq!((before.0, now.0), (200, 403));
    assert!(!before.1.iter().any(|line| line.starts_with("allow-origin")));
    assert!(before.1.contains(&"allow-credentials: true".to_owned()));
    assert_eq!(now.1, ["vary: Origin"]);
}

#[tokio::test]
async fn options_without_the_headers_of_a_preflight_reaches_the_service() {
    let before = send(route().layer(list()), "OPTIONS", &[("origin", APP)]).await;
    let now = send(
        route().layer(CorsLayer::new(&LIST)),
        "OPTIONS",
        &[("origin", APP)],
    )
    .await;
    // The handler sets a max-age of 7, which this layer removes.
    assert!(before.1.contains(&"max-age: 600".to_owned()));
    assert_eq!((before.0, now.0), (200, 200));
    assert!(now.1.contains(&"expose-headers: etag".to_owned()));
    assert!(!now.1.iter().any(|line| line.starts_with("max-age")));
}

#[tokio::test]
async fn vary_is_left_out_where_the_response_depends_on_no_origin() {
    let exact =
        || old::CorsLayer::new().allow_origin(AllowOrigin::exact(HeaderValue::from_static(APP)));
    let (_, before) = send(route().layer(exact()), "GET", &[("origin", EVIL)]).await;
    assert_eq!(
        before,
        ["allow-origin: https://app.example.com", "max-age: 7"]
    );
    let (_, before) = send(
        route().layer(old::CorsLayer::new().allow_origin(Any)),
        "GET",
        &[],
    )
    .await;
    assert_eq!(before, ["allow-origin: *", "max-age: 7"]);
    let (_, now) = send(route().layer(CorsLayer::new(&ALL)), "GET", &[]).await;
    assert_eq!(now, ["allow-origin: *", "expose-headers: *"]);
    let (_, now) = send(route().layer(CorsLayer::new(&ENFORCED)), "GET", &[HOST]).await;
    assert_eq!(now, ["vary: Origin"]);
}

const HOST: (&str, &str) = ("host", "api.example.com");
const SAME_SITE: (&str, &str) = ("sec-fetch-site", "same-site");
const CROSS_SITE: (&str, &str) = ("sec-fetch-site", "cross-site");
const SAME_ORIGIN: (&str, &str) = ("sec-fetch-site", "same-origin");

/// The table of the guide: request, status of `CsrfLayer`, status of `enforce` with `hosts`.
#[tokio::test]
async fn csrf_layer_and_enforce() {
    let app = ("origin", APP);
    let evil = ("origin", EVIL);
    let own = ("origin", "https://api.example.com");
    for (method, headers, csrf, enforce) in [
        // A form or `fetch()`, with and without `Sec-Fetch-Site`.
        ("POST", &[HOST, app, SAME_SITE][..], 200, 200),
        ("POST", &[HOST, own, SAME_ORIGIN], 200, 200),
        ("POST", &[HOST, own], 200, 200),
        ("POST", &[HOST, evil, CROSS_SITE], 403, 403),
        ("POST", &[HOST, evil], 403, 403),
        ("DELETE", &[HOST, evil, CROSS_SITE], 403, 403),
        // A client that is not a browser.
        ("POST", &[HOST], 200, 200),
        // `fetch()` by `GET`, and the handshake of a WebSocket.
        ("GET", &[HOST, evil, CROSS_SITE], 200, 403),
        // `<img>`, `<script>`, prefetch.
        (
            "GET",
            &[HOST, CROSS_SITE, ("sec-fetch-mode", "no-cors")],
            200,
            403,
        ),
        // A link.
        (
            "GET",
            &[HOST, CROSS_SITE, ("sec-fetch-mode", "navigate")],
            200,
            200,
        ),
        // DNS rebinding: for the browser, the page of the attacker is same-origin.
        (
            "POST",
            &[("host", "evil.example"), evil, SAME_ORIGIN],
            200,
            403,
        ),
    ] {
        let layer = CsrfLayer::new().add_trusted_origin(APP).expect("an origin");
        let before = send(route().layer(layer), method, headers).await.0;
        let now = send(route().layer(CorsLayer::new(&ENFORCED)), method, headers)
            .await
            .0;
        assert_eq!((before, now), (csrf, enforce), "{method} {headers:?}");
    }
}
