//! A WebSocket handler without `enforce`: pages of every website can connect, with the user's cookies.

extern crate facade as cors;

use cors::rocket::{cors, routes};
use rocket::get;
use rocket_ws::{Stream, WebSocket};

#[cors(origins = ["https://app.example.com"], credentials)]
#[get("/socket")]
fn echo(socket: WebSocket) -> Stream!['static] {
    socket.stream(|messages| messages)
}

fn main() {
    let _ = rocket::build().attach(routes![echo].at("/"));
}
