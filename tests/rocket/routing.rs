//! Selection of the policy: among the handlers of a path, for methods and paths without a handler,
//! and next to handlers without a policy.

use facade::rocket::{cors, routes};
use rocket::http::Method;
use rocket::{FromForm, get, options, post, put};

use crate::support::{ADMIN, APP, EVIL, Seen, TestClient, quiet};

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
fn spec() -> &'static str {
    "drafted"
}

/// A handler without a policy, whose response must not get CORS headers.
#[post("/users/<id>")]
fn plain(id: &str) -> String {
    format!("plain {id}")
}

/// A handler without a policy for every path.
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

/// Handlers from two attachments form one resource.
fn test_client() -> TestClient {
    TestClient::new(
        quiet()
            .attach(routes![show, spec].at("/"))
            .mount("/", rocket::routes![plain, everything, describe])
            .attach(routes![change, me].at("/")),
    )
}

fn assert_no_cors(seen: &Seen) {
    assert_eq!(seen.cors, [""; 0]);
    assert_eq!(seen.vary, [""; 0]);
}

#[test]
fn preflights_use_the_policy_of_the_requested_method() {
    let client = test_client();
    let shown = [SHOWN[0], SHOWN[1], "max-age: 600"];
    for method in ["GET", "HEAD"] {
        let seen = client.preflight(method, "/users/7", APP);
        assert_eq!(seen, Seen::new(204, &shown, &BOTH, ""));
        let seen = client.preflight(method, "/users/7", ADMIN);
        assert_eq!(seen, Seen::new(403, &[], &BOTH, ""));
    }
    for origin in [APP, ADMIN] {
        let allowed = format!("allow-origin: {origin}");
        let changed = [
            &allowed,
            "allow-methods: PUT",
            "allow-headers: content-type",
        ];
        let seen = client.preflight("PUT", "/users/7", origin);
        assert_eq!(seen, Seen::new(204, &changed, &BOTH, ""));
    }
    let seen = client.preflight("PUT", "/users/7", EVIL);
    assert_eq!(seen, Seen::new(403, &[], &BOTH, ""));
    // Methods are case-sensitive. A method without a handler gets no headers.
    let unhandled = [SHOWN[0], SHOWN[1], "allow-methods: GET"];
    for method in ["put", "DELETE", ""] {
        let seen = client.preflight(method, "/users/7", APP);
        assert_eq!(seen, Seen::new(204, &unhandled, &BOTH, ""), "{method}");
    }
    // A path with one handler needs no selection by method.
    let seen = client.preflight("PUT", "/drafts", APP);
    let drafted = [SHOWN[0], SHOWN[1], "allow-methods: PUT"];
    assert_eq!(seen, Seen::new(204, &drafted, &["Origin"], ""));
}

/// Rocket dispatches by method first: `PUT /users/me` is routed to `/users/<number>`.
#[test]
fn overlapping_paths_are_routed_like_rocket() {
    let client = test_client();
    let seen = client.preflight("PUT", "/users/me", ADMIN);
    let changed = [
        "allow-origin: https://admin.example.com",
        "allow-methods: PUT",
        "allow-headers: content-type",
    ];
    assert_eq!(seen, Seen::new(204, &changed, &BOTH, ""));
    let seen = client.preflight("GET", "/users/me", EVIL);
    let vary = ["Access-Control-Request-Method"];
    assert_eq!(seen, Seen::new(204, &["allow-origin: *"], &vary, ""));
    let seen = client.actual(Method::Get, "/users/me", EVIL);
    assert_eq!(seen, Seen::new(200, &["allow-origin: *"], &[], "me"));
    let seen = client.actual(Method::Put, "/users/me", EVIL);
    assert_eq!(seen, Seen::new(200, &[], &["Origin"], "changed me"));
}

// If another handler's policy responded to the preflight, a page could call this handler.
#[test]
fn handler_without_a_policy_gets_no_headers() {
    let client = test_client();
    let seen = client.actual(Method::Post, "/users/7", APP);
    assert_eq!((seen.status, &*seen.body), (200, "plain 7"));
    assert_no_cors(&seen);
    // Rocket routes the preflight to the handler for `OPTIONS`.
    let seen = client.preflight("POST", "/users/7", APP);
    assert_eq!((seen.status, &*seen.body), (200, "described"));
    assert_no_cors(&seen);
    let seen = client.preflight("GET", "/drafts", APP);
    assert_eq!(seen.status, 404);
    assert_no_cors(&seen);
    let seen = client.preflight("HEAD", "/drafts", APP);
    assert_eq!(seen.status, 404);
    assert_no_cors(&seen);
    let seen = client.preflight("PUT", "/nowhere", APP);
    assert_eq!(seen.status, 404);
    assert_no_cors(&seen);
    let seen = client.actual(Method::Get, "/elsewhere", APP);
    assert_eq!((seen.status, &*seen.body), (200, "everything"));
    assert_no_cors(&seen);
}

