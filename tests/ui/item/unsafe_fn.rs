//! Nobody who calls a handler could keep its promises.

extern crate facade as cors;

use cors::axum::cors;

#[cors(origins = ["https://app.example.com"])]
async unsafe fn handler() {}

fn main() {
    let _ = handler;
}
