//! Only a function answers requests.

extern crate facade as cors;

use cors::cors;

#[cors(origins = ["https://app.example.com"])]
struct Handler;

fn main() {
    let _ = Handler;
}
