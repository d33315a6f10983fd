//! The origin of every Capacitor app on Android, with `credentials`.

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
