//! The door for axum 0.8: annotated handlers, and the [`Resource`] that mounts them.
//!
//! ```
//! use axum::{Json, Router, extract::Path};
//! use cors::axum::{cors, get};
//!
//! #[cors(origins = ["https://app.example.com"], credentials, expose = ["etag"])]
//! async fn show_user(Path(id): Path<u64>) -> Json<u64> {
//!     Json(id)
//! }
//!
//! #[cors(origins = ["https://app.example.com"], credentials, headers = ["content-type"], max_age = 600)]
//! async fn update_user(Path(id): Path<u64>, Json(name): Json<String>) -> String {
//!     format!("{id} is {name}")
//! }
//!
//! let app: Router = Router::new().route("/users/{id}", get(show_user).put(update_user).into());
//! ```
//!
//! A resource answers the preflights of its path, each by the policy of the method it asks for, and
//! puts the headers on every response: the handler's, an extractor's rejection, a 405. An annotated
//! handler is no `axum::handler::Handler`, and a plain one cannot be mounted here: neither the route
//! without its preflight nor the handler without its policy compiles.
//!
//! # What goes above what
//!
//! Attributes below `#[cors]` belong to the function itself (`#[tracing::instrument]`). Attributes
//! that generate items beside it (`#[utoipa::path]`) go above `#[cors]`.
//! `#[axum::debug_handler]` cannot be used: what it checks, mounting checks with the same words.
//!
//! # What CORS does not see
//!
//! A request that no route of the router matches is not a resource's, and its 404 has no CORS
//! headers. Nor has what a `Router::layer` around the resource answers by itself: authentication
//! belongs inside, by [`Resource::layer`].
//!
//! What decides is in `cors-runtime`; here is only translation.

mod answered;
mod around;
mod handler;
mod methods;
mod mounted;
mod resource;
mod running;
mod undecided;

/// A CORS policy on a handler of axum, which [`get`] and its siblings then mount.
///
/// The handler is an `async fn` with 0 to 16 extractors, as axum's own, and returns what
/// [`IntoResponse`](::axum::response::IntoResponse) takes. It is still called like the function it
/// was, `handler(…).await`, so it can be tested by itself. Its name is also a type, with the policy:
/// `handler::policy()`.
///
/// The keys are those of [`cors::cors`](macro@crate::cors), but for `methods`: the route says the
/// method. What the judge refuses is a compile error at the literal that is wrong.
///
/// ```
/// use axum::extract::State;
/// use axum::routing::MethodRouter;
/// use cors::axum::{cors, get};
///
/// trait Repository: Clone + Send + Sync + 'static {
///     fn count(&self) -> usize;
/// }
///
/// #[cors(origins = ["https://*.example.com"], headers = ["x-csrf-token"], max_age = 600)]
/// async fn count<R: Repository>(State(repository): State<R>) -> String {
///     repository.count().to_string()
/// }
///
/// fn routes<R: Repository>() -> MethodRouter<R> {
///     get(count::<R>).into()
/// }
/// ```
#[doc(inline)]
pub use cors_macros::axum as cors;
pub use handler::{AnnotatedHandler, Extractors, MountWithCorsAxum};
pub use methods::{delete, get, head, on, options, patch, post, put};
pub use mounted::Mountable;
pub use resource::Resource;