#[test]
fn options_without_preflight_headers_reaches_its_handler() {
    let client = test_client();
    for lines in [
        &[][..],
        &[("origin", APP)],
        &[("access-control-request-method", "GET")],
    ] {
        let seen = client.request(Method::Options, "/users/7", lines, "");
        assert_eq!((seen.status, &*seen.body), (200, "described"), "{lines:?}");
        assert_no_cors(&seen);
    }
}

/// A 404 for a method has the headers of the path's policy, so pages can read it.
#[test]
fn missing_method_uses_the_policy_of_the_path() {
    let client = test_client();
    let seen = client.actual(Method::Delete, "/users/7", APP);
    assert_eq!(
        (seen.status, seen.cors, seen.vary),
        (
            404,
            SHOWN.map(str::to_owned).into(),
            vec!["Origin".to_owned()]
        )
    );
    let seen = client.actual(Method::Delete, "/users/7", ADMIN);
    assert_eq!(seen.cors, ["allow-origin: https://admin.example.com"]);
    let seen = client.request(Method::Options, "/drafts", &[("origin", APP)], "");
    assert_eq!(
        (seen.status, seen.cors),
        (404, SHOWN.map(str::to_owned).into())
    );
    let seen = client.actual(Method::Delete, "/nowhere", APP);
    assert_eq!(seen.status, 404);
    assert_no_cors(&seen);
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

#[test]
fn forwarded_request_uses_the_policy_of_the_last_handler() {
    let client = TestClient::new(quiet().attach(routes![word, number].at("/")));
    let seen = client.actual(Method::Get, "/ranked/7", APP);
    assert_eq!(seen, Seen::new(200, &SHOWN[..1], &["Origin"], "number 7"));
    let seen = client.actual(Method::Get, "/ranked/seven", APP);
    assert_eq!(seen, Seen::new(200, &[], &["Origin"], "word seven"));
    let seen = client.actual(Method::Get, "/ranked/seven", ADMIN);
    let admin = ["allow-origin: https://admin.example.com"];
    assert_eq!(seen, Seen::new(200, &admin, &["Origin"], "word seven"));
    // The preflight has the policy of the first handler.
    assert_eq!(client.preflight("GET", "/ranked/seven", APP).status, 204);
    assert_eq!(client.preflight("GET", "/ranked/seven", ADMIN).status, 403);
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

/// A handler of the same rank without a policy.
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
fn queries_ranks_and_formats_select_like_rocket() {
    let client = TestClient::new(
        quiet()
            .mount("/", rocket::routes![as_text])
            .attach(routes![full, quick, as_json, of_forms].at("/")),
    );
    let seen = client.preflight("GET", "/search?page=1&kind=full", APP);
    assert_eq!((seen.status, seen.cors), (204, vec![SHOWN[0].to_owned()]));
    let seen = client.preflight("GET", "/search?kind=half", APP);
    assert_eq!(
        (seen.status, &*seen.vary),
        (403, &["Origin".to_owned()][..])
    );
    let seen = client.preflight("GET", "/search", ADMIN);
    assert_eq!(seen.status, 204);
    let seen = client.actual(Method::Get, "/search?kind=full&page=1", APP);
    assert_eq!(seen, Seen::new(200, &SHOWN[..1], &["Origin"], "full 1"));
    let seen = client.actual(Method::Get, "/search?term=x", APP);
    assert_eq!(seen, Seen::new(200, &[], &["Origin"], "quick x"));

    // A preflight does not contain the format of the request, and one of the two handlers has no
    // policy.
    let seen = client.preflight("POST", "/forms", APP);
    assert_eq!(seen, Seen::new(200, &[], &[], "options"));
    let json = [("origin", APP), ("content-type", "application/json")];
    let seen = client.request(Method::Post, "/forms", &json, "");
    assert_eq!(seen, Seen::new(200, &SHOWN[..1], &["Origin"], "json"));
    let text = [("origin", APP), ("content-type", "text/plain")];
    let seen = client.request(Method::Post, "/forms", &text, "");
    assert_eq!(seen, Seen::new(200, &[], &[], "text"));
    // A handler for `OPTIONS` may have a policy, although preflights have that method too.
    let seen = client.request(Method::Options, "/forms", &[("origin", EVIL)], "");
    assert_eq!(seen, Seen::new(200, &["allow-origin: *"], &[], "options"));
    let seen = client.preflight("OPTIONS", "/forms", EVIL);
    let listed = ["allow-origin: *", "allow-methods: OPTIONS"];
    assert_eq!(
        seen,
        Seen::new(204, &listed, &["Access-Control-Request-Method"], "")
    );
}
