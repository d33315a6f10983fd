//! Mounting handlers, and the properties of handlers that the attribute keeps.

use std::sync::{Arc, Mutex};

use facade::rocket::{cors, routes};
use facade::{LiveOrigins, Policy};
use rocket::fairing::{AdHoc, Fairing};
use rocket::http::{Header, Method, Status};
use rocket::{get, post, uri};

use crate::support::{ADMIN, APP, EVIL, Seen, TestClient, quiet};

mod users {
    use facade::rocket::cors;
    use rocket::get;

    /// Shows a user.
    #[cors(crate = facade, origins = ["https://app.example.com"])]
    #[get("/users/<id>?<full>")]
    pub(crate) async fn show(mut id: u64, full: Option<bool>) -> String {
        id += 1;
        format!("user {id} {full:?}")
    }

    pub(super) fn link() -> String {
        rocket::uri!(show(7, Some(true))).to_string()
    }
}

#[cors(crate = facade, origins = ["https://app.example.com"])]
#[get("/<name>/<rest>")]
fn borrowing<'r>(name: &'r str, rest: &'r str) -> (Status, &'r str) {
    let longer = if name.len() > rest.len() { name } else { rest };
    (Status::Ok, longer)
}

#[cors(crate = facade, origins = ["https://app.example.com"])]
#[rocket::route(PATCH, uri = "/patched")]
fn r#match() -> &'static str {
    "patched"
}

