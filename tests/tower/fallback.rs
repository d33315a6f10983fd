//! The layer as the last word: what the inside has decided stays, and nothing else does.

use std::convert::Infallible;
use std::sync::atomic::{AtomicUsize, Ordering};

use axum::Router;
use axum::body::Body;
use axum::extract::{Path, Request};
use axum::http::StatusCode;
use axum::middleware::{Next, from_fn};
use axum::response::Response;
use cors_runtime::policy::Policy;
use facade::axum::get as resource;
use facade::tower::CorsLayer;
use http::HeaderMap;
use http_body_util::BodyExt;
use tower::{Layer, Service, ServiceExt, service_fn};
use tower_http::catch_panic::CatchPanicLayer;

use crate::support::{
    ACTUAL, API, APP, ENFORCED, EVIL, OTHER, PREFLIGHT, REFUSED, cors, get, preflight, request,
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
    panic!("a mistake in a handler")
}

async fn signed_in(request: Request, next: Next) -> Result<Response, StatusCode> {
    if request.uri().path().starts_with("/closed") {
        Err(StatusCode::UNAUTHORIZED)
    } else {
        Ok(next.run(request).await)
    }
}

/// Annotated handlers, one that is not, and middleware around all of them.
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

async fn ask(app: &Router, request: Request) -> Seen {
    let answer = app.clone().oneshot(request).await;
    let Ok(answer) = answer;
    let (head, body) = answer.into_parts();
    let body = body.collect().await.expect("a body").to_bytes();
    Seen {
        status: head.status.as_u16(),
        cors: cors(&head.headers),
        headers: head.headers,
        body: String::from_utf8_lossy(&body).into_owned(),
    }
}

#[tokio::test]
async fn what_handlers_decided_stays() {
    let app = app(CorsLayer::fallback(&API));
    // Allowed by the handler's own policy, which the layer's does not know.
    let seen = ask(&app, get("/users/7", OTHER)).await;
    let own = ["allow-origin: https://other.example.com", "vary: Origin"];
    assert_eq!((seen.status, &*seen.body), (200, "7"));
    assert_eq!(seen.cors, own);
    // Refused by the handler's own policy, though the layer's would allow it.
    let seen = ask(&app, get("/users/7", APP)).await;
    assert_eq!((seen.status, &*seen.body), (200, "7"));
    assert_eq!(seen.cors, REFUSED);
    // Rejections and 405s are the resource's.
    let seen = ask(&app, get("/users/seven", OTHER)).await;
    assert_eq!((seen.status, seen.cors.len()), (400, 2));
    let seen = ask(&app, request(http::Method::DELETE, "/users/7", OTHER)).await;
    assert_eq!((seen.status, seen.cors[0].as_str()), (405, own[0]));
    // So are preflights, allowed and refused: the one for PUT is everybody's.
    let seen = ask(&app, preflight("/users/7", EVIL)).await;
    let everybody = [
        "allow-origin: *",
        "allow-methods: PUT",
        "vary: Access-Control-Request-Method",
    ];
    assert_eq!(
        (seen.status, seen.cors),
        (204, everybody.map(str::to_owned).into())
    );
    let mut refused = preflight("/users/7", APP);
    let asked = "access-control-request-method";
    let value = http::HeaderValue::from_static("GET");
    refused.headers_mut().insert(asked, value);
    let seen = ask(&app, refused).await;
    assert_eq!(seen.status, 403);
    assert_eq!(seen.cors, ["vary: Origin, Access-Control-Request-Method"]);
}

#[tokio::test]
async fn what_nobody_decided_gets_the_layers_policy() {
    let app = app(CorsLayer::fallback(&API));
    for (path, status) in [
        ("/unknown", 404),
        ("/closed/7", 401),
        ("/panics", 500),
        ("/plain", 200),
    ] {
        let seen = ask(&app, get(path, APP)).await;
        assert_eq!(seen.status, status, "{path}");
        assert_eq!(seen.cors, ACTUAL, "{path}");
        let seen = ask(&app, get(path, EVIL)).await;
        assert_eq!(seen.status, status, "{path}");
        assert_eq!(seen.cors, REFUSED, "{path}");
    }
}

