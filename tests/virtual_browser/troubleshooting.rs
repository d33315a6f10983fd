//! The sentences and the remedies of `docs/troubleshooting.md`: a broken server causes the sentences in
//! the profile of each engine, and the remedy of the document makes the same fetch succeed.

use std::collections::BTreeSet;

use axum::body::Bytes;
use axum::extract::Request;
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse, Redirect, Response};
use axum::{Json, Router};
use cors_browser::{Blocked, BlockedReason, Fetch, FetchResponse, Stage};
use cors_runtime::Policy;
use facade::axum::{cors, get, put};
use facade::tower::CorsLayer;
use http::header::{ACCESS_CONTROL_ALLOW_CREDENTIALS, ACCESS_CONTROL_ALLOW_ORIGIN, COOKIE};
use http::{HeaderValue, StatusCode};

const PAGE: &str = "https://app.example.com";
const API: &str = "https://api.example.com/users/7";
const ENGINES: [&str; 3] = ["chromium", "firefox", "webkit"];

#[cors(crate = facade, origins = ["https://app.example.com"])]
async fn show() -> &'static str {
    "the user"
}

#[cors(crate = facade, origins = ["https://www.example.com"])]
async fn show_to_www() -> &'static str {
    "the user"
}

#[cors(crate = facade, origins = ["*"])]
async fn show_to_all() -> &'static str {
    "the user"
}

#[cors(crate = facade, origins = ["https://app.example.com"], credentials)]
async fn account() -> &'static str {
    "the account"
}

#[cors(crate = facade, origins = ["https://app.example.com"], headers = ["content-type"])]
async fn store(body: Bytes) -> String {
    format!("{} bytes", body.len())
}

#[cors(crate = facade, origins = ["https://app.example.com"], credentials, headers = ["content-type"])]
async fn store_account(body: Bytes) -> String {
    format!("{} bytes", body.len())
}

#[cors(crate = facade, origins = ["https://app.example.com"])]
async fn store_plain_text(body: Bytes) -> String {
    format!("{} bytes", body.len())
}

#[cors(crate = facade, origins = ["https://www.example.com"], headers = ["content-type"])]
async fn store_for_www(body: Bytes) -> String {
    format!("{} bytes", body.len())
}

#[cors(crate = facade, origins = ["https://app.example.com"], headers = ["content-type"])]
async fn store_number(Json(number): Json<u64>) -> String {
    number.to_string()
}

static SHOW: Policy = facade::policy! { origins = ["https://app.example.com"] };
static STORE: Policy = facade::policy! {
    origins = ["https://app.example.com"], methods = ["PUT"], headers = ["content-type"],
};

fn route(handlers: impl Into<axum::routing::MethodRouter>) -> Router {
    Router::new().route("/users/{id}", handlers.into())
}

/// Rejects every request without a cookie.
async fn require_session(request: Request, next: Next) -> Response {
    if request.headers().contains_key(COOKIE) {
        next.run(request).await
    } else {
        StatusCode::UNAUTHORIZED.into_response()
    }
}

/// A proxy that sends a header of its own, in addition to that of the application.
async fn add_allow_origin(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let value = HeaderValue::from_static(PAGE);
    response
        .headers_mut()
        .append(ACCESS_CONTROL_ALLOW_ORIGIN, value);
    response
}

/// A proxy that adds CORS headers to responses without any.
async fn add_missing_headers(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    if !headers.contains_key(ACCESS_CONTROL_ALLOW_ORIGIN) {
        headers.insert(ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static(PAGE));
        headers.insert(
            ACCESS_CONTROL_ALLOW_CREDENTIALS,
            HeaderValue::from_static("true"),
        );
    }
    response
}

/// A proxy that replaces the header of the application, or a cache without `Vary`.
async fn replace_allow_origin(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let value = HeaderValue::from_static("https://www.example.com");
    response
        .headers_mut()
        .insert(ACCESS_CONTROL_ALLOW_ORIGIN, value);
    response
}

/// A proxy that redirects to `https:`, or to the path with a slash, before CORS.
async fn redirect_everything(request: Request, next: Next) -> Response {
    if request.uri().path().ends_with('/') {
        next.run(request).await
    } else {
        Redirect::permanent("https://api.example.com/users/7/").into_response()
    }
}

/// A section of the document: a fetch, the server that blocks it, and the server that does not.
struct Section {
    heading: &'static str,
    fetch: fn() -> Fetch,
    broken: fn() -> Router,
    repaired: fn() -> Router,
}

fn json() -> Fetch {
    Fetch::put(API).json("{}")
}

