//! An attribute on a struct instead of a function.

extern crate facade as cors;

use cors::cors;

#[cors(origins = ["https://app.example.com"])]
struct Handler;

fn main() {
    let _ = Handler;
}
