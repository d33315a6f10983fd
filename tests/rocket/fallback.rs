//! `Fallback`: keeps earlier decisions, and applies its policy to all other responses.

use std::sync::Arc;

use facade::Policy;
use facade::rocket::{Fallback, cors, routes};
use rocket::http::{Header, Method};
use rocket::{Build, Responder, Rocket, catch, catchers, get, options};

use crate::support::{ADMIN, APP, EVIL, Seen, TestClient, quiet};

static REST: Policy = facade::policy! {
    origins = ["https://app.example.com"],
    methods = ["DELETE"],
    expose = ["etag"],
};

#[cors(crate = facade, origins = ["https://admin.example.com"])]
#[get("/decided")]
fn decided() -> &'static str {
    "decided"
}

#[get("/plain")]
fn plain() -> &'static str {
    "plain"
}

#[derive(Responder)]
struct With(&'static str, Header<'static>);

/// A handler that sets CORS headers itself, or by another library.
#[get("/by-hand")]
fn by_hand() -> With {
    With(
        "by hand",
        Header::new("access-control-allow-origin", "https://other.example"),
    )
}

#[get("/varying-by-origin")]
fn varying_by_origin() -> With {
    With("varying by origin", Header::new("vary", "accept, origin"))
}

#[get("/varying")]
fn varying() -> With {
    With("varying", Header::new("vary", "accept"))
}

#[options("/by-hand")]
fn preflights_by_hand() -> With {
    With(
        "by hand",
        Header::new("access-control-allow-origin", "https://other.example"),
    )
}

#[catch(404)]
fn not_found() -> &'static str {
    "not found"
}

fn with(fallback: impl FnOnce(Rocket<Build>) -> Rocket<Build>) -> TestClient {
    let rocket = quiet().register("/", catchers![not_found]).mount(
        "/",
        rocket::routes![
            plain,
            by_hand,
            varying_by_origin,
            varying,
            preflights_by_hand
        ],
    );
    TestClient::new(fallback(rocket))
}

const ALLOWED: [&str; 2] = [
    "allow-origin: https://app.example.com",
    "expose-headers: etag",
];

fn check(client: &TestClient) {
    let seen = client.actual(Method::Get, "/decided", ADMIN);
    let own = ["allow-origin: https://admin.example.com"];
    assert_eq!(seen, Seen::new(200, &own, &["Origin"], "decided"));
    let seen = client.actual(Method::Get, "/decided", APP);
    assert_eq!(seen, Seen::new(200, &[], &["Origin"], "decided"));
    let seen = client.preflight("GET", "/decided", APP);
    assert_eq!(seen, Seen::new(403, &[], &["Origin"], ""));
    // Headers are not a decision: those of a handler without a policy are replaced.
    let seen = client.actual(Method::Get, "/by-hand", APP);
    assert_eq!(seen, Seen::new(200, &ALLOWED, &["Origin"], "by hand"));
    let seen = client.actual(Method::Get, "/by-hand", EVIL);
    assert_eq!(seen, Seen::new(200, &[], &["Origin"], "by hand"));
    let seen = client.preflight("GET", "/by-hand", EVIL);
    assert_eq!(seen, Seen::new(403, &[], &["Origin"], ""));
    let seen = client.actual(Method::Get, "/varying-by-origin", APP);
    assert_eq!(
        seen,
        Seen::new(200, &ALLOWED, &["accept, origin"], "varying by origin")
    );

    let seen = client.actual(Method::Get, "/plain", APP);
    assert_eq!(seen, Seen::new(200, &ALLOWED, &["Origin"], "plain"));
    let seen = client.actual(Method::Get, "/plain", EVIL);
    assert_eq!(seen, Seen::new(200, &[], &["Origin"], "plain"));
    let seen = client.actual(Method::Get, "/varying", APP);
    assert_eq!(
        seen,
        Seen::new(200, &ALLOWED, &["accept", "Origin"], "varying")
    );
    let seen = client.actual(Method::Get, "/unknown", APP);
    assert_eq!(seen, Seen::new(404, &ALLOWED, &["Origin"], "not found"));
    let allowed = [ALLOWED[0], "allow-methods: DELETE"];
    for path in ["/plain", "/unknown"] {
        let seen = client.preflight("DELETE", path, APP);
        assert_eq!(seen, Seen::new(204, &allowed, &["Origin"], ""), "{path}");
        let seen = client.preflight("DELETE", path, EVIL);
        assert_eq!(seen, Seen::new(403, &[], &["Origin"], ""), "{path}");
    }
    // Only a preflight for a method that the handlers of a path do not handle gets the fallback policy.
    let seen = client.preflight("DELETE", "/decided", APP);
    assert_eq!(seen, Seen::new(204, &allowed, &["Origin"], ""));
    let seen = client.preflight("DELETE", "/decided", ADMIN);
    assert_eq!(seen, Seen::new(403, &[], &["Origin"], ""));
    let seen = client.actual(Method::Put, "/decided", APP);
    assert_eq!(seen, Seen::new(404, &[], &["Origin"], "not found"));
}

#[test]
fn fallback_applies_last_in_any_attach_order() {
    let attached: [fn(Rocket<Build>) -> Rocket<Build>; 3] = [
        |rocket| {
            rocket
                .attach(Fallback::new(&REST))
                .attach(routes![decided].at("/"))
        },
        |rocket| {
            rocket
                .attach(routes![decided].at("/"))
                .attach(Fallback::new(&REST))
        },
        |rocket| {
            let built = Policy::builder()
                .origins([APP])
                .methods(["DELETE"])
                .expose(["etag"])
                .build()
                .expect("a policy");
            rocket
                .attach(Fallback::new(&*Box::leak(Box::new(Policy::deny_all()))))
                .attach(routes![decided].at("/"))
                .attach(Fallback::new(Arc::new(built)))
        },
    ];
    for attached in attached {
        check(&with(attached));
    }
}

#[test]
fn fallback_works_without_annotated_handlers() {
    let client = with(|rocket| rocket.attach(Fallback::new(&REST)));
    let seen = client.actual(Method::Get, "/plain", APP);
    assert_eq!(seen, Seen::new(200, &ALLOWED, &["Origin"], "plain"));
}

static STRICT: Policy = facade::policy! { origins = ["https://app.example.com"], enforce };

/// `enforce` of a fallback withholds the response, after the handler ran.
#[test]
fn enforced_fallback_withholds_the_response() {
    let client = with(|rocket| rocket.attach(Fallback::new(&STRICT)));
    let seen = client.actual(Method::Get, "/plain", EVIL);
    assert_eq!(seen, Seen::new(403, &[], &["Origin"], ""));
    let seen = client.actual(Method::Get, "/plain", APP);
    assert_eq!(seen, Seen::new(200, &ALLOWED[..1], &["Origin"], "plain"));
}
