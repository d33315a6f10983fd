//! Errors of handlers, of extractors and of routing, which poem converts into responses as far out as possible.

use facade::Policy;
use facade::poem::{Cors, cors, get};
use poem::error::{NotFoundError, ParseQueryError};
use poem::http::StatusCode;
use poem::web::Query;
use poem::{EndpointExt, Error, IntoResponse, Response, Result, Route, handler};

use crate::support::{APP, EVIL, Seen, preflight, request, request_to, send};

#[cors(crate = facade, origins = ["https://app.example.com"], expose = ["etag"])]
#[handler]
async fn failing() -> Result<&'static str> {
    Err(NotFoundError.into())
}

#[cors(crate = facade, origins = ["https://app.example.com"], expose = ["etag"])]
#[handler]
async fn query(Query((number,)): Query<(u64,)>) -> String {
    number.to_string()
}

static PUBLIC: Policy = facade::policy! { origins = ["*"] };

const ALLOWED: [&str; 2] = [
    "allow-origin: https://app.example.com",
    "expose-headers: etag",
];

async fn to_text(error: Error) -> impl IntoResponse {
    format!("sorry: {error}").with_status(error.status())
}

async fn not_found(_: NotFoundError) -> impl IntoResponse {
    "sorry".with_status(StatusCode::NOT_FOUND)
}

/// A response that sets the headers itself, and to any origin.
async fn hostile(_: Error) -> Response {
    Response::builder()
        .status(StatusCode::CONFLICT)
        .header("access-control-allow-origin", "*")
        .header("access-control-allow-credentials", "true")
        .header("vary", "accept")
        .body("hostile")
}

#[tokio::test]
async fn errors_have_the_headers() {
    let app = Route::new().at("/notes", get(failing).put(query)).nest(
        "/nested",
        Route::new().at("/notes", get(failing).put(query)),
    );
    for path in ["/notes", "/nested/notes"] {
        let send = async |method, origin| send(&app, request_to(path, method, origin)).await;
        let seen = send("GET", APP).await;
        assert_eq!(seen, Seen::new(404, &ALLOWED, &["Origin"], "not found"));
        let seen = send("GET", EVIL).await;
        assert_eq!(seen, Seen::new(404, &[], &["Origin"], "not found"));
        // The rejection of an extractor, a method without a handler, and the error as a response to `HEAD`.
        for (method, status) in [("PUT", 400), ("DELETE", 405), ("HEAD", 404)] {
            let seen = send(method, APP).await;
            assert_eq!(
                (seen.status, &seen.cors[..]),
                (status, &ALLOWED.map(str::to_owned)[..])
            );
            assert_eq!(send(method, EVIL).await.cors, [""; 0]);
        }
        // A path without a route has no policy.
        assert_eq!(send("GET", APP).await.vary, ["Origin"]);
    }
    let seen = send(&app, request_to("/unknown", "GET", APP)).await;
    assert_eq!(seen, Seen::new(404, &[], &[], "not found"));
}

#[tokio::test]
async fn error_handlers_of_a_path_are_within_cors() {
    let app = Route::new().at("/notes", get(failing).catch_all_error(to_text));
    let seen = send(&app, request("GET", APP)).await;
    assert_eq!(
        seen,
        Seen::new(404, &ALLOWED, &["Origin"], "sorry: not found")
    );
    let app = Route::new().at("/notes", get(failing).catch_error(not_found));
    let seen = send(&app, request("GET", APP)).await;
    assert_eq!(seen, Seen::new(404, &ALLOWED, &["Origin"], "sorry"));
    let unreadable = async |_: ParseQueryError| "unreadable";
    let app = Route::new().at("/notes", get(query).catch_error(unreadable));
    let seen = send(&app, request("GET", APP)).await;
    assert_eq!(seen, Seen::new(200, &ALLOWED, &["Origin"], "unreadable"));
    let app = Route::new().at("/notes", get(failing).catch_all_error(hostile));
    let vary = ["accept", "Origin"];
    let seen = send(&app, request("GET", APP)).await;
    assert_eq!(seen, Seen::new(409, &ALLOWED, &vary, "hostile"));
    let seen = send(&app, request("GET", EVIL)).await;
    assert_eq!(seen, Seen::new(409, &[], &vary, "hostile"));
}