const SECTIONS: &[Section] = &[
    Section {
        heading: "The response has no `Access-Control-Allow-Origin`",
        fetch: || Fetch::get(API),
        broken: || route(get(show_to_www)),
        repaired: || route(get(show)),
    },
    Section {
        heading: "The preflight has no `Access-Control-Allow-Origin`",
        fetch: || json().credentials_include(),
        broken: || route(put(store_account)).layer(from_fn(require_session)),
        repaired: || route(put(store_account).layer(from_fn(require_session))),
    },
    Section {
        heading: "The preflight has an error status",
        fetch: || json().credentials_include(),
        broken: || {
            let route = route(put(store_account)).layer(from_fn(require_session));
            route.layer(from_fn(add_missing_headers))
        },
        repaired: || {
            let route = route(put(store_account).layer(from_fn(require_session)));
            route.layer(from_fn(add_missing_headers))
        },
    },
    Section {
        heading: "The method is not allowed",
        fetch: json,
        broken: || route(axum::routing::put(async || "stored")).layer(CorsLayer::new(&SHOW)),
        repaired: || route(axum::routing::put(async || "stored")).layer(CorsLayer::new(&STORE)),
    },
    Section {
        heading: "A request header is not allowed",
        fetch: json,
        broken: || route(put(store_plain_text)),
        repaired: || route(put(store)),
    },
    Section {
        heading: "`*` with credentials",
        fetch: || Fetch::get(API).credentials_include(),
        broken: || route(get(show_to_all)),
        repaired: || route(get(account)),
    },
    Section {
        heading: "Credentials are not allowed",
        fetch: || Fetch::get(API).credentials_include(),
        broken: || route(get(show)),
        repaired: || route(get(account)),
    },
    Section {
        heading: "The header is there twice",
        fetch: || Fetch::get(API),
        broken: || route(get(show)).layer(from_fn(add_allow_origin)),
        repaired: || route(get(show)),
    },
    Section {
        heading: "The header names another origin",
        fetch: || Fetch::get(API),
        broken: || route(get(show)).layer(from_fn(replace_allow_origin)),
        repaired: || route(get(show)),
    },
    Section {
        heading: "The preflight is redirected",
        fetch: json,
        broken: || {
            let route = Router::new().route("/users/{id}/", put(store).into());
            let route = route.layer(from_fn(redirect_everything));
            route.layer(from_fn(add_missing_headers))
        },
        repaired: || route(put(store)),
    },
];

fn fetch(engine: &str, fetch: Fetch, mut app: Router) -> Result<FetchResponse, Blocked> {
    let browser = crate::browser(engine);
    assert!(browser.set_cookie(API, "session=1; Secure; Path=/"));
    crate::run(browser.open(PAGE).fetch(&mut app, fetch))
}

/// The sentence in the console, without the help that the virtual browser adds.
fn sentence(blocked: &Blocked) -> String {
    let text = blocked.to_string();
    text.lines().next().expect("a sentence").to_owned()
}

fn document() -> String {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/troubleshooting.md");
    std::fs::read_to_string(path).expect("docs/troubleshooting.md")
}

#[test]
fn document_has_the_sentences_of_the_browsers() {
    let document = document();
    let mut produced = BTreeSet::new();
    for section in SECTIONS {
        let start = format!("\n## {}\n", section.heading);
        let (_, text) = document.split_once(&start).expect(section.heading);
        let text = text.split("\n## ").next().unwrap_or_default();
        for engine in ENGINES {
            let blocked = fetch(engine, (section.fetch)(), (section.broken)());
            let sentence = sentence(&blocked.expect_err(section.heading));
            assert!(text.contains(&sentence), "{}: {sentence}", section.heading);
            produced.insert(sentence);
        }
    }
    let starts = [
        "Access to fetch at",
        "Cross-Origin Request Blocked",
        "Fetch API cannot load",
    ];
    let written = document
        .lines()
        .filter(|line| starts.iter().any(|start| line.starts_with(start)));
    for line in written {
        assert!(produced.contains(line), "no section causes: {line}");
    }
}

#[test]
fn remedy_of_each_section_lets_the_page_read_the_response() {
    for section in SECTIONS {
        for engine in ENGINES {
            let response = fetch(engine, (section.fetch)(), (section.repaired)());
            let response =
                response.unwrap_or_else(|blocked| panic!("{}: {blocked}", section.heading));
            assert_eq!(response.status, 200, "{}", section.heading);
        }
    }
}

/// The table of the section about preflights without headers.
#[test]
fn status_of_a_preflight_tells_the_cause() {
    let plain = || route(axum::routing::put(async || "stored"));
    let causes: [(fn() -> Router, u16); 4] = [
        (|| route(put(store)).layer(from_fn(require_session)), 401),
        (|| route(put(store_for_www)), 403),
        (
            || Router::new().route("/users/{id}/", put(store).into()),
            404,
        ),
        (plain, 405),
    ];
    for (app, status) in causes {
        let blocked = fetch("chromium", json(), app()).expect_err("a preflight without headers");
        assert_eq!(blocked.reason, BlockedReason::MissingAllowOrigin);
        assert_eq!(
            (blocked.stage, blocked.status),
            (Stage::Preflight, Some(status))
        );
    }
}

/// Annotated handlers have headers on every response, and axum's layers apply to the routes before them.
#[test]
fn errors_are_readable_where_the_document_says_so() {
    let unreadable = |app| {
        fetch("chromium", Fetch::get(API), app)
            .expect_err("no headers")
            .status
    };
    let readable = |app| {
        fetch("chromium", Fetch::get(API), app)
            .expect("headers")
            .status
    };
    let not_found = || Router::new().route("/users/{id}/", get(show).into());
    assert_eq!(unreadable(not_found()), Some(404));
    assert_eq!(readable(not_found().layer(CorsLayer::fallback(&SHOW))), 404);

    let rejected = || route(get(show)).layer(from_fn(require_session));
    assert_eq!(unreadable(rejected()), Some(401));
    assert_eq!(readable(rejected().layer(CorsLayer::fallback(&SHOW))), 401);
    assert_eq!(
        readable(route(get(show).layer(from_fn(require_session)))),
        401
    );

    let late = Router::new().layer(CorsLayer::new(&SHOW));
    let late = late.route("/users/{id}", axum::routing::get("the user"));
    assert_eq!(unreadable(late), Some(200));
    let last = route(axum::routing::get("the user")).layer(CorsLayer::new(&SHOW));
    assert_eq!(readable(last), 200);

    // A 415 and a 422 of an extractor.
    for (body, status) in [(Fetch::put(API).text("7"), 415), (json(), 422)] {
        let response = fetch("chromium", body, route(put(store_number))).expect("headers");
        assert_eq!(response.status, status);
    }
}
