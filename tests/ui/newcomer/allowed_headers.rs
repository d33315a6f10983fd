//! The name of other libraries for `headers`. The missing header for `Json` is not reported as well.

extern crate facade as cors;

use cors::axum::cors;

#[cors(origins = ["https://app.example.com"], allowed_headers = ["content-type"])]
async fn save(_: axum::Json<u8>) {}

fn main() {}
