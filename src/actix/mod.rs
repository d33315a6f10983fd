//! The door for actix-web 4: annotated handlers, and the middleware [`Cors`].
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
//! The attribute stands above actix-web's own, which says method and path. `.service` registers the
//! handler and, behind it, what answers the preflights that ask for its method. The headers are on
//! every response of the handler: on its `Err`, on an extractor's 400, on a 401 of middleware that
//! `wrap = "…"` puts around it. Handlers of one path have their own policies.
//!
//! # What goes above what
//!
//! `#[cors]` above `#[get]`, and the function's own attributes (`#[tracing::instrument]`) below both.
//! Attributes that generate items beside the function (`#[utoipa::path]`) go above `#[cors]`.
//!
//! # Where middleware belongs
//!
//! A preflight never carries credentials, so authentication around a whole [`App`](::actix_web::App)
//! or [scope](::actix_web::Scope) answers it with 401, and no page of another site can call anything.
//! Put it around handlers, inside CORS:
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
//! Where it has to stay around everything, [`Cors::fallback`] outside of it answers those preflights,
//! by one policy for all.
//!
//! # Guards
//!
//! A handler's guards (`guard = "…"`), and those of the scopes it is in, are asked about its preflights
//! too. One that looks at the host sees it. One that looks at a header which only the actual request
//! carries lets no preflight through, unless it also accepts `OPTIONS`.
//!
//! # What CORS does not see
//!
//! A path or a method that no handler is for goes to [`App::default_service`](::actix_web::App::default_service),
//! and its answer has no CORS headers, unless there is a [`Cors::fallback`] around.
//!
//! What decides is in `cors-runtime`; here is only translation.

mod around;
mod failed;
mod lines;
mod mounted;
mod pending;
mod whose;

pub use around::{Answering, Around, Cors};
/// A CORS policy on a handler of actix-web, above the attribute that says its method and path.
///
/// That is one of `#[get("/…")]` and its siblings, `#[route("/…", method = "…")]`, or `#[routes]` with
/// several. All their options keep their meaning: `name`, `guard`, and `wrap`, of which CORS is the
/// outermost. The handler is an `async fn`, and is mounted by `.service(handler)`. Its name is also a
/// type, with the policy: `handler::policy()`.
///
/// The keys are those of [`cors::cors`](macro@crate::cors), but for `methods`: the route says the
/// method. What the judge refuses is a compile error at the literal that is wrong.
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
pub use failed::Failed;
#[doc(hidden)]
pub use mounted::{OfHandler, around_handler, is_no_preflight, preflights};

/// The code of the guide compiles.
#[cfg(doctest)]
#[doc = include_str!("../../docs/moving-from-actix-cors.md")]
mod moving {}
