//! The sites whose pages show the guest book.

use rocket::http::Method;
use rocket_cors::{AllowedHeaders, AllowedOrigins, Cors, CorsOptions};

pub(crate) fn fairing() -> Cors {
    let methods = [Method::Get, Method::Post, Method::Put, Method::Delete];
    let options = CorsOptions {
        allowed_origins: AllowedOrigins::some_exact(&[
            "https://www.example.com",
            "https://moderators.example.com",
        ]),
        allowed_methods: methods.into_iter().map(From::from).collect(),
        allowed_headers: AllowedHeaders::some(&["Content-Type", "X-Api-Key"]),
        expose_headers: ["Location".to_owned()].into(),
        max_age: Some(600),
        ..CorsOptions::default()
    };
    options.to_cors().expect("valid options")
}
