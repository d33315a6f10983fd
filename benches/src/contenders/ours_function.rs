//! `#[cors::cors]` on a function on `http` types.

use http::{Request, Response};

use super::function::{Handler, function};
use crate::case::{Case, PolicyId};
use crate::policies::{self, every_policy};
use crate::respond;

function!(
    /// Annotated functions.
    OursFunction, "ours-function", "bare-http", handler_of
);

macro_rules! handlers {
    ($(($name:ident $policy:ident $known:ident $id:pat))*) => {
        $(
            #[cors::cors(policy = policies::$policy)]
            fn $name(_: Request<()>) -> Response<()> {
                respond::bare()
            }
        )*

        fn handler_of(case: &Case) -> Option<Handler> {
            match case.policy {
                PolicyId::Exact(1) if case.handler_has_headers => Some(with_headers),
                _ if case.handler_has_headers => None,
                $($id => Some($name),)*
                PolicyId::Exact(_) => None,
            }
        }
    };
}
every_policy!(handlers);

#[cors::cors(policy = policies::EXACT_1)]
fn with_headers(_: Request<()>) -> Response<()> {
    respond::with_headers()
}
