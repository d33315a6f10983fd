//! `#[cors::cors]` on a function on `http` types.

use http::{Request, Response};

use super::http_function::{Handler, function_implementation};
use crate::case::{Case, PolicyId};
use crate::handlers;
use crate::policies::{self, every_policy};

function_implementation!(
    /// Annotated functions.
    CorsFunction, "cors-function", "no-cors-function", handler_of
);

macro_rules! annotated_functions {
    ($(($name:ident $policy:ident $type:ident $id:pat))*) => {
        $(
            #[cors::cors(policy = policies::$policy)]
            fn $name(_: Request<()>) -> Response<()> {
                handlers::empty()
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
every_policy!(annotated_functions);

#[cors::cors(policy = policies::EXACT_1)]
fn with_headers(_: Request<()>) -> Response<()> {
    handlers::with_headers()
}
