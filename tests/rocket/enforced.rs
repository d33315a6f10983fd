//! `enforce`: neither the handler of a foreign request runs nor a guard of its.

use std::sync::Mutex;

use facade::rocket::{cors, routes};
use rocket::http::uri::Host;
use rocket::http::{Header, Method, Status};
use rocket::outcome::Outcome;
use rocket::request::{FromRequest, Request};
use rocket::{State, catch, catchers, post, routes as plain_routes};

use crate::support::{APP, Asked, EVIL, Seen, quiet};

/// What has run.
#[derive(Default)]
struct Ran(Mutex<Vec<&'static str>>);

impl Ran {
    fn mark(&self, what: &'static str) {
        self.0.lock().expect("nobody panics here").push(what);
    }
}

struct Guard;

#[rocket::async_trait]
impl<'r> FromRequest<'r> for Guard {
    type Error = ();

    async fn from_request(request: &'r Request<'_>) -> Outcome<Self, (Status, ()), Status> {
        if let Some(ran) = request.rocket().state::<Ran>() {
            ran.mark("guard");
        }
        Outcome::Success(Self)
    }
}

#[cors(crate = facade, origins = ["https://app.example.com"], credentials, enforce)]
#[post("/pay", data = "<amount>")]
fn pay(_guard: Guard, amount: &str, ran: &State<Ran>) -> String {
    ran.mark("handler");
    format!("paid {amount}")
}

/// Takes over where the other forwards, which a refusal must not.
#[post("/<_..>", rank = 30)]
fn otherwise(ran: &State<Ran>) -> &'static str {
    ran.mark("otherwise");
    "otherwise"
}

#[catch(default)]
fn caught() -> &'static str {
    "caught"
}

fn asked() -> Asked {
    Asked::new(
        quiet()
            .manage(Ran::default())
            .register("/", catchers![caught])
            .mount("/", plain_routes![otherwise])
            .attach(routes![pay].at("/")),
    )
}

fn ran(asked: &Asked) -> Vec<&'static str> {
    let ran = asked
        .client()
        .rocket()
        .state::<Ran>()
        .expect("it is managed");
    std::mem::take(&mut ran.0.lock().expect("nobody panics here"))
}

const ALLOWED: [&str; 2] = [
    "allow-origin: https://app.example.com",
    "allow-credentials: true",
];

#[test]
fn a_foreign_request_runs_nothing() {
    let asked = asked();
    let foreign: [&[(&str, &str)]; 7] = [
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
    for lines in foreign {
        let seen = asked.request(Method::Post, "/pay", lines, "7");
        assert_eq!(seen, Seen::new(403, &[], &["Origin"], ""), "{lines:?}");
        assert_eq!(ran(&asked), [""; 0], "{lines:?}");
    }
}

#[test]
fn everybody_elses_runs() {
    let asked = asked();
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
        let seen = asked.request(Method::Post, "/pay", lines, "7");
        assert_eq!(
            seen,
            Seen::new(200, &[], &["Origin"], "paid 7"),
            "{lines:?}"
        );
        assert_eq!(ran(&asked), ["guard", "handler"], "{lines:?}");
    }
    let lines = [("origin", APP), ("sec-fetch-site", "cross-site")];
    let seen = asked.request(Method::Post, "/pay", &lines, "7");
    assert_eq!(seen, Seen::new(200, &ALLOWED, &["Origin"], "paid 7"));
    assert_eq!(ran(&asked), ["guard", "handler"]);
}

/// HTTP/2 has no `Host` line: whom a request is for is read where Rocket keeps it.
#[test]
fn an_authority_that_is_no_header_is_the_servers_own() {
    let asked = asked();
    for (origin, status) in [
        ("https://api.test:8443", 200),
        ("https://api.test", 403),
        ("https://other.test:8443", 403),
    ] {
        let mut request = asked.client().post("/pay").body("7");
        let authority = Host::parse("api.test:8443").expect("an authority");
        request.inner_mut().set_host(authority);
        let answer = request.header(Header::new("origin", origin)).dispatch();
        assert_eq!(answer.status().code, status, "{origin}");
    }
}

#[test]
fn preflights_are_as_without() {
    let asked = asked();
    let seen = asked.preflight("POST", "/pay", APP);
    assert_eq!(seen, Seen::new(204, &ALLOWED, &["Origin"], ""));
    let seen = asked.preflight("POST", "/pay", EVIL);
    assert_eq!(seen, Seen::new(403, &[], &["Origin"], ""));
    assert_eq!(ran(&asked), [""; 0]);
}
