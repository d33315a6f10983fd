//! A method with `self` as a handler, which a router cannot mount.

extern crate facade as cors;

use cors::axum::cors;

trait Api {
    #[cors(origins = ["https://app.example.com"])]
    async fn show(&self) {}
}

fn main() {}
