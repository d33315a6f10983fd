//! Every key of this version, in every form it has.

#![deny(warnings)]

extern crate facade as cors;

use cors::{Policy, cors};
use http::{Request, Response};

static API: Policy = cors::policy! {
    origins = ["https://app.example.com", "https://*.example.com:*", "http://[::1]:8080"],
    dev_origins = ["http://localhost:*"],
    methods = ["PUT", "DELETE"],
    headers = ["*", "authorization"],
    expose = ["*"],
    max_age = 86_400,
};

#[cors(policy = API)]
fn by_name(_: Request<()>) -> Response<()> {
    Response::new(())
}

#[cors(
    origins = ["http://intranet.example.com:*"],
    credentials,
    methods = ["PATCH"],
    headers = ["Content-Type", "X-CSRF-Token"],
    expose = ["ETag",],
    max_age = 0,
    dangerously_allow = [insecure_origins, any_port],
)]
fn dangerous(_: Request<()>) -> Response<()> {
    Response::new(())
}

#[cors(origins = ["*"])]
fn public(_: Request<()>) -> Response<()> {
    Response::new(())
}

#[cors(dev_origins = ["http://localhost:3000"], credentials)]
fn in_development(_: Request<()>) -> Response<()> {
    Response::new(())
}

#[cors(crate = ::facade, origins = [r"https://raw.example.com"])]
fn elsewhere(_: Request<()>) -> Response<()> {
    Response::new(())
}

fn main() {
    assert!(std::ptr::eq(by_name::policy(), &raw const API));
    assert_eq!(API.headers(), "*,authorization");
    assert_eq!(API.max_age(), "86400");
    assert!(API.allows(b"http://localhost:5173"));
    assert!(dangerous::policy().allows(b"http://intranet.example.com:81"));
    assert_eq!(dangerous::policy().headers(), "content-type,x-csrf-token");
    assert!(public::policy().is_public());
    assert!(in_development::policy().credentials());
    assert!(elsewhere::policy().allows(b"https://raw.example.com"));
    for handler in [by_name, dangerous, public, in_development, elsewhere] {
        let _ = handler(Request::new(()));
    }
}
