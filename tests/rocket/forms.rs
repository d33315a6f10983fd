//! Forms that set the method: a page submits `_method=delete` by `POST`, for which browsers send no
//! preflight, and Rocket then runs the handler for `DELETE`.

use facade::rocket::{cors, routes};
use rocket::form::Form;
use rocket::http::Method;
use rocket::{Build, FromForm, Rocket, State, catch, catchers, delete, patch, post, put};
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::support::{APP, EVIL, Seen, TestClient, quiet};

/// The number of handlers that have run.
#[derive(Default)]
struct Calls(AtomicUsize);

impl Calls {
    fn count(&self) {
        self.0.fetch_add(1, Ordering::Relaxed);
    }
}

#[derive(FromForm)]
struct Name<'r> {
    name: &'r str,
}

#[cors(crate = facade, origins = ["https://app.example.com"], credentials)]
#[delete("/items/<id>")]
fn remove(id: u64, calls: &State<Calls>) -> String {
    calls.count();
    format!("removed {id}")
}

#[cors(crate = facade, origins = ["https://app.example.com"], credentials)]
#[put("/items/<id>", data = "<form>")]
fn rename(id: u64, form: Form<Name<'_>>, calls: &State<Calls>) -> String {
    calls.count();
    format!("{id} is {}", form.name)
}

#[cors(crate = facade, origins = ["*"])]
#[patch("/items/<id>")]
fn change(id: u64, calls: &State<Calls>) -> String {
    calls.count();
    format!("changed {id}")
}

#[cors(crate = facade, origins = ["https://app.example.com"], credentials)]
#[post("/items/<id>")]
fn add(id: u64, calls: &State<Calls>) -> String {
    calls.count();
    format!("added {id}")
}

#[cors(
    crate = facade,
    origins = ["https://app.example.com"],
    headers = ["x-http-method-override"],
    dangerously_allow = [method_override]
)]
#[delete("/overridable/<id>")]
fn overridable(id: u64, calls: &State<Calls>) -> String {
    calls.count();
    format!("removed {id}")
}

#[cors(crate = facade, origins = ["https://app.example.com"], enforce, hosts = ["api.test"])]
#[delete("/enforced/<id>")]
fn enforced(id: u64, calls: &State<Calls>) -> String {
    calls.count();
    format!("removed {id}")
}

#[catch(default)]
fn caught() -> &'static str {
    "caught"
}

fn rocket() -> Rocket<Build> {
    let annotated = routes![remove, rename, change, add, overridable, enforced];
    quiet()
        .manage(Calls::default())
        .register("/", catchers![caught])
        .attach(annotated.at("/"))
}

const FORM: (&str, &str) = ("content-type", "application/x-www-form-urlencoded");
const OWN: [(&str, &str); 2] = [("host", "api.test"), ("origin", "https://api.test")];

