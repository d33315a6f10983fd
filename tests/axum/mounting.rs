//! Ways to mount handlers other than one method of one path: all methods, several routes of a path, as a
//! fallback of the router, with a state.

use std::panic::catch_unwind;
use std::sync::atomic::{AtomicUsize, Ordering};

use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::middleware::{Next, from_fn};
use axum::response::Response;
use axum::routing::{self, MethodFilter, MethodRouter};
use cors_browser::{Browser, Fetch};
use facade::axum::{CorsMethodRouter, Routes, any, cors, delete, get, on, put};
use tower::ServiceExt;

use crate::support::{APP, EVIL, Seen, preflight, request, send};

const OTHER: &str = "https://other.example.com";

#[cors(crate = facade, origins = ["https://app.example.com"], headers = ["content-type"])]
async fn rest(request: Request) -> String {
    format!("{} by rest", request.method())
}

#[cors(crate = facade, origins = ["https://other.example.com"])]
async fn own(request: Request) -> String {
    format!("{} by own", request.method())
}

#[cors(crate = facade, origins = ["https://app.example.com"])]
async fn not_found() -> (StatusCode, &'static str) {
    (StatusCode::NOT_FOUND, "not found")
}

#[cors(crate = facade, origins = ["https://app.example.com"])]
async fn stateful(State(state): State<&'static str>) -> &'static str {
    state
}

async fn plain() -> &'static str {
    "plain"
}

async fn closed(_: Request, _: Next) -> Result<Response, StatusCode> {
    Err(StatusCode::UNAUTHORIZED)
}

fn app(routes: CorsMethodRouter) -> Router {
    Router::new().route("/notes", routes.into())
}

const APP_ALLOWED: &str = "allow-origin: https://app.example.com";
const OTHER_ALLOWED: &str = "allow-origin: https://other.example.com";

#[tokio::test]
async fn any_routes_every_method_and_grants_those_of_scripts() {
    let app = app(any(rest));
    for method in ["GET", "POST", "DELETE", "OPTIONS", "TRACE", "PROPFIND"] {
        let seen = send(&app, request(method, APP)).await;
        let body = format!("{method} by rest");
        assert_eq!(seen, Seen::new(200, &[APP_ALLOWED], &["Origin"], &body));
    }
    let granted = [
        APP_ALLOWED,
        "allow-methods: DELETE,GET,HEAD,OPTIONS,PATCH,POST,PUT",
        "allow-headers: content-type",
    ];
    for method in ["GET", "DELETE", "OPTIONS", "PROPFIND"] {
        let seen = send(&app, preflight(method, APP)).await;
        assert_eq!(seen, Seen::new(204, &granted, &["Origin"], ""));
        let seen = send(&app, preflight(method, EVIL)).await;
        assert_eq!(seen, Seen::new(403, &[], &["Origin"], ""));
    }
}

#[tokio::test]
async fn any_leaves_the_methods_of_other_handlers_alone() {
    let filter = MethodFilter::PUT.or(MethodFilter::GET);
    for app in [
        app(any(rest).on(filter, own)),
        app(on(filter, own).any(rest)),
        app(any(rest).merge(on(filter, own))),
        app(put(own).any(rest).get(own)),
    ] {
        for method in ["PUT", "GET"] {
            let seen = send(&app, request(method, OTHER)).await;
            let body = format!("{method} by own");
            assert_eq!(seen, Seen::new(200, &[OTHER_ALLOWED], &["Origin"], &body));
            let seen = send(&app, preflight(method, APP)).await;
            assert_eq!((seen.status, seen.cors.len()), (403, 0));
        }
        let seen = send(&app, request("HEAD", OTHER)).await;
        assert_eq!(
            (seen.status, &*seen.cors),
            (200, &[OTHER_ALLOWED.to_owned()][..])
        );
        let seen = send(&app, preflight("DELETE", APP)).await;
        let granted = [
            APP_ALLOWED,
            "allow-methods: DELETE,OPTIONS,PATCH,POST",
            "allow-headers: content-type",
        ];
        let both = ["Origin, Access-Control-Request-Method"];
        assert_eq!(seen, Seen::new(204, &granted, &both, ""));
    }
}

