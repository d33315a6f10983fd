//! Any page opens it, with the cookies of whoever looks at the page.

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
