//! `#[cors::axum::cors]` on an axum handler.

use axum::response::Response;
use axum::routing::MethodRouter;
use cors::axum::on;

use super::axum_router::{ReusedRouter, methods, router_implementation};
use crate::case::{Case, PolicyId};
use crate::handlers;
use crate::policies::{self, every_policy};

router_implementation!(
    /// Annotated handlers.
    CorsAxum, "cors-axum", "no-cors-axum", router_of
);

macro_rules! annotated_handlers {
    ($(($name:ident $policy:ident $type:ident $id:pat))*) => {
        $(
            #[cors::axum::cors(policy = policies::$policy)]
            async fn $name() -> Response {
                handlers::axum_empty()
            }
        )*

        fn router_of(case: &Case) -> Option<ReusedRouter> {
            let methods = methods(case.policy);
            let resource: MethodRouter = match case.policy {
                PolicyId::Exact(1) if case.handler_has_headers => on(methods, with_headers).into(),
                _ if case.handler_has_headers => return None,
                $($id => on(methods, $name).into(),)*
                PolicyId::Exact(_) => return None,
            };
            Some(ReusedRouter::route(resource))
        }
    };
}
every_policy!(annotated_handlers);

#[cors::axum::cors(policy = policies::EXACT_1)]
async fn with_headers() -> Response {
    handlers::axum_with_headers()
}
