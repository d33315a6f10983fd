//! The integration for poem 3: annotated handlers, routing functions that mount them, and the middleware
//! [`Cors`].
//!
//! ```
//! use cors::poem::{cors, get};
//! use poem::web::{Json, Path};
//! use poem::{Route, handler};
//!
//! #[cors(origins = ["https://app.example.com"], credentials, expose = ["etag"])]
//! #[handler]
//! async fn show_user(Path(id): Path<u64>) -> Json<u64> {
//!     Json(id)
//! }
//!
//! #[cors(origins = ["https://app.example.com"], credentials, headers = ["content-type"], max_age = 600)]
//! #[handler]
//! async fn update_user(Path(id): Path<u64>, Json(name): Json<String>) -> String {
//!     format!("{id} is {name}")
//! }
//!
//! let app = Route::new().at("/users/:id", get(show_user).put(update_user));
//! ```
//!
//! A [`CorsRouteMethod`] responds to the preflights of its path, each by the policy of the requested
//! method, and adds the headers to every response: that of the handler, an error, the rejection of an
//! extractor, a 405. An annotated handler is not a [`poem::Endpoint`], and an endpoint without a policy
//! cannot be mounted here, so neither a route without its preflights nor a handler without its policy
//! compiles. An endpoint without a policy on the same path is added by [`CorsRouteMethod::plain`].
//!
//! # Middleware and errors
//!
//! Middleware of one path belongs in [`CorsRouteMethod::with`], or around one handler in
//! [`MountWithCorsPoem::with`]. Both keep it inside of CORS, where preflights do not reach it.
//!
//! poem passes errors outwards until an error handler or the server makes a response of them. An annotated
//! handler makes a response of its error at its path, so that the response has the headers, and
//! error handlers further out do not get it. Those for a path go into
//! [`CorsRouteMethod::catch_all_error`] or [`catch_error`](CorsRouteMethod::catch_error). Those for the
//! whole application get the errors of handlers if [`Cors::fallback`] is around them: the responses then get
//! the headers there.
//!
//! # Responses without headers
//!
//! The 404 for a path without a route has no CORS headers, and neither has a response of middleware around a
//! `Route`. [`Cors::fallback`] adds a policy for all these responses.
//!
//! # Generic handlers
//!
//! As in poem, a handler may have type parameters, and its value is `handler::<T>::default()`:
//!
//! ```
//! use cors::poem::{CorsRouteMethod, cors, get};
//! use poem::{handler, web::Data};
//!
//! trait Repository: Clone + Send + Sync + 'static {
//!     fn count(&self) -> usize;
//! }
//!
//! #[cors(origins = ["https://*.example.com"], headers = ["x-csrf-token"], max_age = 600)]
//! #[handler]
//! async fn count<R: Repository>(repository: Data<&R>) -> String {
//!     repository.count().to_string()
//! }
//!
//! fn routes<R: Repository>() -> CorsRouteMethod {
//!     get(count::<R>::default())
//! }
//! ```

mod decision;
mod handler;
mod handler_policy;
mod methods;
mod middleware;
mod mount;
mod route_method;
mod routing;

/// A CORS policy for a poem handler, which [`get`], [`post`] and the other routing functions mount.
///
/// The attribute stands above poem's own `#[handler]`. As `#[handler]` does, it makes the name of the
/// function the name of a value; that value is mounted. In the same module, no variable can have this name,
/// not even in a pattern such as `Json(user)`. The name is also a type with the policy: `handler::policy()`.
///
/// The keys are those of [`cors::cors`](macro@crate::cors) without `methods`, because the route determines
/// the method. An invalid policy is a compile error at the literal that is wrong.
///
/// Attributes that change the function, such as `#[tracing::instrument]`, go below `#[cors]`.
///
/// # Extractors that are known by name
///
/// A policy that does not fit the arguments is reported as far as the names of their types tell:
///
/// | argument | needs | otherwise |
/// | --- | --- | --- |
/// | `Json<_>` | `headers = ["content-type"]` | warning |
/// | `TypedHeader<Authorization<_>>` | `headers = ["authorization"]` | warning |
/// | `CookieJar`, `Session` | `credentials` | warning |
/// | `WebSocket` | `enforce` | error |
///
/// The first two are known within `Option` and `Result` too, and also under `policy = …`. Other extractors
/// that need a content type, such as `Xml` and `Yaml`, are not known: list `content-type` for them.
/// `#[allow(deprecated)]` on the handler silences a warning.
///
/// `CookieJar` needs the feature `cookie` of poem, and the middleware `CookieJarManager` around the `Route`.
#[doc(inline)]
pub use cors_macros::poem as cors;
pub use handler::{CorsHandler, HandlerEndpoint, MountWithCorsPoem};
pub use methods::Methods;
pub use middleware::{Cors, CorsEndpoint};
pub use mount::IntoCorsEndpoint;
#[doc(hidden)]
pub use mount::{MissingEndpoint, missing_policy};
pub use route_method::CorsRouteMethod;
pub use routing::{delete, get, head, on, options, patch, post, put};

/// Compiles the examples of the migration guide.
#[cfg(doctest)]
#[doc = include_str!("../../docs/migrating-from-poem.md")]
mod migrating {}
