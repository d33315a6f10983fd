//! A WebSocket handler whose policy does not enforce.

extern crate facade as cors;

use cors::poem::{cors, get};
use poem::web::websocket::WebSocket;
use poem::{IntoResponse, Route, handler};

#[cors(origins = ["https://app.example.com"], credentials)]
#[handler]
async fn chat(socket: WebSocket) -> impl IntoResponse {
    socket.on_upgrade(async |_| {})
}

fn main() {
    let _ = Route::new().at("/chat", get(chat));
}
