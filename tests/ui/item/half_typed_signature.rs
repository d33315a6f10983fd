//! A signature that is being typed: the compiler's error is the only one.

extern crate facade as cors;

use cors::axum::cors;

#[cors(origins = ["https://app.example.com"])]
async fn save(Path(id): ) {}

#[cors(origins = ["https://app.example.com"])]
async fn load(Path(id): Path<) {}

fn main() {}
