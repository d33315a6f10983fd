//! Middleware between an annotated handler and a fallback layer, which may change any header.

use axum::Router;
use axum::extract::Request;
use axum::http::{HeaderValue, StatusCode};
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse, Response};
use facade::Policy;
use facade::axum::{cors, get};
use facade::tower::CorsLayer;

use crate::support::{APP, EVIL, preflight, request, send};

#[cors(crate = facade, origins = ["https://app.example.com"])]
async fn listed() -> &'static str {
    "listed"
}

/// A policy that allows more than that of the handler.
static PUBLIC: Policy = facade::policy! { origins = ["*"] };

/// The changes of middleware to a response.
const CHANGES: [fn(Response) -> Response; 6] = [
    |response| response,
    |mut response| {
        response
            .headers_mut()
            .insert("vary", HeaderValue::from_static("accept"));
        response
    },
    |mut response| {
        response
            .headers_mut()
            .insert("vary", HeaderValue::from_static("*"));
        response
    },
    |mut response| {
        response.headers_mut().remove("vary");
        response
    },
    |mut response| {
        response.headers_mut().clear();
        response
    },
    |mut response| {
        *response.status_mut() = StatusCode::IM_A_TEAPOT;
        response
    },
];

fn app(change: fn(Response) -> Response) -> Router {
    Router::new()
        .route("/notes", get(listed).into())
        .layer(from_fn(move |request: Request, next: Next| async move {
            change(next.run(request).await)
        }))
        .layer(CorsLayer::fallback(&PUBLIC))
}

#[tokio::test]
async fn refusal_of_a_handler_stands() {
    for (number, change) in CHANGES.into_iter().enumerate() {
        let app = app(change);
        for request in [request("GET", EVIL), preflight("GET", EVIL)] {
            let seen = send(&app, request).await;
            assert_eq!(seen.cors, [""; 0], "{number}");
        }
    }
}

#[tokio::test]
async fn responses_without_a_decision_get_the_fallback() {
    for (number, change) in CHANGES.into_iter().enumerate() {
        let app = app(change);
        for path in ["/unknown", "/"] {
            let mut request = request("GET", EVIL);
            *request.uri_mut() = path.parse().expect("a path");
            let seen = send(&app, request).await;
            assert_eq!(seen.cors, ["allow-origin: *"], "{number}");
        }
    }
}

/// A response of middleware in place of a decided one has no decision.
#[tokio::test]
async fn response_that_replaces_a_decided_one_gets_the_fallback() {
    let app = app(|_| (StatusCode::GATEWAY_TIMEOUT, "late").into_response());
    for origin in [APP, EVIL] {
        let seen = send(&app, request("GET", origin)).await;
        assert_eq!((seen.status, &*seen.body), (504, "late"));
        assert_eq!(seen.cors, ["allow-origin: *"]);
    }
}
