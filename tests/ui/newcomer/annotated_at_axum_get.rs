//! axum's own `get` mounts no preflight. The name of the type says where to mount it.

extern crate facade as cors;

use axum::Router;
use cors::axum::cors;

#[cors(origins = ["https://app.example.com"])]
async fn list() {}

fn main() {
    let _: Router = Router::new().route("/", axum::routing::get(list));
}
