//! What a handler answers, and what the headers do to it.

use std::fmt;

use actix_web::http::StatusCode;
use actix_web::test::init_service;
use actix_web::web::Bytes;
use actix_web::{
    App, HttpRequest, HttpResponse, Responder, ResponseError, delete, error, get, post, put, route,
    web,
};
use facade::actix::cors;

use crate::support::{APP, EVIL, ask, preflight, request};

const ORIGIN: &str = "allow-origin";

#[derive(Debug)]
struct Broken;

impl fmt::Display for Broken {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("broken")
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
#[get("/panics-with-an-error")]
async fn gives_an_error() -> actix_web::Result<HttpResponse> {
    Err(error::ErrorImATeapot("short and stout"))
}

#[actix_web::test]
async fn errors_carry_the_headers() {
    let app = App::new()
        .service(fails)
        .service(reads)
        .service(gives_an_error);
    let app = init_service(app).await;
    let failed = ask(&app, request("DELETE", "/fails", APP)).await;
    let credentials = [("allow-credentials", "true"), (ORIGIN, APP)];
    failed.is(409, credentials, ["accept", "Origin"]);
    assert_eq!(failed.body, "broken");
    ask(&app, request("DELETE", "/fails", EVIL))
        .await
        .is(409, [], ["accept", "Origin"]);

    // Extractors: of the path, of the content type, of the body.
    let no_number = request("POST", "/reads/x", APP).set_json("a");
    ask(&app, no_number)
        .await
        .is(404, [(ORIGIN, APP)], ["Origin"]);
    let no_type = request("POST", "/reads/1", APP).set_payload("\"a\"");
    ask(&app, no_type)
        .await
        .is(400, [(ORIGIN, APP)], ["Origin"]);
    let no_json = request("POST", "/reads/1", APP)
        .insert_header(("content-type", "application/json"))
        .set_payload("{");
    ask(&app, no_json)
        .await
        .is(400, [(ORIGIN, APP)], ["Origin"]);
    let read = request("POST", "/reads/1", APP).set_json("a");
    assert_eq!(ask(&app, read).await.body, "1 a");

    let teapot = ask(&app, request("GET", "/panics-with-an-error", APP)).await;
    teapot.is(418, [(ORIGIN, APP)], ["Origin"]);
    assert_eq!(teapot.body, "short and stout");
}

/// Sets what it is told to by the query.
fn told(request: &HttpRequest) -> HttpResponse {
    let mut response = HttpResponse::Ok();
    for line in request
        .query_string()
        .split('&')
        .filter(|line| !line.is_empty())
    {
        let (name, value) = line
            .split_once('=')
            .expect("a test tells a name and a value");
        response.append_header((name, value.replace('+', " ")));
    }
    response.body("told")
}

#[cors(crate = facade, origins = ["https://app.example.com"], expose = ["etag"])]
#[route("/listed", method = "GET", method = "HEAD", method = "PUT")]
async fn listed(request: HttpRequest) -> HttpResponse {
    told(&request)
}

#[cors(crate = facade, origins = ["*"])]
#[get("/public")]
async fn public(request: HttpRequest) -> HttpResponse {
    told(&request)
}

#[actix_web::test]
async fn the_six_headers_are_ours() {
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
    let answer = ask(&app, request("GET", &format!("/listed?{hostile}"), APP)).await;
    answer.is(200, exposed, ["Origin"]);
    assert_eq!(answer.line("x-kept"), Some("1"));
    let refused = ask(&app, request("GET", &format!("/listed?{hostile}"), EVIL)).await;
    refused.is(200, [], ["Origin"]);
    let answer = ask(&app, request("GET", &format!("/public?{hostile}"), EVIL)).await;
    answer.is(200, [(ORIGIN, "*")], []);
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
            let answer = ask(&app, request("GET", &format!("/listed?{set}"), origin)).await;
            assert_eq!(answer.vary, merged, "{set} {origin}");
        }
        let answer = ask(&app, request("GET", &format!("/public?{set}"), APP)).await;
        let own: Vec<_> = merged.iter().filter(|token| **token != "Origin").collect();
        assert_eq!(answer.vary.iter().collect::<Vec<_>>(), own, "{set}");
    }
}

#[actix_web::test]
async fn origins_that_are_none() {
    let app = init_service(App::new().service(listed).service(public)).await;
    let none = || actix_web::test::TestRequest::with_uri("/listed");
    ask(&app, none()).await.is(200, [], ["Origin"]);
    ask(&app, actix_web::test::TestRequest::with_uri("/public"))
        .await
        .is(200, [(ORIGIN, "*")], []);
    let twice = none()
        .append_header(("origin", APP))
        .append_header(("origin", APP));
    ask(&app, twice).await.is(200, [], ["Origin"]);
    let twice = preflight("PUT", "/listed", APP).append_header(("origin", APP));
    let asked = ["Origin", "Access-Control-Request-Method"];
    ask(&app, twice).await.is(403, [], asked);
    for odd in [
        "null",
        "HTTPS://APP.EXAMPLE.COM",
        "https://app.example.com/",
        "",
        "x",
    ] {
        ask(&app, request("GET", "/listed", odd))
            .await
            .is(200, [], ["Origin"]);
        ask(&app, preflight("PUT", "/listed", odd))
            .await
            .is(403, [], asked);
    }
    let exposed = [(ORIGIN, APP), ("expose-headers", "etag")];
    ask(&app, request("HEAD", "/listed", APP))
        .await
        .is(200, exposed, ["Origin"]);
}

#[cors(crate = facade, origins = ["https://app.example.com"])]
#[put("/streams")]
async fn streams(body: web::Payload) -> impl Responder {
    // The request's own body, chunk by chunk.
    HttpResponse::Ok().streaming(body)
}

#[actix_web::test]
async fn bodies_stream() {
    let app = init_service(App::new().service(streams)).await;
    let body = Bytes::from(vec![b'a'; 100_000]);
    let answer = ask(&app, request("PUT", "/streams", APP).set_payload(body)).await;
    answer.is(200, [(ORIGIN, APP)], ["Origin"]);
    assert_eq!(answer.body.len(), 100_000);
}
