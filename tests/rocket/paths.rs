//! Paths: a preflight is routed exactly like its actual request.

use std::path::PathBuf;

use facade::rocket::{cors, routes};
use rocket::get;
use rocket::http::Method;

use crate::support::{APP, TestClient, quiet};

#[cors(crate = facade, origins = ["https://app.example.com"])]
#[get("/")]
fn root() -> &'static str {
    "root"
}

#[cors(crate = facade, origins = ["https://app.example.com"])]
#[get("/a/b")]
fn fixed() -> &'static str {
    "fixed"
}

#[cors(crate = facade, origins = ["https://app.example.com"])]
#[get("/a/<one>/c")]
fn inner(one: &str) -> String {
    format!("inner {one}")
}

#[cors(crate = facade, origins = ["https://app.example.com"])]
#[get("/files/<path..>")]
fn files(path: PathBuf) -> String {
    format!("files {}", path.display())
}

#[cors(crate = facade, origins = ["https://app.example.com"])]
#[get("/caf%C3%A9")]
fn encoded() -> &'static str {
    "encoded"
}

/// A preflight gets the policy of the handler that Rocket routes the path to, and 404 otherwise.
#[test]
fn preflights_are_routed_like_actual_requests() {
    let bases = ["/", "/v1", "/v2/deep/", "/two%20words"];
    let rocket = bases.into_iter().fold(quiet(), |rocket, base| {
        rocket.attach(routes![root, fixed, inner, files, encoded].at(base))
    });
    let client = TestClient::new(rocket);
    let mut found = 0;
    for base in [
        "",
        "/v1",
        "/v2/deep",
        "/v2",
        "/two%20words",
        "/two words",
        "/V1",
    ] {
        for path in [
            "",
            "/",
            "//",
            "/a",
            "/a/",
            "/a/b",
            "/a/b/",
            "/a//b",
            "/%61/b",
            "/a/B",
            "/a/b/c",
            "/a/x/c",
            "/a/x/c/",
            "/a/%2F/c",
            "/a/x/d",
            "/a/b?c=d",
            "/files",
            "/files/",
            "/files/x",
            "/files/x/y",
            "/files/..",
            "/files/%2e%2e/x",
            "/caf%C3%A9",
            "/caf%c3%a9",
            "/cafe",
            "/<path..>",
            "/a/<one>/c",
        ] {
            let path = format!("{base}{path}");
            let Ok(uri) = rocket::http::uri::Origin::parse(&path) else {
                continue;
            };
            let routed = client.actual(Method::Get, &uri.to_string(), APP);
            let preflight = client.preflight("GET", &uri.to_string(), APP);
            // 422: the handler is found, but its parameter is invalid.
            let is_found = matches!(routed.status, 200 | 422);
            found += usize::from(is_found);
            assert_eq!(routed.status == 404, !is_found, "{path}: {routed:?}");
            let status = if is_found { 204 } else { 404 };
            assert_eq!(preflight.status, status, "{path}: {routed:?} {preflight:?}");
            assert_eq!(routed.cors.is_empty(), !is_found, "{path}: {routed:?}");
            assert_eq!(
                preflight.cors.is_empty(),
                !is_found,
                "{path}: {preflight:?}"
            );
        }
    }
    assert!(found > 40, "only {found} paths have a handler");
}
