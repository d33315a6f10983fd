//! A WebSocket URL as an origin: browsers send the origin of the page that opens the WebSocket.

extern crate facade as cors;

use cors::cors;
use http::{Request, Response};

#[cors(origins = ["wss://app.example.com"])]
fn handler(_: Request<()>) -> Response<()> {
    Response::new(())
}

fn main() {
    let _ = handler(Request::new(()));
    let _ = handler::policy();
}
