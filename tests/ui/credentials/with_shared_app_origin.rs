//! The origin of every app of a framework, with `credentials`: each app can act as the signed-in user.

extern crate facade as cors;

use cors::cors;
use http::{Request, Response};

#[cors(origins = ["capacitor://localhost"], credentials, dangerously_allow = [custom_schemes])]
fn handler(_: Request<()>) -> Response<()> {
    Response::new(())
}

fn main() {
    let _ = handler(Request::new(()));
    let _ = handler::policy();
}
