//! The origin of every Wails app, with `credentials`.

extern crate facade as cors;

use cors::cors;
use http::{Request, Response};

#[cors(origins = ["wails://wails"], credentials, dangerously_allow = [custom_schemes])]
fn handler(_: Request<()>) -> Response<()> {
    Response::new(())
}

fn main() {
    let _ = handler(Request::new(()));
    let _ = handler::policy();
}
