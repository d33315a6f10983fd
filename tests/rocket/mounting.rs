//! Mounting, and what of a handler stays as it was.

use std::sync::{Arc, Mutex};

use facade::rocket::{cors, routes};
use facade::{LiveOrigins, Policy};
use rocket::fairing::{AdHoc, Fairing};
use rocket::http::{Header, Method, Status};
use rocket::{get, post, uri};

use crate::support::{ADMIN, APP, Asked, EVIL, Seen, quiet};

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

/// They are called like the functions they were.
#[rocket::async_test]
async fn handlers_are_still_functions() {
    assert_eq!(users::show(6, None).await, "user 7 None");
    assert_eq!(borrowing("a", "bc").1, "bc");
    assert_eq!(r#match(), "patched");
    assert!(users::show::policy().allows(APP.as_bytes()));
    assert!(!borrowing::policy().allows(EVIL.as_bytes()));
}

#[test]
fn uris_are_made_as_of_any_handler() {
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

/// Handlers in a function's body, as in everybody's tests.
// What Rocket's attribute exports beside them is for `uri!`.
#[allow(non_local_definitions)]
#[test]
fn a_handler_may_stand_in_a_function() {
    #[cors(crate = facade, origins = ["https://app.example.com"])]
    #[get("/local/<id>")]
    fn local(id: u8) -> String {
        id.to_string()
    }

    let asked = Asked::new(quiet().attach(routes![local].at("/")));
    let uri = uri!(local(7)).to_string();
    let seen = asked.actual(Method::Get, &uri, APP);
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

/// What the log says at launch is what the user wrote.
#[test]
fn routes_have_the_names_of_their_handlers() {
    let asked = Asked::new(
        quiet()
            .attach(routes![users::show, borrowing].at("/v1"))
            .attach(routes![r#match].at(uri!("/v2"))),
    );
    let routes = asked.client().rocket().routes();
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

/// Wherever our fairings stand among others: what those do to an answer is seen.
#[test]
fn the_order_of_fairings_makes_no_difference() {
    let meddling = || {
        AdHoc::on_response("meddling", |_, response| {
            Box::pin(async move {
                response.set_header(Header::new("access-control-allow-origin", "*"));
                response.set_header(Header::new("vary", "Accept"));
            })
        })
    };
    for rocket in [
        quiet()
            .attach(meddling())
            .attach(routes![users::show].at("/")),
        quiet()
            .attach(routes![users::show].at("/"))
            .attach(meddling()),
    ] {
        let asked = Asked::new(rocket);
        let seen = asked.actual(Method::Get, "/users/6", APP);
        let allowed = ["allow-origin: https://app.example.com"];
        assert_eq!(
            seen,
            Seen::new(200, &allowed, &["Accept", "Origin"], "user 7 None")
        );
        let seen = asked.actual(Method::Get, "/users/6", EVIL);
        assert_eq!(
            seen,
            Seen::new(200, &[], &["Accept", "Origin"], "user 7 None")
        );
    }
}

/// A fairing that counts answers by their status counts preflights by theirs, wherever it stands; and if it
/// sets a status of its own, that is the answer's.
#[test]
fn other_fairings_see_the_status_of_a_preflight() {
    fn seeing(seen: &Arc<Mutex<Vec<u16>>>) -> impl Fairing + use<> {
        let seen = Arc::clone(seen);
        AdHoc::on_response("seeing", move |_, response| {
            seen.lock().expect("no panic").push(response.status().code);
            Box::pin(async {})
        })
    }
    let seen = Arc::default();
    let forgiving = AdHoc::on_response("200 for old browsers", |_, response| {
        Box::pin(async move {
            if response.status() == Status::NoContent {
                response.set_status(Status::Ok);
            }
        })
    });
    let rocket = quiet()
        .attach(seeing(&seen))
        .attach(routes![r#match].at("/"))
        .attach(seeing(&seen))
        .attach(forgiving);
    let asked = Asked::new(rocket);
    let allowed = asked.preflight("PATCH", "/patched", APP);
    assert_eq!(asked.preflight("PATCH", "/patched", EVIL).status, 403);
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

/// `methods` of a named policy are for where no route says the method.
#[test]
fn a_named_policy_has_the_method_of_the_route() {
    let asked = Asked::new(quiet().attach(routes![named].at("/")));
    let seen = asked.preflight("POST", "/named", APP);
    let allowed = [
        "allow-origin: https://app.example.com",
        "allow-headers: x-token",
    ];
    assert_eq!(seen, Seen::new(204, &allowed, &["Origin"], ""));
    let seen = asked.request(Method::Post, "/named", &[("origin", APP)], "said");
    assert_eq!(seen, Seen::new(200, &allowed[..1], &["Origin"], "said"));
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
fn origins_may_change_while_it_runs() {
    let asked = Asked::new(quiet().attach(routes![tenants].at("/")));
    let allowed = |origin| asked.preflight("GET", "/tenants", origin).status == 204;
    assert!(!allowed(APP) && !allowed(ADMIN));
    TENANTS.replace(parse(&[APP]));
    assert!(allowed(APP) && !allowed(ADMIN));
    TENANTS.replace(parse(&[ADMIN]));
    assert!(!allowed(APP) && allowed(ADMIN));
    let seen = asked.actual(Method::Get, "/tenants", ADMIN);
    let lines = [
        "allow-origin: https://admin.example.com",
        "allow-credentials: true",
    ];
    assert_eq!(seen, Seen::new(200, &lines, &["Origin"], "tenants"));
}

#[test]
fn nothing_to_mount_is_nothing_mounted() {
    let asked = Asked::new(quiet().attach(routes![].at("/")));
    assert_eq!(asked.preflight("GET", "/", APP).status, 404);
}
