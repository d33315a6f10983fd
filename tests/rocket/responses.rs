//! Every response of a route has CORS headers, including those of guards and catchers.

use std::io::Cursor;

use facade::rocket::{cors, routes};
use rocket::http::{Header, Method, Status};
use rocket::outcome::Outcome;
use rocket::request::{FromRequest, Request};
use rocket::response::stream::TextStream;
use rocket::response::{Responder, Response};
use rocket::serde::json::Json;
use rocket::{State, catch, catchers, delete, get, post, put};

use crate::support::{APP, EVIL, Seen, TestClient, quiet};

/// A guard with the outcome that the request specifies.
struct Guard;

#[rocket::async_trait]
impl<'r> FromRequest<'r> for Guard {
    type Error = ();

    async fn from_request(request: &'r Request<'_>) -> Outcome<Self, (Status, ()), Status> {
        match request.headers().get_one("x-guard") {
            Some("fails") => Outcome::Error((Status::Unauthorized, ())),
            Some("forwards") => Outcome::Forward(Status::PaymentRequired),
            _ => Outcome::Success(Self),
        }
    }
}

#[cors(crate = facade, origins = ["https://app.example.com"], credentials, expose = ["x-total", "etag"])]
#[get("/users/<id>")]
fn show(id: u64, _guard: Guard) -> String {
    format!("user {id}")
}

#[cors(crate = facade, origins = ["https://app.example.com"], headers = ["content-type"])]
#[put("/users/<id>", data = "<name>")]
async fn rename(id: u64, name: Json<String>) -> Result<Json<String>, Status> {
    if name.is_empty() {
        return Err(Status::InternalServerError);
    }
    Ok(Json(format!("user {id} is {}", *name)))
}

#[cors(crate = facade, origins = ["https://app.example.com"])]
#[delete("/users/<_id>")]
fn panics(_id: u64) {
    panic!("a bug in a handler");
}

/// A responder that sets CORS headers itself.
struct WithCorsHeaders(&'static str);

impl<'r> Responder<'r, 'static> for WithCorsHeaders {
    fn respond_to(self, _: &'r Request<'_>) -> Result<Response<'static>, Status> {
        Response::build()
            .raw_header("Access-Control-Allow-Origin", "*")
            .raw_header("access-control-allow-credentials", "true")
            .raw_header("ACCESS-CONTROL-MAX-AGE", "5")
            .raw_header("vary", self.0)
            .raw_header_adjoin("x-other", "stays")
            .sized_body(None, Cursor::new("with CORS headers"))
            .ok()
    }
}

#[cors(crate = facade, origins = ["https://app.example.com"])]
#[post("/with-cors-headers?<vary>")]
fn with_cors_headers(vary: &str) -> WithCorsHeaders {
    WithCorsHeaders(match vary {
        "all" => "*",
        "origin" => "Accept, ORIGIN",
        _ => "Accept",
    })
}

#[cors(crate = facade, origins = ["*"], expose = ["etag"])]
#[get("/streamed")]
fn streamed() -> TextStream![&'static str] {
    TextStream! {
        yield "one, ";
        yield "two";
    }
}

struct Named(&'static str);

#[cors(crate = facade, origins = ["https://app.example.com"])]
#[get("/state")]
fn stateful(named: &State<Named>) -> &'static str {
    named.0
}

#[catch(422)]
fn unreadable() -> WithCorsHeaders {
    WithCorsHeaders("Accept")
}

#[catch(default)]
fn anything(status: Status, _: &Request<'_>) -> String {
    format!("caught {status}")
}

fn test_client() -> TestClient {
    TestClient::new(
        quiet()
            .manage(Named("the state"))
            .register("/", catchers![unreadable, anything])
            .attach(routes![show, rename, panics, with_cors_headers, streamed, stateful].at("/")),
    )
}

const SHOWN: [&str; 3] = [
    "allow-origin: https://app.example.com",
    "allow-credentials: true",
    "expose-headers: etag,x-total",
];
const APP_ONLY: [&str; 1] = ["allow-origin: https://app.example.com"];

#[test]
fn handler_responses_have_cors_headers() {
    let client = test_client();
    let seen = client.actual(Method::Get, "/users/7", APP);
    assert_eq!(seen, Seen::new(200, &SHOWN, &["Origin"], "user 7"));
    let seen = client.actual(Method::Get, "/users/7", EVIL);
    assert_eq!(seen, Seen::new(200, &[], &["Origin"], "user 7"));
    let seen = client.request(Method::Get, "/users/7", &[], "");
    assert_eq!(seen, Seen::new(200, &[], &["Origin"], "user 7"));
    let twice = [("origin", APP), ("origin", APP)];
    let seen = client.request(Method::Get, "/users/7", &twice, "");
    assert_eq!(seen, Seen::new(200, &[], &["Origin"], "user 7"));
    let seen = client.actual(Method::Head, "/users/7", APP);
    assert_eq!(seen, Seen::new(200, &SHOWN, &["Origin"], ""));
    let seen = client.actual(Method::Get, "/streamed", EVIL);
    let any_origin = ["allow-origin: *", "expose-headers: etag"];
    assert_eq!(seen, Seen::new(200, &any_origin, &[], "one, two"));
    let seen = client.actual(Method::Get, "/state", APP);
    assert_eq!(seen, Seen::new(200, &APP_ONLY, &["Origin"], "the state"));
    let json = [("origin", APP), ("content-type", "application/json")];
    let seen = client.request(Method::Put, "/users/7", &json, "\"Ann\"");
    let body = "\"user 7 is Ann\"";
    assert_eq!(seen, Seen::new(200, &APP_ONLY, &["Origin"], body));
}

