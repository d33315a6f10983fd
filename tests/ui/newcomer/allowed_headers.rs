//! The word of other libraries for `headers`. That `Json` needs one is not said on top.

extern crate facade as cors;

use cors::axum::cors;

#[cors(origins = ["https://app.example.com"], allowed_headers = ["content-type"])]
async fn save(_: axum::Json<u8>) {}

fn main() {}
