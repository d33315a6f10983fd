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
//! A plain handler of axum may have the same path. Convert the annotated handlers first:
//!
//! ```
//! use axum::Router;
//! use axum::routing::MethodRouter;
//! use cors::axum::{cors, get};
//!
//! #[cors(origins = ["*"])]
//! async fn list() -> &'static str {
//!     "public"
//! }
//!
//! async fn create() {}
//!
//! let notes: MethodRouter = MethodRouter::from(get(list)).post(create);
//! let app: Router = Router::new().route("/notes", notes);
//! ```
//!
//! `create` is for the pages of the server itself and for programs that are not browsers: its responses have no
//! CORS headers. A policy applies to its own handler only, so a preflight for `POST` grants no methods and no
//! headers. Pages of other sites can still send what needs no preflight, such as a form, as they can to every
//! handler without a policy. With [`CorsLayer::fallback`](crate::tower::CorsLayer::fallback) around the app,
//! `create` and its preflights have the policy of the layer.
//!
//! Two `MethodRouter::from` on one path do not work: each responds to `OPTIONS`, and axum panics at start-up with
//! "Overlapping method route. Handler for `OPTIONS /notes` already exists". Chain the annotated handlers
//! (`get(list).post(create)`), or use [`CorsMethodRouter::merge`] or [`Routes`] if they are in several modules.
//!
//! A function with the attribute `cors::cors` instead of `cors::axum::cors` is a plain handler to axum: it
//! applies its policy only to the methods it is mounted for, so its preflights need a route for `OPTIONS` too,
//! such as `axum::routing::any`. The compiler warns where such a function takes a request of axum.
//!
//! # Where axum takes a handler
//!
//! | axum | annotated handler |
//! | --- | --- |
//! | `get(handler)`, `on(…)`, `any(handler)` | the functions of this module |
//! | `get(handler).route_layer(…)`, `.layer(…)` | [`CorsMethodRouter::route_layer`], [`CorsMethodRouter::layer`] |
//! | `get(handler).fallback(other)` | [`CorsMethodRouter::any`] for an annotated handler, [`CorsMethodRouter::fallback`] for a plain one |
//! | `get(handler).merge(other)` | [`CorsMethodRouter::merge`] |
//! | `Router::fallback(handler)` | `Router::fallback(MethodRouter::from(any(handler)))` |
//! | `handler.with_state(state)` | [`get(handler).with_state(state)`](CorsMethodRouter::with_state) |
//! | `handler.layer(…)` | [`get(handler).layer(…)`](CorsMethodRouter::layer) |
//! | `routes!` of utoipa-axum | `cors::axum::utoipa::routes!`, feature `utoipa` |
//! | `get(handler)` of aide | `cors::axum::aide::get`, feature `aide` |
//! | `typed_get(handler)` of axum-extra | `Routes::typed_get`, feature `axum-extra` |
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

#[cfg(feature = "aide")]
pub mod aide;
mod any;
#[cfg(feature = "aide")]
mod api_route;
mod endpoints;
mod fallback;
mod future;
mod handler;
mod layer;
mod method_router;
mod methods;
mod request;
mod routes;
mod routing;
mod service;
#[cfg(feature = "axum-extra")]
mod typed;
#[cfg(feature = "utoipa")]
pub mod utoipa;
#[cfg(any(feature = "aide", feature = "utoipa"))]
mod x_cors;

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
pub use routes::Routes;
pub use routing::{any, delete, get, head, on, options, patch, post, put};
pub use service::IntoRoute;
#[cfg(feature = "axum-extra")]
pub use typed::FirstArgument;
