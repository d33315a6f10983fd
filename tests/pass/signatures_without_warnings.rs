//! Handlers whose signatures cause no warning, or one that is silenced.

#![deny(warnings)]
#![allow(dead_code, missing_docs)]
// The handlers show forms of signatures; their own style does not matter here.
#![allow(clippy::all, clippy::pedantic)]

extern crate facade as cors;

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::response::Redirect;
use cors::Policy;
use rocket::post;
use rocket::serde::json::Json as RocketJson;

/// A type of the user.
#[derive(serde::Deserialize)]
struct Authorization {
    scope: String,
}

static JSON: Policy = cors::policy! {
    origins = ["https://app.example.com"],
    headers = ["content-type", "x-request-id"],
};
static APP: Policy = cors::policy! { origins = ["https://app.example.com"] };

#[cors::axum::cors(origins = ["https://app.example.com"])]
async fn own_type(State(authorization): State<Arc<Authorization>>) -> String {
    authorization.scope.clone()
}

#[cors::axum::cors(origins = ["https://app.example.com"], headers = ["content-type"])]
async fn own_body(Json(authorization): Json<Authorization>) -> String {
    authorization.scope
}

#[cors::axum::cors(policy = JSON)]
async fn listed_by_the_policy(Json(name): Json<String>) -> String {
    name
}

#[cors::axum::cors(origins = ["https://app.example.com"])]
#[allow(deprecated)]
async fn silenced(Json(name): Json<String>) -> String {
    name
}

#[cors::axum::cors(policy = APP)]
#[allow(deprecated)]
async fn silenced_under_a_policy(Json(name): Json<String>) -> String {
    name
}

/// A warning does not replace the policy.
#[cors::axum::cors(policy = APP)]
#[allow(deprecated)]
async fn redirects() -> Redirect {
    Redirect::to("/")
}

/// Rocket's `Json` reads any content type.
#[cors::rocket::cors(origins = ["https://app.example.com"])]
#[post("/users", data = "<name>")]
fn of_rocket(name: RocketJson<String>) -> String {
    name.into_inner()
}

fn main() {
    for policy in [
        own_type::policy(),
        own_body::policy(),
        listed_by_the_policy::policy(),
        silenced::policy(),
        silenced_under_a_policy::policy(),
        redirects::policy(),
        of_rocket::policy(),
    ] {
        assert!(policy.allows(b"https://app.example.com"));
    }
    drop(own_type(State(Arc::new(Authorization {
        scope: String::new(),
    }))));
    drop(own_body(Json(Authorization {
        scope: String::new(),
    })));
    drop(listed_by_the_policy(Json(String::new())));
    drop(silenced(Json(String::new())));
    drop(silenced_under_a_policy(Json(String::new())));
    drop(redirects());
    of_rocket(RocketJson(String::new()));
}
