//! A WebSocket that is opened in the body of the handler and does not appear in the signature.

extern crate facade as cors;

use cors::axum::cors;

mod actix_ws {
    pub fn handle() {}
}

#[cors(origins = ["https://app.example.com"])]
async fn handler() {
    actix_ws::handle();
}

fn main() {
    drop(handler());
}
