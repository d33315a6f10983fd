//! Handlers whose parts are `macro_rules!` fragments, and handlers with rare forms of signatures.

#![deny(warnings)]
#![allow(dead_code, missing_docs)]
// The handlers show forms of signatures; their own style does not matter here.
#![allow(clippy::all, clippy::pedantic)]

extern crate facade as cors;

use cors::cors as plain;
use http::{Request, Response};

/// A type that is written by a macro.
macro_rules! my_type {
    ($ty:ty) => { Response<$ty> };
}

macro_rules! plain_handlers {
    ($($name:ident: $origin:literal, $ty:ty, $max_age:expr, $attr:meta, $body:block;)*) => {
        $(
            #[plain(origins = [$origin], max_age = $max_age)]
            #[$attr]
            fn $name(_: Request<()>) -> $ty $body
        )*
    };
}

plain_handlers! {
    block: "https://a.example.com", Response<u8>, 60, inline, { Response::new(7) };
    nested: "https://b.example.com", my_type! { u8 }, 60, must_use, { let body = { 8 }; Response::new(body) };
}

macro_rules! axum_handlers {
    ($($vis:vis $name:ident($argument:pat, $ty:ty) [$key:ident = $value:tt] $body:block)*) => {
        $(
            #[cors::axum::cors(origins = ["https://app.example.com"], $key = $value)]
            $vis async fn $name($argument: $ty) -> $ty $body
        )*
    };
}

axum_handlers! {
    show(mut name, String) [expose = ["etag"]] { name.push('!'); name }
    pub(crate) tuple(name, String) [max_age = 7] { name }
}

macro_rules! actix_handlers {
    ($($name:ident: $route:meta, $path:literal;)*) => {
        $(
            mod $name {
                use actix_web::{get, put};

                #[cors::actix::cors(origins = ["https://app.example.com"])]
                #[$route]
                pub(crate) async fn from_meta() -> &'static str { "a" }

                #[cors::actix::cors(origins = ["https://app.example.com"])]
                #[put($path)]
                pub(crate) async fn from_literal() -> &'static str { "b" }
            }
        )*
    };
}

actix_handlers! { actix: get("/x"), "/y"; }

/// actix-web adds the slash.
#[cors::actix::cors(origins = ["https://app.example.com"])]
#[actix_web::get("relative")]
async fn relative() -> &'static str {
    "c"
}

macro_rules! rocket_handlers {
    ($($name:ident: $route:meta, $body:block;)*) => {
        $(
            #[cors::rocket::cors(origins = ["https://app.example.com"])]
            #[$route]
            fn $name(_id: u64) -> String $body
        )*
    };
}

rocket_handlers! { rocket_handler: rocket::get("/x/<_id>"), { String::new() }; }

/// A type macro with braces in front of the body.
#[plain(origins = ["https://app.example.com"])]
fn braced(_: Request<my_type! { u8 }>) -> my_type! { u8 } {
    Response::new(9)
}

/// Arguments and parameters that do not exist.
#[plain(origins = ["https://app.example.com"])]
fn conditional<#[cfg(any())] Gone, T: Copy + Default>(
    request: Request<T>,
    #[cfg(any())] gone: Gone,
    #[cfg(all())] there: T,
    #[cfg_attr(all(), cfg(any()))] gone_too: u8,
) -> Response<T> {
    let _ = request;
    Response::new(there)
}

/// One of two arguments is the request.
#[plain(origins = ["https://app.example.com"])]
async fn either(#[cfg(any())] _: Request<Gone>, #[cfg(all())] _: Request<()>) -> Response<()> {
    Response::new(())
}

#[cors::axum::cors(origins = ["https://app.example.com"])]
async fn conditional_extractor(
    #[cfg(any())] gone: Gone,
    #[allow(unused_variables)] name: String,
    #[cfg(any())] gone_too: Gone,
) {
}

#[cors::rocket::cors(origins = ["https://app.example.com"])]
#[rocket::get("/conditional/<id>")]
fn conditional_guard(id: u64) -> String {
    id.to_string()
}

/// Attributes under a condition.
#[plain(origins = ["https://app.example.com"])]
#[cfg_attr(all(), must_use, inline, deprecated)]
#[cfg_attr(any(), no_such_attribute)]
fn attributes(_: Request<()>) -> Response<()> {
    Response::new(())
}

fn main() {
    assert_eq!(block(Request::new(())).into_body(), 7);
    assert_eq!(nested(Request::new(())).into_body(), 8);
    assert_eq!(nested::policy().max_age(), "60");
    assert!(block::policy().allows(b"https://a.example.com"));

    let _: axum::Router = axum::Router::new()
        .route("/show", cors::axum::get(show).into())
        .route("/tuple", cors::axum::put(tuple).into())
        .route("/c", cors::axum::get(conditional_extractor).into());
    assert_eq!(show::policy().exposed_headers(), "etag");

    let _ = actix_web::App::new()
        .service(actix::from_meta)
        .service(actix::from_literal)
        .service(relative);
    let _ =
        rocket::build().attach(cors::rocket::routes![rocket_handler, conditional_guard].at("/"));

    assert_eq!(braced(Request::new(Response::new(0))).into_body(), 9);
    assert_eq!(conditional(Request::new(1), 10).into_body(), 10);
    drop(either(Request::new(())));
    #[allow(deprecated)]
    let _ = attributes(Request::new(()));
}
