//! The recipe of WebSockets.

use axum::Router;
use axum::extract::ws::{WebSocket, WebSocketUpgrade};
use axum::response::Response;
use cors::axum::{any, cors};

async fn echo(mut socket: WebSocket) {
    while let Some(Ok(message)) = socket.recv().await {
        if socket.send(message).await.is_err() {
            break;
        }
    }
}

#[cors(origins = ["https://app.example.com"], credentials, enforce)]
async fn chat(upgrade: WebSocketUpgrade) -> Response {
    upgrade.on_upgrade(echo)
}

pub fn app() -> Router {
    Router::new().route("/chat", any(chat).into())
}
