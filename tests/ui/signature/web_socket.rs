//! A WebSocket handler without `enforce`: browsers allow pages of every website to connect.

extern crate facade as cors;

use cors::axum::cors;

pub struct WebSocketUpgrade;

#[cors(origins = ["https://app.example.com"])]
async fn handler(_: WebSocketUpgrade) {}

fn main() {
    drop(handler(WebSocketUpgrade));
}
