//! Whose policy answers: among the handlers of a path, for methods and paths without one, and where a
//! handler without a policy stands beside.

use facade::rocket::{cors, routes};
use rocket::http::Method;
use rocket::{FromForm, get, options, post, put};

use crate::support::{ADMIN, APP, Asked, EVIL, Seen, quiet};

#[cors(crate = facade, origins = ["https://app.example.com"], credentials, max_age = 600)]
#[get("/users/<id>")]
fn show(id: &str) -> String {
    format!("shown {id}")
}

#[cors(
    crate = facade,
    origins = ["https://admin.example.com", "https://app.example.com"],
    headers = ["content-type"],
)]
#[put("/users/<number>")]
fn change(number: &str) -> String {
    format!("changed {number}")
}

#[cors(crate = facade, origins = ["*"])]
#[get("/users/me")]
fn me() -> &'static str {
    "me"
}

#[cors(crate = facade, origins = ["https://app.example.com"], credentials)]
#[put("/drafts")]
fn draft() -> &'static str {
    "drafted"
}

/// Without a policy: no other site is to get anything from it.
#[post("/users/<id>")]
fn plain(id: &str) -> String {
    format!("plain {id}")
}

/// Without a policy, for every path.
#[get("/<_..>", rank = 20)]
fn everything() -> &'static str {
    "everything"
}

#[options("/users/<_>")]
fn describe() -> &'static str {
    "described"
}

const SHOWN: [&str; 2] = [
    "allow-origin: https://app.example.com",
    "allow-credentials: true",
];
const BOTH: [&str; 1] = ["Origin, Access-Control-Request-Method"];

/// Two attachments: they are one resource all the same.
fn asked() -> Asked {
    Asked::new(
        quiet()
            .attach(routes![show, draft].at("/"))
            .mount("/", rocket::routes![plain, everything, describe])
            .attach(routes![change, me].at("/")),
    )
}

fn nobodys(seen: &Seen) {
    assert_eq!(seen.cors, [""; 0]);
    assert_eq!(seen.vary, [""; 0]);
}

#[test]
fn each_preflight_is_answered_by_the_policy_of_its_method() {
    let asked = asked();
    let shown = [SHOWN[0], SHOWN[1], "max-age: 600"];
    for method in ["GET", "HEAD"] {
        let seen = asked.preflight(method, "/users/7", APP);
        assert_eq!(seen, Seen::new(204, &shown, &BOTH, ""));
        let seen = asked.preflight(method, "/users/7", ADMIN);
        assert_eq!(seen, Seen::new(403, &[], &BOTH, ""));
    }
    for origin in [APP, ADMIN] {
        let allowed = format!("allow-origin: {origin}");
        let changed = [
            &allowed,
            "allow-methods: PUT",
            "allow-headers: content-type",
        ];
        let seen = asked.preflight("PUT", "/users/7", origin);
        assert_eq!(seen, Seen::new(204, &changed, &BOTH, ""));
    }
    let seen = asked.preflight("PUT", "/users/7", EVIL);
    assert_eq!(seen, Seen::new(403, &[], &BOTH, ""));
    // Methods have a case, and `put` is none that a handler is for: the first policy that lets in.
    for method in ["put", "DELETE", ""] {
        let seen = asked.preflight(method, "/users/7", APP);
        assert_eq!(seen, Seen::new(204, &shown, &BOTH, ""), "{method}");
    }
    // A preflight alone on its path is not chosen.
    let seen = asked.preflight("PUT", "/drafts", APP);
    let drafted = [SHOWN[0], SHOWN[1], "allow-methods: PUT"];
    assert_eq!(seen, Seen::new(204, &drafted, &["Origin"], ""));
}