// Without middleware further out, nothing else could add the headers.
#[tokio::test]
async fn error_handlers_around_the_routes_get_no_error_of_a_handler() {
    let app = Route::new().at("/notes", get(failing));
    let app = app.catch_all_error(to_text);
    let seen = send(&app, request("GET", APP)).await;
    assert_eq!(seen, Seen::new(404, &ALLOWED, &["Origin"], "not found"));
    let seen = send(&app, request_to("/unknown", "GET", APP)).await;
    assert_eq!(seen, Seen::new(404, &[], &[], "sorry: not found"));
}

#[tokio::test]
async fn error_handlers_within_the_middleware_get_every_error() {
    let routes = || Route::new().at("/notes", get(failing).put(query));
    let public = ["allow-origin: *"];
    let app = routes().catch_all_error(to_text);
    let app = app.with(Cors::fallback(&PUBLIC));
    let seen = send(&app, request("GET", APP)).await;
    assert_eq!(
        seen,
        Seen::new(404, &ALLOWED, &["Origin"], "sorry: not found")
    );
    // The refusal of the handler's policy stands.
    let seen = send(&app, request("GET", EVIL)).await;
    assert_eq!(seen, Seen::new(404, &[], &["Origin"], "sorry: not found"));
    let seen = send(&app, request("PUT", EVIL)).await;
    assert_eq!((seen.status, &seen.cors[..]), (400, &[][..]));
    let seen = send(&app, request_to("/unknown", "GET", EVIL)).await;
    assert_eq!(seen, Seen::new(404, &public, &[], "sorry: not found"));

    let app = routes()
        .catch_error(not_found)
        .with(Cors::fallback(&PUBLIC));
    let seen = send(&app, request("GET", EVIL)).await;
    assert_eq!(seen, Seen::new(404, &[], &["Origin"], "sorry"));

    let app = routes().catch_all_error(hostile);
    let app = app.with(Cors::fallback(&PUBLIC));
    let vary = ["accept", "Origin"];
    let seen = send(&app, request("GET", APP)).await;
    assert_eq!(seen, Seen::new(409, &ALLOWED, &vary, "hostile"));
    let seen = send(&app, request("GET", EVIL)).await;
    assert_eq!(seen, Seen::new(409, &[], &vary, "hostile"));
}

/// An error without an error handler is converted where the headers are added.
#[tokio::test]
async fn errors_pass_several_fallbacks() {
    static REST: Policy = facade::policy! { origins = ["https://app.example.com"] };
    let inner = Route::new()
        .at("/notes", get(failing))
        .with(Cors::fallback(&PUBLIC));
    let app = Route::new().nest("/inner", inner).catch_all_error(to_text);
    let app = app.with(Cors::fallback(&REST));
    let get = async |path, origin| send(&app, request_to(path, "GET", origin)).await;
    let seen = get("/inner/notes", APP).await;
    assert_eq!(
        seen,
        Seen::new(404, &ALLOWED, &["Origin"], "sorry: not found")
    );
    let seen = get("/inner/notes", EVIL).await;
    assert_eq!(seen, Seen::new(404, &[], &["Origin"], "sorry: not found"));
    let seen = get("/inner/unknown", EVIL).await;
    assert_eq!(
        seen,
        Seen::new(404, &["allow-origin: *"], &[], "sorry: not found")
    );
    let seen = get("/unknown", EVIL).await;
    assert_eq!(seen, Seen::new(404, &[], &["Origin"], "sorry: not found"));
    let mut preflight = preflight("GET", EVIL);
    *preflight.uri_mut() = "/inner/unknown".parse().expect("a path");
    let seen = send(&app, preflight).await;
    assert_eq!(seen, Seen::new(204, &["allow-origin: *"], &[], ""));
}
