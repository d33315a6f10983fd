//! Annotated handlers in the `OpenApiRouter` of `utoipa-axum`.
//!
//! `#[utoipa::path]` goes above `#[cors]`; below it, it is a compile error. Works with `utoipa` 5 and
//! `utoipa-axum` 0.2, and with `utoipa` 6 and `utoipa-axum` 0.3, which the program depends on.

use axum::routing::{MethodFilter, MethodRouter};
use serde_json::Value;

use super::method_router::CorsMethodRouter;
use super::service::IntoRoute;
use super::x_cors::x_cors;

/// Collects annotated handlers with their paths and schemas, for `OpenApiRouter::routes`.
///
/// It is the counterpart of `utoipa_axum::routes!`, and takes the same list: handlers of one path with
/// different methods. Both can be used in one `OpenApiRouter`. The policy is written into the operation as the
/// extension `x-cors`, with the keys of the attribute.
///
/// `UtoipaMethodRouterExt::layer` adds middleware around CORS, which preflights reach. Authentication belongs
/// inside. A function behind a semicolon receives the [`CorsMethodRouter`] for that:
///
/// ```ignore
/// use axum::extract::{Path, Request};
/// use axum::http::StatusCode;
/// use axum::middleware::{Next, from_fn};
/// use axum::response::Response;
/// use axum::{Json, Router};
/// use cors::axum::{cors, utoipa::routes};
/// use serde::{Deserialize, Serialize};
/// use utoipa::ToSchema;
/// use utoipa::openapi::OpenApi;
/// use utoipa_axum::router::OpenApiRouter;
///
/// #[derive(Serialize, Deserialize, ToSchema)]
/// struct Note {
///     text: String,
/// }
///
/// #[utoipa::path(get, path = "/notes/{id}", responses((status = 200, body = Note)))]
/// #[cors(origins = ["*"])]
/// async fn show(Path(id): Path<u64>) -> Json<Note> {
///     let text = format!("note {id}");
///     Json(Note { text })
/// }
///
/// #[utoipa::path(put, path = "/notes/{id}", request_body = Note)]
/// #[cors(origins = ["https://app.example.com"], credentials, headers = ["content-type"])]
/// async fn save(Path(id): Path<u64>, Json(note): Json<Note>) -> String {
///     format!("{id} is {}", note.text)
/// }
///
/// async fn signed_in(request: Request, next: Next) -> Result<Response, StatusCode> {
///     if request.headers().contains_key("cookie") {
///         Ok(next.run(request).await)
///     } else {
///         Err(StatusCode::UNAUTHORIZED)
///     }
/// }
///
/// pub fn app() -> (Router, OpenApi) {
///     OpenApiRouter::new()
///         .routes(routes!(show, save; |routes| routes.layer(from_fn(signed_in))))
///         .split_for_parts()
/// }
/// ```
#[doc(inline)]
pub use crate::__utoipa_routes as routes;

#[doc(hidden)]
#[macro_export]
macro_rules! __utoipa_routes {
    ($($input:tt)*) => {
        $crate::__private::axum::utoipa_routes!([$crate] $($input)*)
    };
}

/// Returns a path without handlers. For expansions only.
#[doc(hidden)]
pub fn no_routes<S>() -> CorsMethodRouter<S>
where
    S: Clone + Send + Sync + 'static,
{
    CorsMethodRouter::new()
}

/// Mounts a handler for several methods, and returns its policy. For expansions only.
#[doc(hidden)]
pub fn mount<H, T, M, S>(
    routes: CorsMethodRouter<S>,
    methods: impl Iterator<Item = MethodFilter>,
    handler: H,
) -> (CorsMethodRouter<S>, Value)
where
    H: IntoRoute<S, T, M>,
    S: Clone + Send + Sync + 'static,
{
    let policy = x_cors(handler.policy().policy());
    let routes = match methods.reduce(MethodFilter::or) {
        Some(filter) => routes.on(filter, handler),
        None => routes,
    };
    (routes, policy)
}

/// Applies a function to the routes of a path. For expansions only.
#[doc(hidden)]
pub fn map_routes<S>(
    routes: CorsMethodRouter<S>,
    map: impl FnOnce(CorsMethodRouter<S>) -> CorsMethodRouter<S>,
) -> MethodRouter<S>
where
    S: Clone + Send + Sync + 'static,
{
    map(routes).into()
}
