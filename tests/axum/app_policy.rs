//! One policy for the app, and handlers with policies of their own.

use std::sync::atomic::{AtomicUsize, Ordering};

use axum::Router;
use axum::extract::Request;
use axum::http::StatusCode;
use axum::middleware::{Next, from_fn};
use axum::response::Response;
use axum::routing::{self, MethodRouter};
use facade::Policy;
use facade::axum::{any, cors, get};
use facade::tower::CorsLayer;
use tower::ServiceExt;

use crate::support::{APP, EVIL, Seen, preflight, request, send};

/// The policy of the app, which allows more than that of the handler, with credentials.
static API: Policy = facade::policy! {
    origins = ["https://app.example.com", "https://evil.example"],
    credentials,
    methods = ["PUT"],
    headers = ["content-type"],
};

#[cors(crate = facade, origins = ["https://app.example.com"], expose = ["etag"])]
async fn exception() -> &'static str {
    "exception"
}

static PLAIN_RUNS: AtomicUsize = AtomicUsize::new(0);

/// A handler for all methods that knows nothing of preflights.
async fn plain() -> &'static str {
    PLAIN_RUNS.fetch_add(1, Ordering::Relaxed);
    "plain"
}

async fn closed(_: Request, _: Next) -> Result<Response, StatusCode> {
    Err(StatusCode::UNAUTHORIZED)
}

/// Sends a request, and returns the message of the panic.
async fn panic_of(app: &Router, request: Request) -> String {
    let response = tokio::spawn(app.clone().oneshot(request)).await;
    let panic = response.expect_err("a panic").into_panic();
    *panic.downcast::<String>().expect("a formatted message")
}

/// The headers of `exception` would be replaced, and its preflights answered by another policy.
#[tokio::test]
async fn layer_around_a_handler_with_a_policy_panics_in_debug_builds() {
    let own = || -> MethodRouter { get(exception).into() };
    let apps = [
        Router::new()
            .route("/notes", own())
            .layer(CorsLayer::new(&API)),
        Router::new()
            .route("/notes", own().layer(from_fn(pass)))
            .layer(from_fn(pass))
            .layer(CorsLayer::new(&API))
            .layer(from_fn(pass)),
        Router::new()
            .route("/notes", own())
            .layer(CorsLayer::fallback(&API))
            .layer(CorsLayer::new(&API)),
        Router::new()
            .route("/notes", any(exception).into())
            .layer(CorsLayer::new(&API))
            .layer(CorsLayer::fallback(&API)),
        // A layer within is a policy too.
        Router::new()
            .route("/notes", routing::any(plain))
            .layer(CorsLayer::new(&API))
            .layer(CorsLayer::new(&API)),
    ];
    for (number, app) in apps.into_iter().enumerate() {
        for method in ["GET", "DELETE", "OPTIONS"] {
            let message = panic_of(&app, request(method, APP)).await;
            let parts = [
                "`CorsLayer::new` is around a handler that has a policy of its own",
                "help: add its route after `.layer(CorsLayer::new(…))`, or replace `CorsLayer::new` with \
                 `CorsLayer::fallback`",
            ];
            for part in parts {
                assert!(message.contains(part), "{number} {method}: {message}");
            }
        }
    }
}

async fn pass(request: Request, next: Next) -> Response {
    next.run(request).await
}

/// A response that does not come from the handler has no decision.
#[tokio::test]
async fn layer_around_middleware_that_responds_itself_applies() {
    let app = Router::new()
        .route("/notes", get(exception).into())
        .layer(from_fn(closed))
        .layer(CorsLayer::new(&API));
    let seen = send(&app, request("GET", EVIL)).await;
    let allowed = [
        "allow-origin: https://evil.example",
        "allow-credentials: true",
    ];
    assert_eq!(seen, Seen::new(401, &allowed, &["Origin"], ""));
}

/// axum applies a layer to the routes that the router has by then.
#[tokio::test]
async fn routes_that_are_added_after_the_layer_keep_their_policies() {
    let before = Router::new()
        .route("/plain", routing::any(plain))
        .layer(CorsLayer::new(&API));
    let own = || -> MethodRouter { get(exception).into() };
    let apps = [
        before.clone().route("/notes", own()),
        before
            .clone()
            .merge(Router::new().route("/notes", own()))
            .layer(from_fn(pass)),
        Router::new().route("/notes", own()).merge(before),
    ];
    let own = [
        "allow-origin: https://app.example.com",
        "expose-headers: etag",
    ];
    for app in apps {
        let seen = send(&app, request("GET", APP)).await;
        assert_eq!(seen, Seen::new(200, &own, &["Origin"], "exception"));
        let seen = send(&app, request("GET", EVIL)).await;
        assert_eq!(seen, Seen::new(200, &[], &["Origin"], "exception"));
        let seen = send(&app, preflight("GET", APP)).await;
        assert_eq!(seen, Seen::new(204, &own[..1], &["Origin"], ""));
        let seen = send(&app, preflight("GET", EVIL)).await;
        assert_eq!(seen, Seen::new(403, &[], &["Origin"], ""));

        let runs = PLAIN_RUNS.load(Ordering::Relaxed);
        let mut to_plain = preflight("PUT", EVIL);
        *to_plain.uri_mut() = "/plain".parse().expect("a path");
        let seen = send(&app, to_plain).await;
        let granted = [
            "allow-origin: https://evil.example",
            "allow-credentials: true",
            "allow-methods: PUT",
            "allow-headers: content-type",
        ];
        assert_eq!(seen, Seen::new(204, &granted, &["Origin"], ""));
        assert_eq!(PLAIN_RUNS.load(Ordering::Relaxed), runs);
    }
}
