//! Responses of handlers, and the headers that CORS adds.

use std::fmt;

use actix_web::http::StatusCode;
use actix_web::test::init_service;
use actix_web::web::Bytes;
use actix_web::{
    App, HttpRequest, HttpResponse, Responder, ResponseError, delete, error, get, post, put, route,
    web,
};
use facade::actix::cors;

use crate::support::{APP, EVIL, preflight, request, send};

const ORIGIN: &str = "allow-origin";

#[derive(Debug)]
struct Broken;

impl fmt::Display for Broken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("broken")
    }
}

impl ResponseError for Broken {
    fn status_code(&self) -> StatusCode {
        StatusCode::CONFLICT
    }

    fn error_response(&self) -> HttpResponse {
        HttpResponse::Conflict()
            .insert_header(("access-control-allow-origin", "*"))
            .insert_header(("access-control-max-age", "1"))
            .insert_header(("vary", "accept"))
            .body("broken")
    }
}

#[cors(crate = facade, origins = ["https://app.example.com"], credentials)]
#[delete("/fails")]
async fn fails() -> Result<&'static str, Broken> {
    Err(Broken)
}

#[cors(crate = facade, origins = ["https://app.example.com"], headers = ["content-type"])]
#[post("/reads/{id}")]
async fn reads(id: web::Path<u64>, name: web::Json<String>) -> String {
    format!("{id} {name}")
}

#[cors(crate = facade, origins = ["https://app.example.com"])]
#[get("/returns-error")]
async fn returns_error() -> actix_web::Result<HttpResponse> {
    Err(error::ErrorImATeapot("short and stout"))
}

#[actix_web::test]
async fn errors_have_cors_headers() {
    let app = App::new()
        .service(fails)
        .service(reads)
        .service(returns_error);
    let app = init_service(app).await;
    let failed = send(&app, request("DELETE", "/fails", APP)).await;
    let credentials = [("allow-credentials", "true"), (ORIGIN, APP)];
    failed.assert(409, credentials, ["accept", "Origin"]);
    assert_eq!(failed.body, "broken");
    send(&app, request("DELETE", "/fails", EVIL))
        .await
        .assert(409, [], ["accept", "Origin"]);

    // Rejections: of the path, of the content type, of the body.
    let no_number = request("POST", "/reads/x", APP).set_json("a");
    send(&app, no_number)
        .await
        .assert(404, [(ORIGIN, APP)], ["Origin"]);
    let no_type = request("POST", "/reads/1", APP).set_payload("\"a\"");
    send(&app, no_type)
        .await
        .assert(400, [(ORIGIN, APP)], ["Origin"]);
    let no_json = request("POST", "/reads/1", APP)
        .insert_header(("content-type", "application/json"))
        .set_payload("{");
    send(&app, no_json)
        .await
        .assert(400, [(ORIGIN, APP)], ["Origin"]);
    let read = request("POST", "/reads/1", APP).set_json("a");
    assert_eq!(send(&app, read).await.body, "1 a");

    let teapot = send(&app, request("GET", "/returns-error", APP)).await;
    teapot.assert(418, [(ORIGIN, APP)], ["Origin"]);
    assert_eq!(teapot.body, "short and stout");
}

/// Responds with the headers in the query.
fn respond(request: &HttpRequest) -> HttpResponse {
    let mut response = HttpResponse::Ok();
    for line in request
        .query_string()
        .split('&')
        .filter(|line| !line.is_empty())
    {
        let (name, value) = line.split_once('=').expect("a name and a value");
        response.append_header((name, value.replace('+', " ")));
    }
    response.body("respond")
}

#[cors(crate = facade, origins = ["https://app.example.com"], expose = ["etag"])]
#[route("/listed", method = "GET", method = "HEAD", method = "PUT")]
async fn listed(request: HttpRequest) -> HttpResponse {
    respond(&request)
}

#[cors(crate = facade, origins = ["*"])]
#[get("/public")]
async fn public(request: HttpRequest) -> HttpResponse {
    respond(&request)
}

