//! Incomplete signatures, as in an editor: the compiler's syntax errors are the only errors.

extern crate facade as cors;

use cors::axum::cors;

#[cors(origins = ["https://app.example.com"])]
async fn save(Path(id): ) {}

#[cors(origins = ["https://app.example.com"])]
async fn load(Path(id): Path<) {}

fn main() {}
