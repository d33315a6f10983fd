//! `Fallback`: what is decided stays, and what nobody decided gets its policy.

use std::sync::Arc;

use facade::Policy;
use facade::rocket::{Fallback, cors, routes};
use rocket::http::{Header, Method};
use rocket::{Build, Responder, Rocket, catch, catchers, get, options};

use crate::support::{ADMIN, APP, Asked, EVIL, Seen, quiet};

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

/// By another library, or by hand.
#[get("/by-hand")]
fn by_hand() -> With {
    With(
        "by hand",
        Header::new("access-control-allow-origin", "https://other.example"),
    )
}

#[get("/refusing")]
fn refusing() -> With {
    With("refusing", Header::new("vary", "accept, origin"))
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
fn lost() -> &'static str {
    "lost"
}

fn with(fallback: impl FnOnce(Rocket<Build>) -> Rocket<Build>) -> Asked {
    let rocket = quiet().register("/", catchers![lost]).mount(
        "/",
        rocket::routes![plain, by_hand, refusing, varying, preflights_by_hand],
    );
    Asked::new(fallback(rocket))
}

const REACHED: [&str; 2] = [
    "allow-origin: https://app.example.com",
    "expose-headers: etag",
];

fn check(asked: &Asked) {
    let seen = asked.actual(Method::Get, "/decided", ADMIN);
    let own = ["allow-origin: https://admin.example.com"];
    assert_eq!(seen, Seen::new(200, &own, &["Origin"], "decided"));
    let seen = asked.actual(Method::Get, "/decided", APP);
    assert_eq!(seen, Seen::new(200, &[], &["Origin"], "decided"));
    let seen = asked.preflight("GET", "/decided", APP);
    assert_eq!(seen, Seen::new(403, &[], &["Origin"], ""));
    let seen = asked.actual(Method::Get, "/by-hand", APP);
    let other = ["allow-origin: https://other.example"];
    assert_eq!(seen, Seen::new(200, &other, &[], "by hand"));
    let seen = asked.preflight("GET", "/by-hand", APP);
    assert_eq!(seen, Seen::new(200, &other, &[], "by hand"));
    let seen = asked.actual(Method::Get, "/refusing", APP);
    assert_eq!(seen, Seen::new(200, &[], &["accept, origin"], "refusing"));

    let seen = asked.actual(Method::Get, "/plain", APP);
    assert_eq!(seen, Seen::new(200, &REACHED, &["Origin"], "plain"));
    let seen = asked.actual(Method::Get, "/plain", EVIL);
    assert_eq!(seen, Seen::new(200, &[], &["Origin"], "plain"));
    let seen = asked.actual(Method::Get, "/varying", APP);
    assert_eq!(
        seen,
        Seen::new(200, &REACHED, &["accept", "Origin"], "varying")
    );
    let seen = asked.actual(Method::Get, "/unknown", APP);
    assert_eq!(seen, Seen::new(404, &REACHED, &["Origin"], "lost"));
    let allowed = [REACHED[0], "allow-methods: DELETE"];
    for path in ["/plain", "/unknown"] {
        let seen = asked.preflight("DELETE", path, APP);
        assert_eq!(seen, Seen::new(204, &allowed, &["Origin"], ""), "{path}");
        let seen = asked.preflight("DELETE", path, EVIL);
        assert_eq!(seen, Seen::new(403, &[], &["Origin"], ""), "{path}");
    }
    // In the resource nobody else has a say.
    let seen = asked.actual(Method::Put, "/decided", APP);
    assert_eq!(seen, Seen::new(404, &[], &["Origin"], "lost"));
}

#[test]
fn it_speaks_last_wherever_it_stands() {
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
                .attach(Fallback::new(&*Box::leak(Box::new(Policy::inert()))))
                .attach(routes![decided].at("/"))
                .attach(Fallback::new(Arc::new(built)))
        },
    ];
    for attached in attached {
        check(&with(attached));
    }
}

#[test]
fn it_may_be_all_there_is() {
    let asked = with(|rocket| rocket.attach(Fallback::new(&REST)));
    let seen = asked.actual(Method::Get, "/plain", APP);
    assert_eq!(seen, Seen::new(200, &REACHED, &["Origin"], "plain"));
}

static STRICT: Policy = facade::policy! { origins = ["https://app.example.com"], enforce };

/// It comes too late for the handler, and not for the answer.
#[test]
fn an_enforcing_one_withholds_the_answer() {
    let asked = with(|rocket| rocket.attach(Fallback::new(&STRICT)));
    let seen = asked.actual(Method::Get, "/plain", EVIL);
    assert_eq!(seen, Seen::new(403, &[], &["Origin"], ""));
    let seen = asked.actual(Method::Get, "/plain", APP);
    assert_eq!(seen, Seen::new(200, &REACHED[..1], &["Origin"], "plain"));
}
