//! poem's own middleware, as far as the migration guide describes it.

use facade::poem::{cors, get};
use poem::http::Method;
use poem::middleware::Cors;
use poem::{Endpoint, EndpointExt, Request, Response, Route, handler};

use crate::support::{APP, EVIL, preflight, request};

#[handler]
fn plain() -> Response {
    Response::builder().header("vary", "accept").finish()
}

#[cors(crate = facade, origins = ["https://app.example.com"], expose = ["etag"])]
#[handler]
fn annotated() -> Response {
    Response::builder().header("vary", "accept").finish()
}

fn poems() -> Cors {
    Cors::new().allow_origin(APP).allow_method(Method::GET)
}

async fn send(app: &impl Endpoint, request: Request) -> Response {
    app.get_response(request).await
}

fn value<'r>(response: &'r Response, name: &str) -> Option<&'r str> {
    response.header(name)
}

#[tokio::test]
async fn defaults_are_as_described() {
    let app = plain.with(Cors::new());
    let response = send(&app, request("GET", EVIL)).await;
    assert_eq!(value(&response, "access-control-allow-origin"), Some(EVIL));
    let response = send(&app, preflight("PURGE", EVIL)).await;
    assert_eq!(response.status(), 200);
    assert_eq!(value(&response, "access-control-max-age"), Some("86400"));
    assert_eq!(value(&response, "access-control-allow-headers"), Some("*"));
}

#[tokio::test]
async fn differences_are_as_described() {
    let before = Route::new()
        .at("/notes", poem::get(plain))
        .with(poems().expose_header("etag"));
    let after = Route::new().at("/notes", get(annotated));

    assert_eq!(send(&before, preflight("GET", APP)).await.status(), 200);
    assert_eq!(send(&after, preflight("GET", APP)).await.status(), 204);

    assert_eq!(send(&before, request("GET", EVIL)).await.status(), 403);
    assert_eq!(send(&after, request("GET", EVIL)).await.status(), 200);

    assert_eq!(send(&before, request("OPTIONS", APP)).await.status(), 403);
    assert_eq!(send(&after, request("OPTIONS", APP)).await.status(), 405);

    let expose = "access-control-expose-headers";
    let response = send(&before, preflight("GET", APP)).await;
    assert_eq!(value(&response, expose), Some("etag"));
    let response = send(&after, preflight("GET", APP)).await;
    assert_eq!(value(&response, expose), None);

    let response = send(&after, request("GET", APP)).await;
    let vary: Vec<_> = response.headers().get_all("vary").iter().collect();
    assert_eq!(vary, ["accept", "Origin"]);
}
