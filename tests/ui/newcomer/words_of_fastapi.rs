//! The arguments of FastAPI's `CORSMiddleware`.

extern crate facade as cors;

use cors::axum::cors;

#[cors(
    allow_origins = ["https://app.example.com"],
    allow_origin_regex = "https://.*\\.example\\.com",
    allow_credentials = true,
    allow_methods = ["*"],
    allow_headers = ["content-type"],
    expose_headers = ["etag"],
)]
async fn list() {}

fn main() {}