/// A browser caches every method that the response to a preflight lists.
#[tokio::test]
async fn cached_preflight_for_any_does_not_grant_the_method_of_another_handler() {
    static RUNS: AtomicUsize = AtomicUsize::new(0);
    #[cors(crate = facade, origins = ["https://other.example.com"])]
    async fn counted() {
        RUNS.fetch_add(1, Ordering::Relaxed);
    }
    let mut app = app(any(rest).put(counted));
    let page = Browser::spec().open(APP);
    let url = "https://api.example.com/notes";
    let response = page.fetch(&mut app, Fetch::delete(url)).await;
    assert_eq!(response.expect("allowed").status, 200);
    assert!(page.fetch(&mut app, Fetch::put(url)).await.is_err());
    assert_eq!(RUNS.load(Ordering::Relaxed), 0);
}

#[tokio::test]
async fn middleware_is_within_cors_for_any_too() {
    let routes = || [any(rest), get(rest).put(rest)];
    for routes in routes() {
        check_closed(&app(routes.layer(from_fn(closed)))).await;
    }
    for routes in routes() {
        check_closed(&app(routes.route_layer(from_fn(closed)))).await;
    }
    let app = app(any(rest).layer(from_fn(closed)));
    let seen = send(&app, request("PROPFIND", APP)).await;
    assert_eq!(seen, Seen::new(401, &[APP_ALLOWED], &["Origin"], ""));
}

async fn check_closed(app: &Router) {
    for method in ["GET", "PUT"] {
        let seen = send(app, request(method, APP)).await;
        assert_eq!(seen, Seen::new(401, &[APP_ALLOWED], &["Origin"], ""));
        let seen = send(app, preflight(method, APP)).await;
        assert_eq!(seen.status, 204);
    }
}

#[tokio::test]
async fn annotated_handler_is_the_fallback_of_a_router() {
    let fallback = || MethodRouter::from(any(not_found));
    let apps = [
        Router::new().fallback(fallback()),
        Router::new().nest("/notes", Router::new().fallback(fallback())),
        Router::new().merge(Router::new().fallback_service(fallback())),
    ];
    for app in apps {
        for method in ["GET", "PUT", "OPTIONS"] {
            let seen = send(&app, request(method, APP)).await;
            let expected = Seen::new(404, &[APP_ALLOWED], &["Origin"], "not found");
            assert_eq!(seen, expected);
        }
        let seen = send(&app, preflight("PUT", APP)).await;
        assert_eq!((seen.status, &*seen.cors[0]), (204, APP_ALLOWED));
        let seen = send(&app, preflight("PUT", EVIL)).await;
        assert_eq!(seen, Seen::new(403, &[], &["Origin"], ""));
    }
}

#[tokio::test]
async fn state_makes_a_service_of_handlers() {
    let service: MethodRouter = get(stateful).with_state("the state");
    let Ok(response) = service.clone().oneshot(request("GET", APP)).await;
    assert_eq!(response.headers()["access-control-allow-origin"], APP);
    let app = Router::new()
        .route_service("/notes", service)
        .nest_service("/other", get(stateful).with_state::<()>("another"));
    let seen = send(&app, request("GET", APP)).await;
    assert_eq!(
        seen,
        Seen::new(200, &[APP_ALLOWED], &["Origin"], "the state")
    );
    let mut to_other = request("GET", APP);
    *to_other.uri_mut() = "/other".parse().expect("a path");
    assert_eq!(send(&app, to_other).await.body, "another");
}

#[tokio::test]
async fn several_routes_of_a_path_are_merged() {
    let one = || Routes::new().route("/notes", get(own));
    let two = || Routes::new().route("/notes", put(rest).layer(from_fn(pass)));
    let apps: [Router; 5] = [
        one().merge(two()).into(),
        two().merge(one()).into(),
        Routes::new()
            .route("/notes", get(own))
            .route("/notes", put(rest))
            .into(),
        Router::new()
            .merge(one().merge(two()))
            .route("/notes", routing::post(plain)),
        app(get(own).merge(put(rest))),
    ];
    let by_method = ["Origin, Access-Control-Request-Method"];
    for app in apps {
        let seen = send(&app, preflight("GET", OTHER)).await;
        assert_eq!(seen, Seen::new(204, &[OTHER_ALLOWED], &by_method, ""));
        let seen = send(&app, preflight("PUT", APP)).await;
        let granted = [
            APP_ALLOWED,
            "allow-methods: PUT",
            "allow-headers: content-type",
        ];
        assert_eq!(seen, Seen::new(204, &granted, &by_method, ""));
        for (method, origin) in [("GET", APP), ("PUT", OTHER)] {
            let seen = send(&app, preflight(method, origin)).await;
            assert_eq!(seen, Seen::new(403, &[], &by_method, ""));
        }
        let seen = send(&app, request("PUT", APP)).await;
        let expected = Seen::new(200, &[APP_ALLOWED], &["Origin"], "PUT by rest");
        assert_eq!(seen, expected);
    }
}