/// Annotated handlers can still be called as functions.
#[rocket::async_test]
async fn annotated_handlers_can_be_called() {
    assert_eq!(users::show(6, None).await, "user 7 None");
    assert_eq!(borrowing("a", "bc").1, "bc");
    assert_eq!(r#match(), "patched");
    assert!(users::show::policy().allows(APP.as_bytes()));
    assert!(!borrowing::policy().allows(EVIL.as_bytes()));
}

#[test]
fn uri_macro_works_with_annotated_handlers() {
    assert_eq!(uri!(users::show(7, None::<bool>)).to_string(), "/users/7");
    assert_eq!(
        uri!(users::show(id = 7, full = Some(true))).to_string(),
        "/users/7?full=true"
    );
    assert_eq!(uri!("/v1", users::show(7, _)).to_string(), "/v1/users/7");
    assert_eq!(users::link(), "/users/7?full=true");
    assert_eq!(uri!(borrowing("a b", "c")).to_string(), "/a%20b/c");
    assert_eq!(uri!(r#match()).to_string(), "/patched");
}

/// Handlers may be declared in a function's body.
// Rocket's attribute exports macros for `uri!`.
#[allow(non_local_definitions)]
#[test]
fn handlers_can_be_declared_in_functions() {
    #[cors(crate = facade, origins = ["https://app.example.com"])]
    #[get("/local/<id>")]
    fn local(id: u8) -> String {
        id.to_string()
    }

    let client = TestClient::new(quiet().attach(routes![local].at("/")));
    let uri = uri!(local(7)).to_string();
    let seen = client.actual(Method::Get, &uri, APP);
    assert_eq!(
        seen,
        Seen::new(
            200,
            &["allow-origin: https://app.example.com"],
            &["Origin"],
            "7"
        )
    );
}

/// Rocket's log at launch shows the user's names.
#[test]
fn route_names_are_handler_names() {
    let client = TestClient::new(
        quiet()
            .attach(routes![users::show, borrowing].at("/v1"))
            .attach(routes![r#match].at(uri!("/v2"))),
    );
    let routes = client.local_client().rocket().routes();
    let mut named: Vec<_> = routes
        .map(|route| format!("{} {} {:?}", route.method, route.uri, route.name))
        .collect();
    named.sort();
    assert_eq!(
        named,
        [
            "GET /v1/<name>/<rest> Some(\"borrowing\")",
            "GET /v1/users/<id>?<full> Some(\"show\")",
            "OPTIONS /v1/<name>/<rest> Some(\"CORS preflights\")",
            "OPTIONS /v1/users/<id>?<full> Some(\"CORS preflights\")",
            "OPTIONS /v2/patched Some(\"CORS preflights\")",
            "PATCH /v2/patched Some(\"match\")",
        ]
    );
}

/// CORS headers come last, whatever the order of fairings.
#[test]
fn cors_headers_come_after_other_fairings() {
    let with_cors_headers = || {
        AdHoc::on_response("with_cors_headers", |_, response| {
            Box::pin(async move {
                response.set_header(Header::new("access-control-allow-origin", "*"));
                response.set_header(Header::new("vary", "Accept"));
            })
        })
    };
    for rocket in [
        quiet()
            .attach(with_cors_headers())
            .attach(routes![users::show].at("/")),
        quiet()
            .attach(routes![users::show].at("/"))
            .attach(with_cors_headers()),
    ] {
        let client = TestClient::new(rocket);
        let seen = client.actual(Method::Get, "/users/6", APP);
        let allowed = ["allow-origin: https://app.example.com"];
        assert_eq!(
            seen,
            Seen::new(200, &allowed, &["Accept", "Origin"], "user 7 None")
        );
        let seen = client.actual(Method::Get, "/users/6", EVIL);
        assert_eq!(
            seen,
            Seen::new(200, &[], &["Accept", "Origin"], "user 7 None")
        );
    }
}

/// Other fairings see the status of a preflight response in any attach order, and may change that
/// status.
#[test]
fn other_fairings_see_and_change_preflight_status() {
    fn status_recorder(seen: &Arc<Mutex<Vec<u16>>>) -> impl Fairing + use<> {
        let seen = Arc::clone(seen);
        AdHoc::on_response("status_recorder", move |_, response| {
            seen.lock().expect("no panic").push(response.status().code);
            Box::pin(async {})
        })
    }
    let seen = Arc::default();
    let status_rewriter = AdHoc::on_response("200 for old browsers", |_, response| {
        Box::pin(async move {
            if response.status() == Status::NoContent {
                response.set_status(Status::Ok);
            }
        })
    });
    let rocket = quiet()
        .attach(status_recorder(&seen))
        .attach(routes![r#match].at("/"))
        .attach(status_recorder(&seen))
        .attach(status_rewriter);
    let client = TestClient::new(rocket);
    let allowed = client.preflight("PATCH", "/patched", APP);
    assert_eq!(client.preflight("PATCH", "/patched", EVIL).status, 403);
    let lines = [
        "allow-origin: https://app.example.com",
        "allow-methods: PATCH",
    ];
    assert_eq!(allowed, Seen::new(200, &lines, &["Origin"], ""));
    assert_eq!(*seen.lock().expect("no panic"), [204, 204, 403, 403]);
}

static API: Policy =
    facade::policy! { origins = ["https://app.example.com"], headers = ["x-token"] };

#[cors(crate = facade, policy = API)]
#[post("/named", data = "<body>")]
fn named(body: String) -> String {
    body
}

/// `methods` of a named policy apply only where no route determines the method.
#[test]
fn named_policy_uses_the_method_of_the_route() {
    let client = TestClient::new(quiet().attach(routes![named].at("/")));
    let seen = client.preflight("POST", "/named", APP);
    let allowed = [
        "allow-origin: https://app.example.com",
        "allow-headers: x-token",
    ];
    assert_eq!(seen, Seen::new(204, &allowed, &["Origin"], ""));
    let seen = client.request(Method::Post, "/named", &[("origin", APP)], "body");
    assert_eq!(seen, Seen::new(200, &allowed[..1], &["Origin"], "body"));
}

static TENANTS: LiveOrigins = LiveOrigins::empty();

fn parse(origins: &[&str]) -> facade::OriginSet {
    facade::OriginSet::parse(origins.iter().copied()).expect("origins")
}

#[cors(crate = facade, origins_from = TENANTS, credentials)]
#[get("/tenants")]
fn tenants() -> &'static str {
    "tenants"
}

#[test]
fn live_origins_apply_while_rocket_runs() {
    let client = TestClient::new(quiet().attach(routes![tenants].at("/")));
    let allowed = |origin| client.preflight("GET", "/tenants", origin).status == 204;
    assert!(!allowed(APP) && !allowed(ADMIN));
    TENANTS.replace(parse(&[APP]));
    assert!(allowed(APP) && !allowed(ADMIN));
    TENANTS.replace(parse(&[ADMIN]));
    assert!(!allowed(APP) && allowed(ADMIN));
    let seen = client.actual(Method::Get, "/tenants", ADMIN);
    let lines = [
        "allow-origin: https://admin.example.com",
        "allow-credentials: true",
    ];
    assert_eq!(seen, Seen::new(200, &lines, &["Origin"], "tenants"));
}

#[test]
fn empty_routes_macro_mounts_nothing() {
    let client = TestClient::new(quiet().attach(routes![].at("/")));
    assert_eq!(client.preflight("GET", "/", APP).status, 404);
}
