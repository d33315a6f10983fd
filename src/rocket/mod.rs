//! The door for Rocket 0.5: annotated handlers, mounted with [`routes!`].
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
//! // They are called, and linked to, as they always were.
//! assert_eq!(show_user(7), "user 7");
//! assert_eq!(rocket::uri!(show_user(7)).to_string(), "/users/7");
//! ```
//!
//! The attribute stands above Rocket's own, which says method and path. The headers are on every
//! response of the handler's route: on what the handler answers, on what a catcher makes of a guard that
//! fails or forwards, of a body that cannot be read, of a panic. A 404 for a method that a path has no
//! handler for carries them too. Handlers of one path have their own policies, wherever they are attached.
//!
//! # Preflights
//!
//! At each path of an annotated handler a route for `OPTIONS`, which the log at launch calls *CORS
//! preflights*, answers them in front of all others, by the policy of the handler to which Rocket would give
//! the request that is asked about: by method, path, static parts of the query, and rank. If that is a handler
//! without a policy, nothing is answered in its name. An `OPTIONS` request that is no preflight is passed on to
//! the handler that is there for it.
//!
//! A preflight does not say which format the request will have. Where a handler without a policy is at
//! the same path, method and rank for another format, none is answered for either.
//!
//! # Guards
//!
//! A preflight reaches no guard: it never carries credentials. A handler that forwards hands its
//! request on, and the answer is then by the policy of the handler that is tried last, or by none.
//! `enforce` refuses a request before the guards of its handler run.
//!
//! # What goes above what
//!
//! `#[cors]` above `#[get]`, and the function's own attributes (`#[tracing::instrument]`) below both.
//!
//! # Fairings
//!
//! The headers go onto an answer after all fairings that the program attaches, in whatever order they are
//! attached: what a fairing sets under the six names is removed as what a handler sets is, and
//! [`Shield`](::rocket::shield::Shield) is left alone. The status of a preflight is there before they are
//! asked, so that what counts answers by their status counts it right. [`Fallback`] is the policy for what no
//! annotated handler is for.
//!
//! # What CORS does not see
//!
//! A path that no annotated handler is for has no CORS headers, unless there is a [`Fallback`]. A method
//! that Rocket has no name for (`PURGE`) is answered by Rocket with 400 before any fairing is asked. A
//! header value that is no UTF-8 is dropped by Rocket; such an `Origin`, which no browser sends, is none.
//!
//! What decides is in `cors-runtime`; here is only translation.

#[cfg(doctest)]
#[doc = include_str!("../../docs/moving-from-rocket-cors.md")]
mod moving {}

mod annotated;
mod answers;
mod decided;
mod endpoints;
mod fallback;
mod headers;
mod routes;
mod rules;
mod shared;
mod target;

#[doc(hidden)]
pub use annotated::{NotRouted, Unwritable};

pub use annotated::{AnnotatedRoute, AnnotatedRoute as CorsRoute};
/// A CORS policy on a Rocket handler, above its routing attribute.
///
/// The function stays what it was, and is called as before: `show_user(7)`. Mount it with
/// [`routes!`](macro@crate::rocket::routes): Rocket's own `routes!` does not take it. Its name is also a type,
/// with the policy: `show_user::policy()`. `uri!` takes it as it takes any handler.
///
/// The keys are those of [`cors::cors`](macro@crate::cors) without `methods`, which the route says, and
/// with `enforce`, which answers 403 to foreign origins in the place of handler and guards; a handler that
/// opens a WebSocket needs it.
///
/// # Errors
///
/// What the judge refuses is a compile error at the literal that is wrong, with what to type. What
/// Rocket refuses, a parameter without an argument or a guard that is none, is reported by Rocket as
/// ever.
///
/// ```
/// use cors::rocket::{cors, routes};
/// use rocket::http::Header;
/// use rocket::local::blocking::Client;
///
/// #[cors(origins = ["https://app.example.com"], credentials)]
/// #[rocket::delete("/users/<id>")]
/// fn remove_user(id: u64) -> String {
///     format!("user {id} is gone")
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
pub use cors_runtime::protocol::prepared::Prepared;
pub use fallback::Fallback;
pub use routes::{Routes, RoutesAt};

/// Annotated handlers on their way into Rocket: a list of them, which [`at`](Routes::at) a path becomes a
/// fairing that mounts them.
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
/// A handler without a policy is not taken; mount it with Rocket's own macro.
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
