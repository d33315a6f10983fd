//! The integration for Rocket 0.5: annotated handlers, mounted with [`routes!`].
//!
//! ```
//! use cors::rocket::{cors, routes};
//! use rocket::serde::json::Json;
//! use rocket::{get, put};
//!
//! #[cors(origins = ["https://app.example.com"], credentials, expose = ["etag"])]
//! #[get("/users/<id>")]
//! fn show_user(id: u64) -> String {
//!     format!("user {id}")
//! }
//!
//! #[cors(origins = ["https://app.example.com"], credentials, headers = ["content-type"], max_age = 600)]
//! #[put("/users/<id>", data = "<name>")]
//! async fn rename_user(id: u64, name: Json<String>) -> String {
//!     format!("user {id} is {}", *name)
//! }
//!
//! let rocket = rocket::build().attach(routes![show_user, rename_user].at("/"));
//! # drop(rocket);
//!
//! // They are called and linked to like other handlers.
//! assert_eq!(show_user(7), "user 7");
//! assert_eq!(rocket::uri!(show_user(7)).to_string(), "/users/7");
//! ```
//!
//! The attribute is written above that of Rocket, which has the method and the path. All responses of the
//! handler's route have the headers: those of the handler, and those of catchers for a guard that failed or
//! forwarded, for a body that could not be parsed, or for a panic. The 404 for a method without a handler has
//! them too. Handlers of one path may have different policies, wherever they are attached.
//!
//! # Preflights
//!
//! For each path of an annotated handler there is a route for `OPTIONS`, which the log at launch calls *CORS
//! preflights*. It responds by the policy of the handler to which Rocket would route the request that the
//! preflight is about: by method, path, static parts of the query, and rank. A preflight for a handler
//! without a policy gets no response from it, and neither does an `OPTIONS` request that is not a
//! preflight: Rocket tries the next route.
//!
//! A preflight does not contain the format of the request. If a handler without a policy has the same path,
//! method and rank for another format, preflights for both get no response.
//!
//! # Guards
//!
//! A preflight reaches no guard, because it never carries credentials. If a handler forwards, the policy of
//! the handler that Rocket tries last applies. `enforce` rejects a request before the guards of its handler
//! run.
//!
//! # JSON
//!
//! Rocket's `Json`, which needs the feature `json` of Rocket, accepts every `Content-Type`. A page may therefore
//! send JSON as text, and a missing `content-type` in `headers` causes no warning. For pages that send
//! `application/json`, list it: otherwise browsers block the request after its preflight.
//!
//! # Forms
//!
//! Rocket takes the method of a form from its field `_method`, so any page could submit a form to a route for
//! `DELETE` without a preflight. Such a request gets 403 unless its origin is allowed or the server's own;
//! `dangerously_allow = [method_override]` lets it run.
//!
//! # Order of attributes
//!
//! `#[cors]` goes above `#[get]`. Attributes that change the function, such as `#[tracing::instrument]`,
//! go below both.
//!
//! # Fairings
//!
//! The headers are added after all fairings that the program attaches, in whatever order.
//! `Access-Control-*` response headers of a fairing are removed, like those of a handler;
//! [`Shield`](::rocket::shield::Shield) is not affected. The status of a preflight is set before the
//! fairings run, so that metrics count it correctly. [`Fallback`] is a policy for all other responses.
//!
//! # Responses without headers
//!
//! The response for a path without an annotated handler has no CORS headers; [`Fallback`] adds them. Rocket
//! responds to a method that it does not know, such as `PURGE`, with 400 before any fairing runs. Rocket
//! drops header values that are not UTF-8; browsers never send such an `Origin`.

mod decision;
mod enforce;
mod fairing;
mod fallback;
mod handler;
mod policy;
mod preflight;
mod request;
mod route_pattern;
mod routes;
mod routing;
mod state;

/// A CORS policy for a Rocket handler, above its route attribute.
///
/// The function is still called as before: `show_user(7)`. It is mounted with
/// [`routes!`](macro@crate::rocket::routes); Rocket's own `routes!` rejects it. Its name is also a type with
/// the policy: `show_user::policy()`. `uri!` accepts it like any handler.
///
/// The keys are those of [`cors::cors`](macro@crate::cors) without `methods`, because the route determines
/// the method. `enforce` responds to forbidden requests with 403 before the guards and the handler run; a
/// handler that opens a WebSocket needs it. An invalid policy is a compile error at the literal that is
/// wrong.
///
/// ```
/// use cors::rocket::{cors, routes};
/// use rocket::http::Header;
/// use rocket::local::blocking::Client;
///
/// #[cors(origins = ["https://app.example.com"], credentials)]
/// #[rocket::delete("/users/<id>")]
/// fn remove_user(id: u64) -> String {
///     format!("user {id} is removed")
/// }
///
/// let rocket = rocket::build().attach(routes![remove_user].at("/"));
/// # let quiet = rocket.figment().clone().merge(("log_level", "off"));
/// # let rocket = rocket.configure(quiet);
/// let client = Client::tracked(rocket).unwrap();
/// let preflight = client
///     .options(rocket::uri!(remove_user(7)))
///     .header(Header::new("Origin", "https://app.example.com"))
///     .header(Header::new("Access-Control-Request-Method", "DELETE"))
///     .dispatch();
/// assert_eq!(preflight.status().code, 204);
/// assert_eq!(preflight.headers().get_one("Access-Control-Allow-Methods"), Some("DELETE"));
/// ```
#[doc(inline)]
pub use cors_macros::rocket as cors;
pub use fallback::Fallback;
pub use handler::CorsRoute;
#[doc(hidden)]
pub use handler::{MissingRoute, Never};
pub use routes::{MountedRoutes, Routes};

/// Collects annotated handlers. [`at`](Routes::at) converts the list into a fairing that mounts them below a
/// path.
///
/// ```
/// use cors::rocket::routes;
///
/// mod users {
///     #[cors::rocket::cors(origins = ["https://app.example.com"])]
///     #[rocket::get("/<id>")]
///     pub fn show(id: u64) -> String {
///         format!("user {id}")
///     }
/// }
///
/// #[cors::rocket::cors(origins = ["*"])]
/// #[rocket::get("/health")]
/// fn health() -> &'static str {
///     "well"
/// }
///
/// let rocket = rocket::build()
///     .attach(routes![health].at("/"))
///     .attach(routes![users::show].at("/v1/users"));
/// # drop(rocket);
/// ```
///
/// A handler without a policy is rejected; Rocket's own macro mounts it.
///
/// ```compile_fail
/// #[rocket::get("/health")]
/// fn health() -> &'static str {
///     "well"
/// }
///
/// let rocket = rocket::build().attach(cors::rocket::routes![health].at("/"));
/// ```
#[doc(inline)]
pub use crate::__rocket_routes as routes;

/// Compiles the examples of the migration guide.
#[cfg(doctest)]
#[doc = include_str!("../../docs/migrating-from-rocket-cors.md")]
mod migrating {}