/// Rocket goes by the method first: `PUT /users/me` is for the handler of `/users/<number>`.
#[test]
fn overlapping_paths_are_told_apart_as_rocket_does() {
    let asked = asked();
    let seen = asked.preflight("PUT", "/users/me", ADMIN);
    let changed = [
        "allow-origin: https://admin.example.com",
        "allow-methods: PUT",
        "allow-headers: content-type",
    ];
    assert_eq!(seen, Seen::new(204, &changed, &BOTH, ""));
    let seen = asked.preflight("GET", "/users/me", EVIL);
    let vary = ["Access-Control-Request-Method"];
    assert_eq!(seen, Seen::new(204, &["allow-origin: *"], &vary, ""));
    let seen = asked.actual(Method::Get, "/users/me", EVIL);
    assert_eq!(seen, Seen::new(200, &["allow-origin: *"], &[], "me"));
    let seen = asked.actual(Method::Put, "/users/me", EVIL);
    assert_eq!(seen, Seen::new(200, &[], &["Origin"], "changed me"));
}

/// A preflight that another handler's policy answered would let a page call this one.
#[test]
fn a_handler_without_a_policy_gets_none() {
    let asked = asked();
    let seen = asked.actual(Method::Post, "/users/7", APP);
    assert_eq!((seen.status, &*seen.body), (200, "plain 7"));
    nobodys(&seen);
    // What Rocket has for it is the handler of `OPTIONS`.
    let seen = asked.preflight("POST", "/users/7", APP);
    assert_eq!((seen.status, &*seen.body), (200, "described"));
    nobodys(&seen);
    let seen = asked.preflight("GET", "/drafts", APP);
    assert_eq!(seen.status, 404);
    nobodys(&seen);
    let seen = asked.preflight("HEAD", "/drafts", APP);
    assert_eq!(seen.status, 404);
    nobodys(&seen);
    let seen = asked.preflight("PUT", "/nowhere", APP);
    assert_eq!(seen.status, 404);
    nobodys(&seen);
    let seen = asked.actual(Method::Get, "/elsewhere", APP);
    assert_eq!((seen.status, &*seen.body), (200, "everything"));
    nobodys(&seen);
}

#[test]
fn what_is_no_preflight_reaches_the_handler_of_options() {
    let asked = asked();
    for lines in [
        &[][..],
        &[("origin", APP)],
        &[("access-control-request-method", "GET")],
    ] {
        let seen = asked.request(Method::Options, "/users/7", lines, "");
        assert_eq!((seen.status, &*seen.body), (200, "described"), "{lines:?}");
        nobodys(&seen);
    }
}

/// A 404 of Rocket's for a method is inside the resource, so a page gets to see it.
#[test]
fn a_method_without_a_handler_is_answered_inside_the_resource() {
    let asked = asked();
    let seen = asked.actual(Method::Delete, "/users/7", APP);
    assert_eq!(
        (seen.status, seen.cors, seen.vary),
        (
            404,
            SHOWN.map(str::to_owned).into(),
            vec!["Origin".to_owned()]
        )
    );
    let seen = asked.actual(Method::Delete, "/users/7", ADMIN);
    assert_eq!(seen.cors, ["allow-origin: https://admin.example.com"]);
    let seen = asked.request(Method::Options, "/drafts", &[("origin", APP)], "");
    assert_eq!(
        (seen.status, seen.cors),
        (404, SHOWN.map(str::to_owned).into())
    );
    let seen = asked.actual(Method::Delete, "/nowhere", APP);
    assert_eq!(seen.status, 404);
    nobodys(&seen);
}

#[cors(crate = facade, origins = ["https://app.example.com"])]
#[get("/ranked/<it>")]
fn number(it: u64) -> String {
    format!("number {it}")
}

#[cors(crate = facade, origins = ["https://admin.example.com"])]
#[get("/ranked/<it>", rank = 9)]
fn word(it: &str) -> String {
    format!("word {it}")
}

