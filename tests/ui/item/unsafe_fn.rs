//! A handler that is an `unsafe fn`: a router cannot uphold the safety requirements of the function.

extern crate facade as cors;

use cors::axum::cors;

#[cors(origins = ["https://app.example.com"])]
async unsafe fn handler() {}

fn main() {
    let _ = handler;
}