/// Submits a form and returns the response, and whether a handler has run.
fn submit(
    client: &TestClient,
    path: &str,
    lines: &[(&'static str, &str)],
    form: &str,
) -> (Seen, bool) {
    let lines: Vec<_> = [FORM].into_iter().chain(lines.iter().copied()).collect();
    let seen = client.request(Method::Post, path, &lines, form);
    let calls = client.local_client().rocket().state::<Calls>();
    let calls = calls.expect("managed state").0.swap(0, Ordering::Relaxed);
    assert!(calls <= 1, "{calls} handlers ran");
    (seen, calls == 1)
}

fn forbidden() -> (Seen, bool) {
    (Seen::new(403, &[], &["Origin"], ""), false)
}

#[test]
fn form_of_another_site_does_not_set_the_method() {
    let client = TestClient::new(rocket());
    let host = ("host", "api.test");
    let cross_origin: [&[(&str, &str)]; 8] = [
        &[host, ("origin", EVIL)],
        &[host, ("origin", EVIL), ("sec-fetch-site", "cross-site")],
        &[host, ("origin", "null")],
        &[host, ("origin", APP), ("origin", APP)],
        &[host, ("origin", "https://api.test:8443")],
        &[
            host,
            ("origin", "http://api.test"),
            ("sec-fetch-site", "same-site"),
        ],
        // Without `Origin`, as a browser sends a form under `Referrer-Policy: no-referrer`.
        &[
            host,
            ("sec-fetch-site", "cross-site"),
            ("sec-fetch-mode", "navigate"),
        ],
        &[host, ("sec-fetch-site", "same-site")],
    ];
    for lines in cross_origin {
        for (path, form) in [
            ("/items/7", "_method=delete"),
            ("/items/7", "_method=DELETE"),
            ("/items/7", "_method=put&name=a"),
            ("/enforced/7", "_method=delete"),
        ] {
            let found = submit(&client, path, lines, form);
            assert_eq!(found, forbidden(), "{lines:?}, {form} to {path}");
        }
    }
}

#[test]
fn own_and_allowed_forms_set_the_method() {
    let client = TestClient::new(rocket());
    let own: [&[(&str, &str)]; 4] = [
        &OWN,
        &[
            OWN[0],
            ("origin", "null"),
            ("sec-fetch-site", "same-origin"),
        ],
        &[OWN[0], ("sec-fetch-site", "same-origin")],
        // Not a browser, or one that omits both headers.
        &[OWN[0]],
    ];
    for lines in own {
        for (path, form, body) in [
            ("/items/7", "_method=delete", "removed 7"),
            ("/items/7", "_method=put&name=a", "7 is a"),
            ("/enforced/7", "_method=delete", "removed 7"),
        ] {
            let found = submit(&client, path, lines, form);
            let expected = Seen::new(200, &[], &["Origin"], body);
            assert_eq!(found, (expected, true), "{lines:?}, {form} to {path}");
        }
    }
    let allowed = [OWN[0], ("origin", APP), ("sec-fetch-site", "cross-site")];
    let headers = [
        "allow-origin: https://app.example.com",
        "allow-credentials: true",
    ];
    for (form, body) in [
        ("_method=delete", "removed 7"),
        ("_method=put&name=a", "7 is a"),
    ] {
        let found = submit(&client, "/items/7", &allowed, form);
        let expected = Seen::new(200, &headers, &["Origin"], body);
        assert_eq!(found, (expected, true), "{form}");
    }
}

/// Every origin may send the method after a preflight, so a form gains nothing.
#[test]
fn form_for_a_policy_of_any_origin_sets_the_method() {
    let client = TestClient::new(rocket());
    let lines = [OWN[0], ("origin", EVIL), ("sec-fetch-site", "cross-site")];
    let found = submit(&client, "/items/7", &lines, "_method=patch");
    let expected = Seen::new(200, &["allow-origin: *"], &[], "changed 7");
    assert_eq!(found, (expected, true));
}

#[test]
fn policy_can_allow_the_override() {
    let client = TestClient::new(rocket());
    let lines = [OWN[0], ("origin", EVIL), ("sec-fetch-site", "cross-site")];
    let found = submit(&client, "/overridable/7", &lines, "_method=delete");
    let expected = Seen::new(200, &[], &["Origin"], "removed 7");
    assert_eq!(found, (expected, true));
}

/// A form without the field is an ordinary `POST`, and so is one whose field is not the first.
#[test]
fn other_forms_are_not_restricted() {
    let client = TestClient::new(rocket());
    let lines = [OWN[0], ("origin", EVIL), ("sec-fetch-site", "cross-site")];
    for form in [
        "",
        "name=a",
        "name=a&_method=delete",
        "_method=",
        "method=delete",
    ] {
        let found = submit(&client, "/items/7", &lines, form);
        let expected = Seen::new(200, &[], &["Origin"], "added 7");
        assert_eq!(found, (expected, true), "{form}");
    }
}

/// `hosts` applies to forms too.
#[test]
fn form_for_another_host_does_not_set_the_method() {
    let client = TestClient::new(rocket());
    let lines = [
        ("host", "evil.example"),
        ("origin", "http://evil.example"),
        ("sec-fetch-site", "same-origin"),
    ];
    let found = submit(&client, "/enforced/7", &lines, "_method=delete");
    assert_eq!(found, forbidden());
}
