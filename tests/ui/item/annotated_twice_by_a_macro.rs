//! Two policies, the second from a macro's caller.

extern crate facade as cors;

use cors::cors as policy_of;
use http::{Request, Response};

macro_rules! handler {
    ($(#[$attr:meta])* $name:ident) => {
        #[policy_of(origins = ["https://app.example.com"])]
        $(#[$attr])*
        fn $name(_: Request<()>) -> Response<()> {
            Response::new(())
        }
    };
}

handler! {
    #[policy_of(origins = ["https://other.example.com"], credentials)]
    show
}

fn main() {}
