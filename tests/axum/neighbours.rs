//! Handlers without a policy next to annotated handlers, and handlers for other methods.

use axum::Router;
use axum::http::StatusCode;
use axum::routing::{self, MethodRouter};
use facade::Policy;
use facade::axum::{cors, get};
use facade::tower::CorsLayer;

use crate::support::{APP, EVIL, Seen, preflight, request, send};

#[cors(crate = facade, origins = ["*"], headers = ["content-type"])]
async fn public() -> &'static str {
    "public"
}

#[cors(crate = facade, origins = ["https://app.example.com"], expose = ["etag"])]
async fn listed() -> &'static str {
    "listed"
}

async fn plain() -> &'static str {
    "plain"
}

async fn other_methods() -> (StatusCode, &'static str) {
    (StatusCode::METHOD_NOT_ALLOWED, "use GET")
}

static REST: Policy = facade::policy! {
    origins = ["https://app.example.com"],
    methods = ["PUT"],
    headers = ["content-type"],
};

/// Returns the ways to mount `plain` for `POST` and `PUT` on the path of `public`.
fn beside_public() -> [Router; 4] {
    let own = || -> MethodRouter { get(public).into() };
    let others = || routing::post(plain).put(plain);
    let chained = own().post(plain).put(plain);
    [
        Router::new().route("/notes", chained),
        Router::new()
            .route("/notes", own())
            .route("/notes", others()),
        Router::new()
            .route("/notes", others())
            .route("/notes", own()),
        Router::new()
            .route("/notes", own())
            .merge(Router::new().route("/notes", others())),
    ]
}

#[tokio::test]
async fn preflight_for_a_handler_without_a_policy_grants_nothing() {
    for app in beside_public() {
        let both = ["Access-Control-Request-Method"];
        let seen = send(&app, preflight("POST", EVIL)).await;
        assert_eq!(seen, Seen::new(403, &[], &both, ""));
        let seen = send(&app, preflight("PUT", EVIL)).await;
        assert_eq!(
            seen,
            Seen::new(204, &["allow-origin: *", "allow-methods: GET"], &both, "")
        );
        let granted = ["allow-origin: *", "allow-headers: content-type"];
        let seen = send(&app, preflight("GET", EVIL)).await;
        assert_eq!(seen, Seen::new(204, &granted, &[], ""));
        for method in ["POST", "PUT"] {
            let seen = send(&app, request(method, EVIL)).await;
            assert_eq!(seen, Seen::new(200, &[], &[], "plain"));
        }
    }
}

#[tokio::test]
async fn preflight_for_a_handler_without_a_policy_gets_the_fallback() {
    for app in beside_public() {
        let app = app.layer(CorsLayer::fallback(&REST));
        let granted = [
            "allow-origin: https://app.example.com",
            "allow-methods: PUT",
            "allow-headers: content-type",
        ];
        let seen = send(&app, preflight("PUT", APP)).await;
        assert_eq!(seen, Seen::new(204, &granted, &["Origin"], ""));
        let seen = send(&app, preflight("PUT", EVIL)).await;
        assert_eq!(seen, Seen::new(403, &[], &["Origin"], ""));
        let seen = send(&app, request("PUT", APP)).await;
        assert_eq!(seen, Seen::new(200, &granted[..1], &["Origin"], "plain"));
        let seen = send(&app, request("GET", EVIL)).await;
        assert_eq!(seen, Seen::new(200, &["allow-origin: *"], &[], "public"));
    }
}

#[tokio::test]
async fn fallback_handlers_of_axum_respond_to_other_methods() {
    let allowed = [
        "allow-origin: https://app.example.com",
        "expose-headers: etag",
    ];
    let own: MethodRouter = get(listed).fallback(other_methods).into();
    let app = Router::new().route("/notes", own);
    let seen = send(&app, request("PUT", APP)).await;
    assert_eq!(seen, Seen::new(405, &allowed, &["Origin"], "use GET"));
    let seen = send(&app, request("OPTIONS", APP)).await;
    let both = ["Origin, Access-Control-Request-Method"];
    assert_eq!(seen, Seen::new(405, &allowed, &both, "use GET"));
    let seen = send(&app, request("PUT", EVIL)).await;
    assert_eq!(seen, Seen::new(405, &[], &["Origin"], "use GET"));
    let seen = send(&app, preflight("PUT", EVIL)).await;
    assert_eq!((seen.status, &*seen.body), (403, ""));

    // These replace the fallback of the path, so only a layer can add headers.
    let own = || -> MethodRouter { get(listed).into() };
    let of_path = Router::new().route("/notes", own().fallback(other_methods));
    let of_router = Router::new()
        .route("/notes", own())
        .method_not_allowed_fallback(other_methods);
    for app in [of_path, of_router] {
        let seen = send(&app, request("PUT", APP)).await;
        assert_eq!(seen, Seen::new(405, &[], &[], "use GET"));
        let app = app.layer(CorsLayer::fallback(&REST));
        let seen = send(&app, request("PUT", APP)).await;
        assert_eq!(seen, Seen::new(405, &allowed[..1], &["Origin"], "use GET"));
        let seen = send(&app, preflight("GET", APP)).await;
        assert_eq!(seen, Seen::new(204, &allowed[..1], &["Origin"], ""));
    }
}