/// A handler that forwards leaves the answer, and its headers, to the next.
#[test]
fn the_handler_that_is_tried_last_has_the_policy() {
    let asked = Asked::new(quiet().attach(routes![word, number].at("/")));
    let seen = asked.actual(Method::Get, "/ranked/7", APP);
    assert_eq!(seen, Seen::new(200, &SHOWN[..1], &["Origin"], "number 7"));
    let seen = asked.actual(Method::Get, "/ranked/seven", APP);
    assert_eq!(seen, Seen::new(200, &[], &["Origin"], "word seven"));
    let seen = asked.actual(Method::Get, "/ranked/seven", ADMIN);
    let admin = ["allow-origin: https://admin.example.com"];
    assert_eq!(seen, Seen::new(200, &admin, &["Origin"], "word seven"));
    // The one that is tried first has the preflight.
    assert_eq!(asked.preflight("GET", "/ranked/seven", APP).status, 204);
    assert_eq!(asked.preflight("GET", "/ranked/seven", ADMIN).status, 403);
}

#[derive(FromForm)]
struct Page {
    page: usize,
}

#[cors(crate = facade, origins = ["https://app.example.com"])]
#[get("/search?kind=full&<page..>")]
fn full(page: Page) -> String {
    format!("full {}", page.page)
}

#[cors(crate = facade, origins = ["https://admin.example.com"])]
#[get("/search?<term>", rank = 1)]
fn quick(term: Option<&str>) -> String {
    format!("quick {}", term.unwrap_or_default())
}

#[cors(crate = facade, origins = ["https://app.example.com"], headers = ["content-type"])]
#[post("/forms", format = "application/json")]
fn as_json() -> &'static str {
    "json"
}

/// Of the same rank, and without a policy.
#[post("/forms", format = "text/plain")]
fn as_text() -> &'static str {
    "text"
}

#[cors(crate = facade, origins = ["*"])]
#[options("/forms")]
fn of_forms() -> &'static str {
    "options"
}

#[test]
fn queries_ranks_and_formats_choose_as_they_do_for_rocket() {
    let asked = Asked::new(
        quiet()
            .mount("/", rocket::routes![as_text])
            .attach(routes![full, quick, as_json, of_forms].at("/")),
    );
    let seen = asked.preflight("GET", "/search?page=1&kind=full", APP);
    assert_eq!((seen.status, seen.cors), (204, vec![SHOWN[0].to_owned()]));
    let seen = asked.preflight("GET", "/search?kind=half", APP);
    assert_eq!(
        (seen.status, &*seen.vary),
        (403, &["Origin".to_owned()][..])
    );
    let seen = asked.preflight("GET", "/search", ADMIN);
    assert_eq!(seen.status, 204);
    let seen = asked.actual(Method::Get, "/search?kind=full&page=1", APP);
    assert_eq!(seen, Seen::new(200, &SHOWN[..1], &["Origin"], "full 1"));
    let seen = asked.actual(Method::Get, "/search?term=x", APP);
    assert_eq!(seen, Seen::new(200, &[], &["Origin"], "quick x"));

    // A preflight does not say which format the request will have, and one of the two lets nobody in.
    let seen = asked.preflight("POST", "/forms", APP);
    assert_eq!(seen, Seen::new(200, &[], &[], "options"));
    let json = [("origin", APP), ("content-type", "application/json")];
    let seen = asked.request(Method::Post, "/forms", &json, "");
    assert_eq!(seen, Seen::new(200, &SHOWN[..1], &["Origin"], "json"));
    let text = [("origin", APP), ("content-type", "text/plain")];
    let seen = asked.request(Method::Post, "/forms", &text, "");
    assert_eq!(seen, Seen::new(200, &[], &[], "text"));
    // A handler for `OPTIONS` may have a policy, and shares the method with the preflights.
    let seen = asked.request(Method::Options, "/forms", &[("origin", EVIL)], "");
    assert_eq!(seen, Seen::new(200, &["allow-origin: *"], &[], "options"));
    let seen = asked.preflight("OPTIONS", "/forms", EVIL);
    let listed = ["allow-origin: *", "allow-methods: OPTIONS"];
    assert_eq!(
        seen,
        Seen::new(204, &listed, &["Access-Control-Request-Method"], "")
    );
}
