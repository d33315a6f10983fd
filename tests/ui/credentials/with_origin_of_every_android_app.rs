//! Every app made with Capacitor has this origin on Android.

extern crate facade as cors;

use cors::cors;
use http::{Request, Response};

#[cors(origins = ["https://localhost"], credentials)]
fn handler(_: Request<()>) -> Response<()> {
    Response::new(())
}

fn main() {
    let _ = handler(Request::new(()));
    let _ = handler::policy();
}
