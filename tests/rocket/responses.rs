//! The headers are on everything that a handler's route answers, whoever gave the answer.

use std::io::Cursor;

use facade::rocket::{cors, routes};
use rocket::http::{Header, Method, Status};
use rocket::outcome::Outcome;
use rocket::request::{FromRequest, Request};
use rocket::response::stream::TextStream;
use rocket::response::{Responder, Response};
use rocket::serde::json::Json;
use rocket::{State, catch, catchers, delete, get, post, put};

use crate::support::{APP, Asked, EVIL, Seen, quiet};

/// Says what the request says of it.
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
    panic!("a handler that panics");
}

/// Believes that it does CORS.
struct Meddling(&'static str);

impl<'r> Responder<'r, 'static> for Meddling {
    fn respond_to(self, _: &'r Request<'_>) -> Result<Response<'static>, Status> {
        Response::build()
            .raw_header("Access-Control-Allow-Origin", "*")
            .raw_header("access-control-allow-credentials", "true")
            .raw_header("ACCESS-CONTROL-MAX-AGE", "5")
            .raw_header("vary", self.0)
            .raw_header_adjoin("x-other", "stays")
            .sized_body(None, Cursor::new("meddling"))
            .ok()
    }
}

#[cors(crate = facade, origins = ["https://app.example.com"])]
#[post("/meddling?<vary>")]
fn meddling(vary: &str) -> Meddling {
    Meddling(match vary {
        "all" => "*",
        "ours" => "Accept, ORIGIN",
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
fn unreadable() -> Meddling {
    Meddling("Accept")
}

#[catch(default)]
fn anything(status: Status, _: &Request<'_>) -> String {
    format!("caught {status}")
}

fn asked() -> Asked {
    Asked::new(
        quiet()
            .manage(Named("the state"))
            .register("/", catchers![unreadable, anything])
            .attach(routes![show, rename, panics, meddling, streamed, stateful].at("/")),
    )
}

const SHOWN: [&str; 3] = [
    "allow-origin: https://app.example.com",
    "allow-credentials: true",
    "expose-headers: etag,x-total",
];
const APP_ONLY: [&str; 1] = ["allow-origin: https://app.example.com"];

#[test]
fn answers_of_handlers() {
    let asked = asked();
    let seen = asked.actual(Method::Get, "/users/7", APP);
    assert_eq!(seen, Seen::new(200, &SHOWN, &["Origin"], "user 7"));
    let seen = asked.actual(Method::Get, "/users/7", EVIL);
    assert_eq!(seen, Seen::new(200, &[], &["Origin"], "user 7"));
    let seen = asked.request(Method::Get, "/users/7", &[], "");
    assert_eq!(seen, Seen::new(200, &[], &["Origin"], "user 7"));
    let twice = [("origin", APP), ("origin", APP)];
    let seen = asked.request(Method::Get, "/users/7", &twice, "");
    assert_eq!(seen, Seen::new(200, &[], &["Origin"], "user 7"));
    let seen = asked.actual(Method::Head, "/users/7", APP);
    assert_eq!(seen, Seen::new(200, &SHOWN, &["Origin"], ""));
    let seen = asked.actual(Method::Get, "/streamed", EVIL);
    let everybody = ["allow-origin: *", "expose-headers: etag"];
    assert_eq!(seen, Seen::new(200, &everybody, &[], "one, two"));
    let seen = asked.actual(Method::Get, "/state", APP);
    assert_eq!(seen, Seen::new(200, &APP_ONLY, &["Origin"], "the state"));
    let json = [("origin", APP), ("content-type", "application/json")];
    let seen = asked.request(Method::Put, "/users/7", &json, "\"Ann\"");
    let body = "\"user 7 is Ann\"";
    assert_eq!(seen, Seen::new(200, &APP_ONLY, &["Origin"], body));
}

#[test]
fn answers_of_catchers() {
    let asked = asked();
    for (guard, caught) in [
        ("fails", "401 Unauthorized"),
        ("forwards", "402 Payment Required"),
    ] {
        let ask = |origin| {
            let lines = [("origin", origin), ("x-guard", guard)];
            asked.request(Method::Get, "/users/7", &lines, "")
        };
        let status = caught[..3].parse().expect("a status");
        let body = format!("caught {caught}");
        assert_eq!(ask(APP), Seen::new(status, &SHOWN, &["Origin"], &body));
        assert_eq!(ask(EVIL), Seen::new(status, &[], &["Origin"], &body));
        let seen = asked.request(
            Method::Head,
            "/users/7",
            &[("x-guard", guard), ("origin", APP)],
            "",
        );
        assert_eq!(seen, Seen::new(status, &SHOWN, &["Origin"], ""));
    }
    // Of a parameter; what a catcher sets is removed as what a handler sets is.
    let vary = ["Accept", "Origin"];
    let seen = asked.actual(Method::Get, "/users/seven", APP);
    assert_eq!(seen, Seen::new(422, &SHOWN, &vary, "meddling"));
    let seen = asked.actual(Method::Get, "/users/seven", EVIL);
    assert_eq!(seen, Seen::new(422, &[], &vary, "meddling"));
    // Of the body.
    let json = [("origin", APP), ("content-type", "application/json")];
    let seen = asked.request(Method::Put, "/users/7", &json, "7");
    assert_eq!(seen, Seen::new(422, &APP_ONLY, &vary, "meddling"));
    // Of the handler, that fails and that panics.
    let seen = asked.request(Method::Put, "/users/7", &json, "\"\"");
    let failed = "caught 500 Internal Server Error";
    assert_eq!(seen, Seen::new(500, &APP_ONLY, &["Origin"], failed));
    let seen = asked.actual(Method::Delete, "/users/7", APP);
    assert_eq!(seen, Seen::new(500, &APP_ONLY, &["Origin"], failed));
}

#[test]
fn what_a_handler_sets_is_replaced_and_its_vary_merged() {
    let asked = asked();
    for (query, vary) in [
        ("all", &["*"][..]),
        ("ours", &["Accept, ORIGIN"]),
        ("other", &["Accept", "Origin"]),
    ] {
        let path = format!("/meddling?vary={query}");
        let seen = asked.actual(Method::Post, &path, APP);
        assert_eq!(seen, Seen::new(200, &APP_ONLY, vary, "meddling"));
        let seen = asked.actual(Method::Post, &path, EVIL);
        assert_eq!(seen, Seen::new(200, &[], vary, "meddling"));
    }
}

/// What others have put onto the answer is still there.
#[test]
fn other_headers_stay() {
    let asked = asked();
    let request = asked.client().post("/meddling?vary=other");
    let answer = request.header(Header::new("origin", APP)).dispatch();
    assert_eq!(answer.headers().get_one("x-other"), Some("stays"));
    // Of Rocket's own `Shield`, on answers of handlers, catchers and preflights.
    let requests = [
        asked.client().get("/users/7"),
        asked.client().get("/users/seven"),
        asked
            .client()
            .options("/users/7")
            .header(Header::new("access-control-request-method", "GET")),
    ];
    for request in requests {
        let answer = request.header(Header::new("origin", APP)).dispatch();
        let shield = answer.headers().get_one("x-content-type-options");
        assert_eq!(shield, Some("nosniff"), "{}", answer.status());
        assert!(answer.headers().contains("access-control-allow-origin"));
    }
}
