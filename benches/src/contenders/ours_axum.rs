//! `#[cors::axum::cors]` on a handler of axum.

use axum::response::Response;
use axum::routing::MethodRouter;
use cors::axum::on;

use super::router::{Driven, methods, routed};
use crate::case::{Case, PolicyId};
use crate::policies::{self, every_policy};
use crate::respond;

routed!(
    /// Annotated handlers.
    OursAxum, "ours-axum", "bare-axum", driven
);

macro_rules! handlers {
    ($(($name:ident $policy:ident $known:ident $id:pat))*) => {
        $(
            #[cors::axum::cors(policy = policies::$policy)]
            async fn $name() -> Response {
                respond::axum_bare()
            }
        )*

        fn driven(case: &Case) -> Option<Driven> {
            let methods = methods(case.policy);
            let resource: MethodRouter = match case.policy {
                PolicyId::Exact(1) if case.handler_has_headers => on(methods, with_headers).into(),
                _ if case.handler_has_headers => return None,
                $($id => on(methods, $name).into(),)*
                PolicyId::Exact(_) => return None,
            };
            Some(Driven::route(resource))
        }
    };
}
every_policy!(handlers);

#[cors::axum::cors(policy = policies::EXACT_1)]
async fn with_headers() -> Response {
    respond::axum_with_headers()
}
