//! Only an app's own webview sends it.

extern crate facade as cors;

use cors::cors;
use http::{Request, Response};

#[cors(origins = ["capacitor://localhost"])]
fn handler(_: Request<()>) -> Response<()> {
    Response::new(())
}

fn main() {
    let _ = handler(Request::new(()));
    let _ = handler::policy();
}
