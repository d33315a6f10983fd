//! Every form of handler that the Rocket integration accepts, with all lints denied.

#![deny(
    warnings,
    missing_docs,
    missing_debug_implementations,
    unreachable_pub,
    unused_qualifications
)]
#![deny(
    nonstandard_style,
    rust_2018_idioms,
    future_incompatible,
    unused,
    let_underscore_drop
)]
#![allow(dead_code)]
// The handlers show forms of signatures; their own style does not matter here.
#![allow(clippy::all, clippy::pedantic)]

extern crate facade as cors;

use cors::rocket::{Fallback, cors, routes};
use cors::{LiveOrigins, Policy};
use rocket::serde::json::Json;
use rocket::{State, delete, get, post, put};

static API: Policy = cors::policy! { origins = ["https://app.example.com"] };
static TENANTS: LiveOrigins = LiveOrigins::empty();

/// Documented.
#[cors(origins = ["https://app.example.com"], credentials, expose = ["etag"])]
#[get("/users/<id>?<full>")]
pub fn show_user(id: u64, full: Option<bool>) -> String {
    format!("user {id} {full:?}")
}

#[cors(origins = ["https://*.example.com"], headers = ["content-type"], max_age = 600)]
#[put("/users/<id>", data = "<name>", format = "json", rank = 2)]
async fn update_user(
    mut id: u64,
    name: Json<String>,
) -> Result<Json<String>, rocket::http::Status> {
    id += 1;
    Ok(Json(format!("{id} {}", *name)))
}

#[cors(policy = API)]
#[delete("/<first>/<rest..>")]
fn borrowing<'r>(first: &'r str, rest: std::path::PathBuf, named: &'r State<String>) -> &'r str {
    if rest.as_os_str().is_empty() {
        first
    } else {
        named.as_str()
    }
}

#[cors(origins_from = TENANTS)]
#[rocket::post("/qualified")]
#[allow(clippy::unused_async)]
async fn qualified() {}

#[cors(origins = ["*"])]
#[rocket::route(PATCH, uri = "/raw")]
#[must_use]
fn r#match() -> &'static str {
    "raw"
}

#[cors(origins = ["*"])]
#[get("/many/<a>/<b>/<c>/<d>/<e>/<f>/<g>/<h>")]
#[allow(clippy::too_many_arguments)]
fn many(a: u8, b: u8, c: u8, d: u8, e: u8, f: u8, g: u8, h: u8) -> String {
    format!("{a}{b}{c}{d}{e}{f}{g}{h}")
}

#[cors(origins = ["*"])]
#[cfg(any())]
#[get("/")]
fn not_compiled_in(there: is::NoSuchType) {}

#[cors(origins = ["*"])]
#[deprecated]
#[get("/old")]
fn old() {}

#[cors(origins = ["*"])]
#[get("/named/<named>/<handler>")]
async fn named(named: u8, handler: u8) -> String {
    format!("{named} {handler}")
}

macro_rules! ours {
    ($($handler:tt)*) => {
        #[cors(origins = ["https://app.example.com"])]
        $($handler)*
    };
}

ours! {
    #[post("/written/<id>")]
    pub(crate) fn written(id: u64) -> String {
        id.to_string()
    }
}

macro_rules! patched {
    ($path:literal) => {
        #[cors(origins = ["https://app.example.com"])]
        #[rocket::patch($path)]
        pub(crate) fn patched(id: u64) -> String {
            id.to_string()
        }
    };
}

patched!("/patched/<id>");

mod elsewhere {
    use rocket::get;

    #[cors::rocket::cors(origins = ["https://app.example.com"])]
    #[get("/elsewhere")]
    pub(crate) fn handler() -> &'static str {
        "elsewhere"
    }
}

fn main() {
    let _rocket = rocket::build()
        .manage(String::new())
        .attach(routes![show_user, update_user, borrowing, qualified, r#match,].at("/"))
        .attach(routes![many, written, patched, named, elsewhere::handler].at(rocket::uri!("/v1")))
        .attach(Fallback::new(&API));
    #[allow(deprecated)]
    let _old = (routes![old], old());
    let _uri = rocket::uri!(show_user(7, Some(true)));
    let _uri = rocket::uri!(elsewhere::handler());
    let _uri = rocket::uri!("/v1", named(7, 8));
    let _user = show_user(7, None);
    let _policies = [show_user::policy(), elsewhere::handler::policy()];
    assert_eq!(many(1, 2, 3, 4, 5, 6, 7, 8), "12345678");
}