async fn pass(request: Request, next: Next) -> Response {
    next.run(request).await
}

#[tokio::test]
async fn routes_keep_the_state_and_other_paths() {
    let routes = Routes::new()
        .route("/notes", get(stateful))
        .route("/other", delete(rest))
        .route("/notes", put(rest));
    let app: Router = Router::from(routes).with_state("the state");
    let seen = send(&app, request("GET", APP)).await;
    assert_eq!(seen.body, "the state");
    let mut to_other = request("DELETE", APP);
    *to_other.uri_mut() = "/other".parse().expect("a path");
    assert_eq!(send(&app, to_other).await.body, "DELETE by rest");
    assert!(
        Router::<()>::from(Routes::new())
            .oneshot(Request::new(Body::empty()))
            .await
            .is_ok()
    );
}

#[test]
fn conflicts_panic_with_the_method() {
    let message = |mount: fn()| {
        let panic = catch_unwind(mount).expect_err("a panic");
        match panic.downcast::<String>() {
            Ok(message) => *message,
            Err(panic) => (*panic.downcast::<&str>().expect("a message")).to_owned(),
        }
    };
    let two = "a path cannot have two handlers for all other methods";
    for (mount, expected) in [
        (
            (|| drop(get::<_, _, _, ()>(own).merge(put(own).get(own)))) as fn(),
            "cannot merge two routes that both have a handler for `GET`",
        ),
        (
            || drop(any::<_, _, _, ()>(own).merge(get(own).fallback(plain))),
            "cannot merge two routes that both have a handler for all other methods",
        ),
        (
            || {
                let routes = Routes::<()>::new();
                drop(routes.route("/a", put(own)).route("/a", put(own)));
            },
            "`/a` already has a handler for `PUT`",
        ),
        (|| drop(any::<_, _, _, ()>(own).any(own)), two),
        (|| drop(any::<_, _, _, ()>(own).fallback(plain)), two),
        (
            || drop(get::<_, _, _, ()>(own).fallback(plain).any(own)),
            two,
        ),
        // A policy speaks for its own handler only, so no other handler may get a method of `any`.
        (
            || drop(MethodRouter::<()>::from(any(own)).delete(plain)),
            "Overlapping method route. Cannot add two method routes that both handle `DELETE`",
        ),
        // axum itself: it cannot merge what responds to preflights.
        (
            || {
                let route = || MethodRouter::<()>::from(get(own));
                let other = MethodRouter::from(put(own));
                drop(
                    Router::new()
                        .route("/notes", route())
                        .route("/notes", other),
                );
            },
            "Overlapping method route. Handler for `OPTIONS /notes` already exists",
        ),
    ] {
        assert_eq!(message(mount), expected);
    }
}

/// A browser caches the header names that preflights of a URL granted, whatever the method was. What the policy of
/// `read` grants is then granted for `write` and `enforced` too, to an origin that theirs do not allow.
#[tokio::test]
async fn cached_header_needs_enforce_to_be_refused_by_another_handler() {
    static RUNS: AtomicUsize = AtomicUsize::new(0);
    #[cors(
        crate = facade,
        origins = ["https://app.example.com", "https://other.example.com"],
        headers = ["content-type"],
    )]
    async fn read() {}
    #[cors(crate = facade, origins = ["https://other.example.com"], headers = ["content-type"])]
    async fn write() {
        RUNS.fetch_add(1, Ordering::Relaxed);
    }
    #[cors(
        crate = facade,
        origins = ["https://other.example.com"],
        headers = ["content-type"],
        enforce,
    )]
    async fn enforced() {
        RUNS.fetch_add(1, Ordering::Relaxed);
    }
    let url = "https://api.example.com/notes";
    for (routes, runs) in [(get(read).post(enforced), 0), (get(read).post(write), 1)] {
        let mut app = app(routes);
        let page = Browser::spec().open(APP);
        assert!(
            page.fetch(&mut app, Fetch::post(url).json("1"))
                .await
                .is_err()
        );
        assert_eq!(RUNS.load(Ordering::Relaxed), 0);
        let read = Fetch::get(url).header("content-type", "application/json");
        assert!(page.fetch(&mut app, read).await.is_ok());
        assert!(
            page.fetch(&mut app, Fetch::post(url).json("1"))
                .await
                .is_err()
        );
        assert_eq!(RUNS.load(Ordering::Relaxed), runs);
    }
}
