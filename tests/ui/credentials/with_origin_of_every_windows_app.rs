//! Every app made with Tauri has this origin on Windows.

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
