//! The integration for actix-web 4: annotated handlers, and the middleware [`Cors`].
//!
//! ```
//! use actix_web::{App, Responder, get, put, web};
//! use cors::actix::cors;
//!
//! #[cors(origins = ["https://app.example.com"], credentials, expose = ["etag"])]
//! #[get("/users/{id}")]
//! async fn show_user(id: web::Path<u64>) -> impl Responder {
//!     format!("user {id}")
//! }
//!
//! #[cors(origins = ["https://app.example.com"], credentials, headers = ["content-type"], max_age = 600)]
//! #[put("/users/{id}")]
//! async fn rename_user(id: web::Path<u64>, name: web::Json<String>) -> impl Responder {
//!     format!("user {id} is {name}")
//! }
//!
//! let app = App::new().service(show_user).service(rename_user);
//! ```
//!
//! The attribute is written above that of actix-web, which has the method and the path.
//! `.service(handler)` registers the handler and a resource for the preflights that request its method.
//! All responses of the handler have the headers: its `Err`, the 400 of an extractor, the 401 of
//! middleware in `wrap = "…"`. Handlers of one path may have different policies.
//!
//! # Order of attributes
//!
//! `#[cors]` goes above `#[get]`. Attributes that change the function, such as `#[tracing::instrument]`,
//! go below both. Attributes that generate other items, such as `#[utoipa::path]`, go above `#[cors]`.
//!
//! # Authentication
//!
//! A preflight never carries credentials, so authentication around a whole [`App`](::actix_web::App)
//! or [scope](::actix_web::Scope) responds to it with 401, and the browser blocks every request that needs
//! a preflight. Authentication belongs around handlers, where CORS stays outside of it:
//!
//! ```
//! use actix_web::body::MessageBody;
//! use actix_web::dev::{ServiceRequest, ServiceResponse};
//! use actix_web::middleware::{Next, from_fn};
//! use actix_web::{App, Error, Responder, error, get};
//! use cors::actix::cors;
//!
//! async fn signed_in(
//!     request: ServiceRequest,
//!     next: Next<impl MessageBody>,
//! ) -> Result<ServiceResponse<impl MessageBody>, Error> {
//!     if request.headers().contains_key("cookie") {
//!         next.call(request).await
//!     } else {
//!         Err(error::ErrorUnauthorized("sign in"))
//!     }
//! }
//!
//! #[cors(origins = ["https://app.example.com"], credentials)]
//! #[get("/account", wrap = "from_fn(signed_in)")]
//! async fn account() -> impl Responder {
//!     "yours"
//! }
//!
//! let app = App::new().service(account);
//! ```
//!
//! Where authentication has to wrap the whole app, [`Cors::fallback`] outside of it responds to those
//! preflights, with one policy for all handlers.
//!
//! # Guards
//!
//! The guards of a handler (`guard = "…"`) and of its scopes apply to its preflights too. A guard that
//! checks a header of the actual request rejects preflights, unless it also accepts `OPTIONS`.
//!
//! # Other resources for `OPTIONS`
//!
//! actix-web calls the first registered service whose path and guards match a request. A handler for `OPTIONS`
//! without a policy that is registered before an annotated handler of the same path, such as
//! `#[options("/{path:.*}")]`, therefore receives its preflights. Annotated handlers go first.
//!
//! # Responses without headers
//!
//! The response of [`App::default_service`](::actix_web::App::default_service), for a path or a method
//! without a handler, has no CORS headers. [`Cors::fallback`] adds them.

mod error;
mod header_map;
mod middleware;
mod policy;
mod request;
mod resource;

/// A CORS policy for an actix-web handler, above the attribute with its method and path.
///
/// That is `#[get("/…")]` or another method, `#[route("/…", method = "…")]`, or `#[routes]` with several.
/// Their options `name`, `guard` and `wrap` keep working; CORS is outside of all middleware in `wrap`. The
/// handler is an `async fn` and is mounted by `.service(handler)`; `web::get().to(handler)`, which would not
/// respond to preflights, does not accept it. Its name is also a type with the policy: `handler::policy()`.
///
/// The keys are those of [`cors::cors`](macro@crate::cors) without `methods`, because the route determines
/// the method. An invalid policy is a compile error at the literal that is wrong.
///
/// Some extractors are known by the names of their types: `web::Json<_>` without `content-type` in
/// `headers`, `web::Header<Authorization<_>>` without `authorization`, and cookies (`Session`, `Identity`)
/// without `credentials` cause a warning, which `#[allow(deprecated)]` on the handler silences.
/// `actix_ws::handle` without `enforce` is an error.
///
/// ```
/// use actix_web::{App, Responder, route, web};
/// use cors::actix::cors;
///
/// #[cors(origins = ["https://*.example.com"], headers = ["x-csrf-token"], max_age = 600)]
/// #[route("/notes/{id}", method = "PUT", method = "PATCH", name = "note")]
/// async fn write_note(id: web::Path<u64>, text: String) -> impl Responder {
///     format!("note {id}: {text}")
/// }
///
/// let app = App::new().service(web::scope("/api").service(write_note));
/// assert!(write_note::policy().allows(b"https://app.example.com"));
/// ```
#[doc(inline)]
pub use cors_macros::actix as cors;
pub use error::ErrorWithCors;
pub use middleware::{Cors, CorsMiddleware, ResponseFuture};
#[doc(hidden)]
pub use resource::{handler_transform, is_not_preflight, preflight_resource};

/// Compiles the examples of the migration guide.
#[cfg(doctest)]
#[doc = include_str!("../../docs/migrating-from-actix-cors.md")]
mod migrating {}
