//! Middleware around the handlers of a path, around one handler, and around the routes.

use std::cell::Cell;
use std::sync::Mutex;

use facade::poem::{cors, get, put};
use poem::http::StatusCode;
use poem::middleware::{SetHeader, SizeLimit};
use poem::web::Data;
use poem::{
    Endpoint, EndpointExt, Error, FromRequest, Request, RequestBody, Result, Route, handler,
};

use crate::support::{APP, EVIL, Seen, preflight, request, send};

/// An extractor that counts.
struct Counted;

thread_local! {
    static EXTRACTED: Cell<u8> = const { Cell::new(0) };
}

impl<'a> FromRequest<'a> for Counted {
    async fn from_request(_: &'a Request, _: &mut RequestBody) -> Result<Self> {
        EXTRACTED.set(EXTRACTED.get() + 1);
        Ok(Self)
    }
}

#[cors(crate = facade, origins = ["https://app.example.com"])]
#[handler]
async fn listed(_: Counted) -> &'static str {
    "listed"
}

#[cors(crate = facade, origins = ["https://app.example.com"], headers = ["content-type"])]
#[handler]
async fn stored(body: String) -> String {
    body
}

#[cors(crate = facade, origins = ["https://app.example.com"], enforce)]
#[handler]
async fn enforced(Data(runs): Data<&&'static Mutex<u8>>) {
    *runs.lock().expect("no panic") += 1;
}

async fn reject(_: Request) -> Result<Request> {
    Err(Error::from_status(StatusCode::UNAUTHORIZED))
}

const ALLOWED: [&str; 1] = ["allow-origin: https://app.example.com"];

#[tokio::test]
async fn preflights_bypass_middleware_and_extractors() {
    let rejected = |_, _: Request| async { reject(Request::default()).await.map(|_| ()) };
    let apps = [
        Route::new().at("/notes", get(listed).before(reject)),
        Route::new().at("/notes", get(listed).around(rejected)),
        Route::new().at(
            "/notes",
            get(listed).with(poem::middleware::make(|inner: facade::poem::Methods| {
                inner.before(reject)
            })),
        ),
        Route::new().at(
            "/notes",
            get(listed.with(poem::middleware::make(
                |inner: facade::poem::HandlerEndpoint<_>| inner.before(reject),
            ))),
        ),
    ];
    for app in apps {
        let seen = send(&app, preflight("GET", APP)).await;
        assert_eq!(seen, Seen::new(204, &ALLOWED, &["Origin"], ""));
        let seen = send(&app, preflight("GET", EVIL)).await;
        assert_eq!(seen, Seen::new(403, &[], &["Origin"], ""));
        let seen = send(&app, request("GET", APP)).await;
        assert_eq!(
            (seen.status, &seen.cors[..]),
            (401, &ALLOWED.map(str::to_owned)[..])
        );
        let seen = send(&app, request("GET", EVIL)).await;
        assert_eq!((seen.status, &seen.cors[..]), (401, &[][..]));
        // A method without a handler does not reach the middleware.
        assert_eq!(send(&app, request("PUT", APP)).await.status, 405);
    }
    assert_eq!(EXTRACTED.get(), 0);
    let app = Route::new().at("/notes", get(listed));
    assert_eq!(send(&app, request("GET", APP)).await.status, 200);
    assert_eq!(EXTRACTED.get(), 1);
}

#[tokio::test]
async fn middleware_applies_to_the_handlers_before_it() {
    let app = Route::new().at("/notes", get(listed).before(reject).put(stored));
    assert_eq!(send(&app, request("GET", APP)).await.status, 401);
    assert_eq!(send(&app, request("HEAD", APP)).await.status, 401);
    assert_eq!(send(&app, request("PUT", APP)).await.status, 200);
}

#[tokio::test]
async fn errors_of_middleware_have_the_headers() {
    let limited = put(stored).with(SizeLimit::new(2));
    let app = Route::new().at("/notes", limited);
    let mut large = request("PUT", APP);
    large.set_body("large");
    large.headers_mut().insert("content-length", 5.into());
    let seen = send(&app, large).await;
    assert_eq!(
        (seen.status, &seen.cors[..]),
        (413, &ALLOWED.map(str::to_owned)[..])
    );
}

/// Headers of middleware around the routes are its own.
#[tokio::test]
async fn headers_of_the_handler_and_of_inner_middleware_are_replaced() {
    let hostile = || {
        SetHeader::new()
            .appending("access-control-allow-origin", "*")
            .appending("access-control-allow-credentials", "true")
            .appending("vary", "accept")
    };
    for routes in [get(listed).with(hostile()), get(listed.with(hostile()))] {
        let app = Route::new().at("/notes", routes);
        let seen = send(&app, request("GET", APP)).await;
        assert_eq!(
            seen,
            Seen::new(200, &ALLOWED, &["accept", "Origin"], "listed")
        );
        let seen = send(&app, request("GET", EVIL)).await;
        assert_eq!(seen, Seen::new(200, &[], &["accept", "Origin"], "listed"));
    }
}

#[tokio::test]
async fn forbidden_requests_reach_no_handler() {
    static RUNS: Mutex<u8> = Mutex::new(0);
    let app = Route::new().at("/notes", put(enforced)).data(&RUNS);
    let seen = send(&app, request("PUT", EVIL)).await;
    assert_eq!(seen, Seen::new(403, &[], &["Origin"], ""));
    assert_eq!(*RUNS.lock().expect("no panic"), 0);
    assert_eq!(send(&app, request("PUT", APP)).await.status, 200);
    assert_eq!(*RUNS.lock().expect("no panic"), 1);
    // Without an origin, but from a page of another site.
    let mut cross_site = request("PUT", APP);
    cross_site.headers_mut().remove("origin");
    let value = "cross-site".parse().expect("a value");
    cross_site.headers_mut().insert("sec-fetch-site", value);
    assert_eq!(send(&app, cross_site).await.status, 403);
    assert_eq!(*RUNS.lock().expect("no panic"), 1);
}

/// A `CorsRouteMethod` is an endpoint, so that poem can mount it by a method. Its preflights are then lost, and
/// browsers block the requests that need one.
#[tokio::test]
async fn double_mounting_allows_nothing() {
    let app = Route::new().at("/notes", poem::put(put(stored)));
    let seen = app.get_response(preflight("PUT", APP)).await;
    assert_eq!(seen.status(), 405);
    assert!(!seen.headers().contains_key("access-control-allow-origin"));
}
