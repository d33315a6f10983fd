//! Forms with a field `_method`, which Rocket takes for the method of the request.
//!
//! A page of any site can submit a form by `POST` without a preflight.

use facade::rocket::{cors, routes};
use rocket::http::Method;
use rocket::{delete, post, put};

use crate::support::{APP, EVIL, Seen, TestClient, quiet};

#[cors(crate = facade, origins = ["https://app.example.com"], credentials)]
#[delete("/items/<id>")]
fn remove(id: u32) -> String {
    format!("removed {id}")
}

#[cors(crate = facade, origins = ["https://app.example.com"], credentials)]
#[put("/items/<id>", data = "<form>")]
fn replace(id: u32, form: String) -> String {
    format!("replaced {id}: {form}")
}

#[cors(
    crate = facade,
    origins = ["https://app.example.com"],
    dangerously_allow = [method_override],
)]
#[delete("/drafts/<id>")]
fn discard(id: u32) -> String {
    format!("discarded {id}")
}

#[cors(crate = facade, origins = ["https://app.example.com"], credentials)]
#[post("/items/<id>", data = "<form>")]
fn change(id: u32, form: String) -> String {
    format!("changed {id}: {form}")
}

fn test_client() -> TestClient {
    let routes = routes![remove, replace, discard, change];
    TestClient::new(quiet().attach(routes.at("/")))
}

const FORM: (&str, &str) = ("content-type", "application/x-www-form-urlencoded");
const FORBIDDEN: u16 = 403;

/// Submits a form with the fetch metadata of a page, if the browser sends any.
fn submit(
    client: &TestClient,
    path: &'static str,
    origin: &str,
    site: Option<&str>,
    form: &'static str,
) -> Seen {
    let mut lines = vec![FORM, ("origin", origin), ("host", "api.test")];
    lines.extend(site.map(|site| ("sec-fetch-site", site)));
    lines.push(("sec-fetch-mode", "navigate"));
    client.request(Method::Post, path, &lines, form)
}

#[test]
fn overridden_method_of_another_site_does_not_run_the_handler() {
    let client = test_client();
    for (origin, site) in [
        (EVIL, Some("cross-site")),
        (EVIL, None),
        ("null", Some("cross-site")),
        ("https://www.api.test", Some("same-site")),
    ] {
        for form in ["_method=delete", "_method=DELETE&x=1", "_method=put"] {
            let seen = submit(&client, "/items/7", origin, site, form);
            assert_eq!(seen, Seen::new(FORBIDDEN, &[], &["Origin"], ""), "{origin}");
        }
    }
}

#[test]
fn overridden_method_of_allowed_and_own_pages_runs_the_handler() {
    let client = test_client();
    let allowed = [
        "allow-origin: https://app.example.com",
        "allow-credentials: true",
    ];
    for site in [Some("cross-site"), None] {
        let seen = submit(&client, "/items/7", APP, site, "_method=delete");
        assert_eq!(seen, Seen::new(200, &allowed, &["Origin"], "removed 7"));
    }
    for (origin, site) in [
        ("https://api.test", Some("same-origin")),
        ("https://api.test", None),
    ] {
        let seen = submit(&client, "/items/7", origin, site, "_method=delete");
        assert_eq!(seen, Seen::new(200, &[], &["Origin"], "removed 7"));
    }
}

/// A form by `POST` has no preflight with any server, and `DELETE` by a script has had its own.
#[test]
fn requests_without_an_override_run_the_handler() {
    let client = test_client();
    let seen = submit(&client, "/items/7", EVIL, Some("cross-site"), "x=1");
    assert_eq!(seen, Seen::new(200, &[], &["Origin"], "changed 7: x=1"));
    let seen = client.actual(Method::Delete, "/items/7", EVIL);
    assert_eq!(seen, Seen::new(200, &[], &["Origin"], "removed 7"));
}

#[test]
fn allowance_permits_overridden_methods() {
    let client = test_client();
    let seen = submit(
        &client,
        "/drafts/7",
        EVIL,
        Some("cross-site"),
        "_method=delete",
    );
    assert_eq!(seen, Seen::new(200, &[], &["Origin"], "discarded 7"));
}
