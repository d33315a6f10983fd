//! A WebSocket handler under a named policy without `enforce`.

extern crate facade as cors;

use cors::Policy;
use cors::axum::cors;

pub struct WebSocketUpgrade;

static API: Policy = cors::policy! { origins = ["https://app.example.com"] };

#[cors(policy = API)]
async fn handler(_: WebSocketUpgrade) {}

fn main() {
    drop(handler(WebSocketUpgrade));
}
