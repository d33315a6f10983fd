//! The integration for axum 0.8: annotated handlers, and routing functions that mount them.
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
//! A [`CorsMethodRouter`] responds to the preflights of its path, each by the policy of the requested
//! method, and adds the headers to every response: that of the handler, the rejection of an extractor, a
//! 405. An annotated handler does not implement `axum::handler::Handler`, and a plain handler cannot be
//! mounted here, so neither a route without its preflights nor a handler without its policy compiles.
//!
//! # Handlers without a policy
//!
//! A plain handler of axum may have the same path: `MethodRouter::from(get(show)).post(plain)`. A policy
//! applies to its own handler only, so the preflight for `POST` grants no methods and no headers, and the
//! responses of `plain` have no CORS headers. A function with the attribute `cors::cors` instead of
//! `cors::axum::cors` is a plain handler to axum: it applies its policy only to the methods it is mounted
//! for, so its preflights need a route for `OPTIONS` too.
//!
//! # Order of attributes
//!
//! Attributes that change the function, such as `#[tracing::instrument]` and `#[axum::debug_handler]`, go
//! below `#[cors]`. Attributes that generate other items, such as `#[utoipa::path]`, go above it.
//!
//! # Responses without headers
//!
//! The 404 for a path without a route has no CORS headers, and neither has a response of a
//! `Router::layer` around the route. Authentication therefore belongs in
//! [`CorsMethodRouter::layer`]. [`CorsLayer::fallback`](crate::tower::CorsLayer::fallback) adds a policy
//! for all other responses, also for those of axum's `Router::method_not_allowed_fallback`, which replaces the
//! 405 of a path. [`CorsMethodRouter::fallback`] replaces it with headers.

mod endpoints;
mod fallback;
mod future;
mod handler;
mod layer;
mod method_router;
mod routing;
mod service;

/// A CORS policy for an axum handler, which [`get`], [`post`] and the other routing functions mount.
///
/// The handler is an `async fn` with up to 16 extractors and returns a type that implements
/// [`IntoResponse`](::axum::response::IntoResponse). It is still called like the function it was,
/// `handler(…).await`, so it can be unit-tested. Its name is also a type with the policy:
/// `handler::policy()`.
///
/// The keys are those of [`cors::cors`](macro@crate::cors) without `methods`, because the route determines
/// the method. An invalid policy is a compile error at the literal that is wrong.
///
/// An argument that is no extractor, a body that is not the last argument and a return type that is no
/// response are errors where the handler is mounted. `#[axum::debug_handler]` below `#[cors]` reports them
/// at the argument.
///
/// # Extractors that are known by name
///
/// A policy that does not fit the arguments is reported as far as the names of their types tell:
///
/// | argument | needs | otherwise |
/// | --- | --- | --- |
/// | `Json<_>` | `headers = ["content-type"]` | warning |
/// | `TypedHeader<Authorization<_>>` | `headers = ["authorization"]` | warning |
/// | `CookieJar`, `PrivateCookieJar`, `SignedCookieJar`, `Cookies`, `Cookie`, `Session`, `Identity` | `credentials` | warning |
/// | `WebSocketUpgrade`, `WebSocket` | `enforce` | error |
///
/// The first two are known within `Option` and `Result` too, and also under `policy = …`. Other extractors
/// that need a content type, such as those of GraphQL and of other formats, are not known:
/// list `content-type` for them. `#[allow(deprecated)]` on the handler silences a warning.
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
pub use handler::{CorsHandler, ExtractTuple, MountWithCorsAxum};
pub use method_router::CorsMethodRouter;
pub use routing::{delete, get, head, on, options, patch, post, put};
pub use service::IntoRoute;