#[tokio::test]
async fn a_preflight_that_nobody_answered_is_answered() {
    let app = app(CorsLayer::fallback(&API));
    for path in ["/unknown", "/closed/7", "/plain"] {
        let seen = ask(&app, preflight(path, APP)).await;
        assert_eq!((seen.status, &*seen.body), (204, ""), "{path}");
        assert_eq!(seen.cors, PREFLIGHT, "{path}");
        // Nothing is left of the answer in whose place it is.
        assert!(seen.headers.get("content-type").is_none(), "{path}");
        let seen = ask(&app, preflight(path, EVIL)).await;
        assert_eq!((seen.status, &*seen.body), (403, ""), "{path}");
        assert_eq!(seen.cors, REFUSED, "{path}");
    }
}

#[tokio::test]
async fn one_that_is_enforced_comes_too_late_and_says_so() {
    static RUNS: AtomicUsize = AtomicUsize::new(0);
    let inside = service_fn(async |_: Request| {
        RUNS.fetch_add(1, Ordering::Relaxed);
        let response = http::Response::builder().header("etag", "7");
        Ok::<_, Infallible>(response.body("inside").expect("a response"))
    });
    let service = CorsLayer::fallback(&ENFORCED).layer(inside);
    let answer = service.oneshot(get("/", EVIL)).await;
    let Ok(answer) = answer;
    assert_eq!(answer.status(), 403);
    assert_eq!(cors(answer.headers()), REFUSED);
    assert_eq!(answer.headers().len(), 1);
    assert_eq!(answer.into_body().into_inner(), None);
    assert_eq!(RUNS.load(Ordering::Relaxed), 1);
}

/// A fallback around a layer that decides first, or around another fallback, changes nothing.
#[tokio::test]
async fn the_innermost_decision_counts() {
    let inside = || {
        service_fn(async |_: http::Request<()>| Ok::<_, Infallible>(http::Response::new("inside")))
    };
    for inner in [CorsLayer::new(&API), CorsLayer::fallback(&API)] {
        for outer in [CorsLayer::fallback(&PUBLIC), CorsLayer::fallback(&ENFORCED)] {
            let mut service = outer.layer(inner.layer(inside()));
            for (origin, actual, asked) in [
                (APP, &ACTUAL[..], &PREFLIGHT[..]),
                (EVIL, &REFUSED, &REFUSED),
            ] {
                let Ok(answer) = service.call(get("/", origin)).await;
                assert_eq!(answer.status(), 200);
                assert_eq!(cors(answer.headers()), actual);
                let Ok(answer) = service.call(preflight("/", origin)).await;
                assert_eq!(cors(answer.headers()), asked);
            }
        }
    }
}

/// As the first word, the layer takes off what handlers have decided.
#[tokio::test]
async fn the_first_word_is_for_handlers_without_policies() {
    let app = app(CorsLayer::new(&PUBLIC));
    for path in ["/users/7", "/unknown", "/closed/7", "/panics", "/plain"] {
        let seen = ask(&app, get(path, EVIL)).await;
        assert!(seen.cors.contains(&"allow-origin: *".to_owned()), "{path}");
        let seen = ask(&app, preflight(path, EVIL)).await;
        let lines = ["allow-origin: *", "allow-methods: PUT", "max-age: 5"];
        assert_eq!(
            (seen.status, seen.cors),
            (204, lines.map(str::to_owned).into()),
            "{path}"
        );
    }
}

/// What says `Vary: *` may be a refusal of which nothing else is to be seen.
#[tokio::test]
async fn an_answer_that_varies_by_everything_is_left_alone() {
    for (vary, decided) in [("*", true), ("accept, Origin", true), ("accept", false)] {
        let inside = service_fn(async |_: Request<Body>| {
            let response = http::Response::builder().header("vary", vary);
            Ok::<_, Infallible>(response.body(()).expect("a response"))
        });
        let answer = CorsLayer::fallback(&API)
            .layer(inside)
            .oneshot(get("/", APP))
            .await;
        let Ok(answer) = answer;
        let named = answer.headers().contains_key("access-control-allow-origin");
        assert_eq!(named, !decided, "{vary}");
    }
}
