//! `enforce`: for a disallowed origin, neither the handler nor its guards run.

use std::sync::Mutex;

use facade::rocket::{cors, routes};
use rocket::http::uri::Host;
use rocket::http::{Header, Method, Status};
use rocket::outcome::Outcome;
use rocket::request::{FromRequest, Request};
use rocket::{State, catch, catchers, post, routes as plain_routes};

use crate::support::{APP, EVIL, Seen, TestClient, quiet};

/// The parts that have run.
#[derive(Default)]
struct Calls(Mutex<Vec<&'static str>>);

impl Calls {
    fn mark(&self, what: &'static str) {
        self.0.lock().expect("no panic").push(what);
    }
}

struct Guard;

#[rocket::async_trait]
impl<'r> FromRequest<'r> for Guard {
    type Error = ();

    async fn from_request(request: &'r Request<'_>) -> Outcome<Self, (Status, ()), Status> {
        if let Some(calls) = request.rocket().state::<Calls>() {
            calls.mark("guard");
        }
        Outcome::Success(Self)
    }
}

#[cors(crate = facade, origins = ["https://app.example.com"], credentials, enforce)]
#[post("/pay", data = "<amount>")]
fn pay(_guard: Guard, amount: &str, calls: &State<Calls>) -> String {
    calls.mark("handler");
    format!("paid {amount}")
}

/// A handler for forwarded requests, which a rejected request must not reach.
#[post("/<_..>", rank = 30)]
fn forwarded(calls: &State<Calls>) -> &'static str {
    calls.mark("forwarded");
    "forwarded"
}

#[catch(default)]
fn caught() -> &'static str {
    "caught"
}

fn test_client() -> TestClient {
    TestClient::new(
        quiet()
            .manage(Calls::default())
            .register("/", catchers![caught])
            .mount("/", plain_routes![forwarded])
            .attach(routes![pay].at("/")),
    )
}

fn calls(client: &TestClient) -> Vec<&'static str> {
    let calls = client
        .local_client()
        .rocket()
        .state::<Calls>()
        .expect("managed state");
    std::mem::take(&mut calls.0.lock().expect("no panic"))
}

const ALLOWED: [&str; 2] = [
    "allow-origin: https://app.example.com",
    "allow-credentials: true",
];

#[test]
fn disallowed_origin_runs_neither_guard_nor_handler() {
    let client = test_client();
    let cross_origin: [&[(&str, &str)]; 7] = [
        &[("origin", EVIL)],
        &[("origin", EVIL), ("sec-fetch-site", "cross-site")],
        &[
            ("origin", "https://api.test"),
            ("host", "api.test"),
            ("sec-fetch-site", "same-site"),
        ],
        &[("origin", "https://api.test"), ("host", "other.test")],
        &[("origin", "https://api.test")],
        &[("origin", "null"), ("host", "api.test")],
        &[("origin", APP), ("origin", APP)],
    ];
    for lines in cross_origin {
        let seen = client.request(Method::Post, "/pay", lines, "7");
        assert_eq!(seen, Seen::new(403, &[], &["Origin"], ""), "{lines:?}");
        assert_eq!(calls(&client), [""; 0], "{lines:?}");
    }
}

#[test]
fn same_origin_and_non_browser_requests_run() {
    let client = test_client();
    let own: [&[(&str, &str)]; 5] = [
        &[],
        &[("origin", "https://api.test"), ("host", "api.test")],
        &[
            ("origin", "http://api.test:8000"),
            ("host", "api.test:8000"),
        ],
        &[
            ("origin", "https://elsewhere.test"),
            ("sec-fetch-site", "same-origin"),
        ],
        &[("origin", "null"), ("sec-fetch-site", "none")],
    ];
    for lines in own {
        let seen = client.request(Method::Post, "/pay", lines, "7");
        assert_eq!(
            seen,
            Seen::new(200, &[], &["Origin"], "paid 7"),
            "{lines:?}"
        );
        assert_eq!(calls(&client), ["guard", "handler"], "{lines:?}");
    }
    let lines = [("origin", APP), ("sec-fetch-site", "cross-site")];
    let seen = client.request(Method::Post, "/pay", &lines, "7");
    assert_eq!(seen, Seen::new(200, &ALLOWED, &["Origin"], "paid 7"));
    assert_eq!(calls(&client), ["guard", "handler"]);
}

/// HTTP/2 has no `Host` header; Rocket stores the authority elsewhere.
#[test]
fn http2_authority_counts_as_the_own_host() {
    let client = test_client();
    for (origin, status) in [
        ("https://api.test:8443", 200),
        ("https://api.test", 403),
        ("https://other.test:8443", 403),
    ] {
        let mut request = client.local_client().post("/pay").body("7");
        let authority = Host::parse("api.test:8443").expect("a valid authority");
        request.inner_mut().set_host(authority);
        let response = request.header(Header::new("origin", origin)).dispatch();
        assert_eq!(response.status().code, status, "{origin}");
    }
}

#[test]
fn enforce_does_not_change_preflights() {
    let client = test_client();
    let seen = client.preflight("POST", "/pay", APP);
    assert_eq!(seen, Seen::new(204, &ALLOWED, &["Origin"], ""));
    let seen = client.preflight("POST", "/pay", EVIL);
    assert_eq!(seen, Seen::new(403, &[], &["Origin"], ""));
    assert_eq!(calls(&client), [""; 0]);
}