#[actix_web::test]
async fn cors_headers_of_handlers_are_replaced() {
    let app = init_service(App::new().service(listed).service(public)).await;
    let hostile = [
        "access-control-allow-origin=https://evil.example",
        "access-control-allow-origin=*",
        "access-control-allow-credentials=true",
        "access-control-allow-methods=*",
        "access-control-allow-headers=*",
        "access-control-max-age=86400",
        "access-control-expose-headers=x-secret",
        "access-control-expose-headers=x-other",
        "x-kept=1",
    ]
    .join("&");
    let exposed = [(ORIGIN, APP), ("expose-headers", "etag")];
    let response = send(&app, request("GET", &format!("/listed?{hostile}"), APP)).await;
    response.assert(200, exposed, ["Origin"]);
    assert_eq!(response.header("x-kept"), Some("1"));
    let denied = send(&app, request("GET", &format!("/listed?{hostile}"), EVIL)).await;
    denied.assert(200, [], ["Origin"]);
    let response = send(&app, request("GET", &format!("/public?{hostile}"), EVIL)).await;
    response.assert(200, [(ORIGIN, "*")], []);
}

#[actix_web::test]
async fn vary_is_merged_by_token() {
    let app = init_service(App::new().service(listed).service(public)).await;
    for (set, merged) in [
        ("", &["Origin"][..]),
        ("vary=accept-encoding", &["accept-encoding", "Origin"]),
        ("vary=a,+b&vary=c", &["a", "b", "c", "Origin"]),
        ("vary=ORIGIN,+a", &["ORIGIN", "a"]),
        ("vary=a&vary=b,origin", &["a", "b", "origin"]),
        ("vary=*", &["*"]),
        ("vary=x-origin", &["x-origin", "Origin"]),
    ] {
        for origin in [APP, EVIL] {
            let response = send(&app, request("GET", &format!("/listed?{set}"), origin)).await;
            assert_eq!(response.vary, merged, "{set} {origin}");
        }
        let response = send(&app, request("GET", &format!("/public?{set}"), APP)).await;
        let own: Vec<_> = merged.iter().filter(|token| **token != "Origin").collect();
        assert_eq!(response.vary.iter().collect::<Vec<_>>(), own, "{set}");
    }
}

#[actix_web::test]
async fn missing_duplicate_or_invalid_origin_is_denied() {
    let app = init_service(App::new().service(listed).service(public)).await;
    let without_origin = || actix_web::test::TestRequest::with_uri("/listed");
    send(&app, without_origin())
        .await
        .assert(200, [], ["Origin"]);
    send(&app, actix_web::test::TestRequest::with_uri("/public"))
        .await
        .assert(200, [(ORIGIN, "*")], []);
    let duplicate = without_origin()
        .append_header(("origin", APP))
        .append_header(("origin", APP));
    send(&app, duplicate).await.assert(200, [], ["Origin"]);
    let duplicate = preflight("PUT", "/listed", APP).append_header(("origin", APP));
    let vary = ["Origin", "Access-Control-Request-Method"];
    send(&app, duplicate).await.assert(403, [], vary);
    for invalid in [
        "null",
        "HTTPS://APP.EXAMPLE.COM",
        "https://app.example.com/",
        "",
        "x",
    ] {
        send(&app, request("GET", "/listed", invalid))
            .await
            .assert(200, [], ["Origin"]);
        send(&app, preflight("PUT", "/listed", invalid))
            .await
            .assert(403, [], vary);
    }
    let exposed = [(ORIGIN, APP), ("expose-headers", "etag")];
    send(&app, request("HEAD", "/listed", APP))
        .await
        .assert(200, exposed, ["Origin"]);
}

#[cors(crate = facade, origins = ["https://app.example.com"])]
#[put("/streams")]
async fn streams(body: web::Payload) -> impl Responder {
    // The request's own body, streamed.
    HttpResponse::Ok().streaming(body)
}

#[actix_web::test]
async fn streamed_bodies_pass_unchanged() {
    let app = init_service(App::new().service(streams)).await;
    let body = Bytes::from(vec![b'a'; 100_000]);
    let response = send(&app, request("PUT", "/streams", APP).set_payload(body)).await;
    response.assert(200, [(ORIGIN, APP)], ["Origin"]);
    assert_eq!(response.body.len(), 100_000);
}