/// The compiler therefore does not warn that `content-type` is not in `headers`.
#[test]
fn json_is_accepted_with_every_content_type() {
    let client = test_client();
    for lines in [
        &[("origin", APP)][..],
        &[("origin", APP), ("content-type", "text/plain")],
    ] {
        let seen = client.request(Method::Put, "/users/7", lines, "\"Ann\"");
        let body = "\"user 7 is Ann\"";
        assert_eq!(seen, Seen::new(200, &APP_ONLY, &["Origin"], body));
    }
}

#[test]
fn catcher_responses_have_cors_headers() {
    let client = test_client();
    for (guard, caught) in [
        ("fails", "401 Unauthorized"),
        ("forwards", "402 Payment Required"),
    ] {
        let send = |origin| {
            let lines = [("origin", origin), ("x-guard", guard)];
            client.request(Method::Get, "/users/7", &lines, "")
        };
        let status = caught[..3].parse().expect("a status");
        let body = format!("caught {caught}");
        assert_eq!(send(APP), Seen::new(status, &SHOWN, &["Origin"], &body));
        assert_eq!(send(EVIL), Seen::new(status, &[], &["Origin"], &body));
        let seen = client.request(
            Method::Head,
            "/users/7",
            &[("x-guard", guard), ("origin", APP)],
            "",
        );
        assert_eq!(seen, Seen::new(status, &SHOWN, &["Origin"], ""));
    }
    // An invalid parameter. CORS headers of a catcher are removed, like those of a handler.
    let vary = ["Accept", "Origin"];
    let seen = client.actual(Method::Get, "/users/seven", APP);
    assert_eq!(seen, Seen::new(422, &SHOWN, &vary, "with CORS headers"));
    let seen = client.actual(Method::Get, "/users/seven", EVIL);
    assert_eq!(seen, Seen::new(422, &[], &vary, "with CORS headers"));
    // An invalid body.
    let json = [("origin", APP), ("content-type", "application/json")];
    let seen = client.request(Method::Put, "/users/7", &json, "7");
    assert_eq!(seen, Seen::new(422, &APP_ONLY, &vary, "with CORS headers"));
    // A handler that fails, and one that panics.
    let seen = client.request(Method::Put, "/users/7", &json, "\"\"");
    let failed = "caught 500 Internal Server Error";
    assert_eq!(seen, Seen::new(500, &APP_ONLY, &["Origin"], failed));
    let seen = client.actual(Method::Delete, "/users/7", APP);
    assert_eq!(seen, Seen::new(500, &APP_ONLY, &["Origin"], failed));
}

#[test]
fn cors_headers_of_handlers_are_replaced_and_vary_merged() {
    let client = test_client();
    for (query, vary) in [
        ("all", &["*"][..]),
        ("origin", &["Accept, ORIGIN"]),
        ("other", &["Accept", "Origin"]),
    ] {
        let path = format!("/with-cors-headers?vary={query}");
        let seen = client.actual(Method::Post, &path, APP);
        assert_eq!(seen, Seen::new(200, &APP_ONLY, vary, "with CORS headers"));
        let seen = client.actual(Method::Post, &path, EVIL);
        assert_eq!(seen, Seen::new(200, &[], vary, "with CORS headers"));
    }
}

/// Headers of other fairings stay.
#[test]
fn headers_of_other_fairings_stay() {
    let client = test_client();
    let request = client.local_client().post("/with-cors-headers?vary=other");
    let response = request.header(Header::new("origin", APP)).dispatch();
    assert_eq!(response.headers().get_one("x-other"), Some("stays"));
    // Rocket's `Shield`, on responses of handlers, catchers and preflights.
    let requests = [
        client.local_client().get("/users/7"),
        client.local_client().get("/users/seven"),
        client
            .local_client()
            .options("/users/7")
            .header(Header::new("access-control-request-method", "GET")),
    ];
    for request in requests {
        let response = request.header(Header::new("origin", APP)).dispatch();
        let shield = response.headers().get_one("x-content-type-options");
        assert_eq!(shield, Some("nosniff"), "{}", response.status());
        assert!(response.headers().contains("access-control-allow-origin"));
    }
}
