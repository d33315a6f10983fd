//! The origin of every Tauri app on Windows, with `credentials`.

extern crate facade as cors;

use cors::cors;
use http::{Request, Response};

#[cors(origins = ["http://tauri.localhost"], credentials)]
fn handler(_: Request<()>) -> Response<()> {
    Response::new(())
}

fn main() {
    let _ = handler(Request::new(()));
    let _ = handler::policy();
}
