//! A virtual browser for tests: what would a page of another site get to see of this app?
//!
//! It does what the [Fetch Standard](https://fetch.spec.whatwg.org/) has browsers do: sends `Origin`
//! and preflights, keeps preflights and cookies, follows redirects, checks the answers and hides what
//! a script must not read. It speaks to a service or a function in memory, without a socket, a
//! process or a runtime of its own.
//!
//! ```
//! use axum::{Json, Router, extract::Path};
//! use cors::axum::{cors, get};
//! use cors_browser::{Browser, Fetch, Reason};
//!
//! #[cors(origins = ["https://app.example.com"], credentials, expose = ["etag"])]
//! async fn show_user(Path(id): Path<u64>) -> ([(&'static str, &'static str); 1], String) {
//!     ([("etag", "\"5\"")], format!("user {id}"))
//! }
//!
//! #[cors(origins = ["https://app.example.com"], credentials, headers = ["content-type"])]
//! async fn update_user(Path(id): Path<u64>, Json(name): Json<String>) -> String {
//!     format!("user {id} is {name}")
//! }
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), cors_browser::Blocked> {
//! // In a test of yours: `#[tokio::test]`, or any other runtime.
//! let mut app = Router::new().route("/users/{id}", get(show_user).put(update_user).into());
//!
//! let page = Browser::spec().open("https://app.example.com");
//! let update = Fetch::put("https://api.example.com/users/7").json("\"Ada\"").credentials_include();
//! let seen = page.fetch(&mut app, update).await?;
//! assert!(seen.preflighted);
//! assert_eq!(seen.text(), "user 7 is Ada");
//!
//! let seen = page.fetch(&mut app, Fetch::get("https://api.example.com/users/7")).await?;
//! assert_eq!(seen.headers["etag"], "\"5\"");
//!
//! let stranger = Browser::spec().open("https://evil.example");
//! let read = Fetch::get("https://api.example.com/users/7").credentials_include();
//! let blocked = stranger.fetch(&mut app, read).await.unwrap_err();
//! assert_eq!(blocked.reason, Reason::MissingAllowOrigin);
//! # Ok(())
//! # }
//! ```
//!
//! # What a refusal says
//!
//! [`Blocked`] prints the sentence that a developer would find in the console of that engine, and what
//! to change in the policy:
//!
//! ```
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() {
//! use cors_browser::{Browser, Fetch};
//! use http::{Request, Response};
//!
//! #[cors::cors(origins = ["https://app.example.com"])]
//! fn remove(_: Request<()>) -> Response<String> {
//!     Response::default()
//! }
//!
//! let page = Browser::chromium().open("https://app.example.com");
//! let url = "https://api.example.com/users/7";
//! let blocked = page.fetch(&mut remove, Fetch::delete(url)).await.unwrap_err();
//! assert_eq!(
//!     blocked.to_string(),
//!     "Access to fetch at 'https://api.example.com/users/7' from origin 'https://app.example.com' \
//!      has been blocked by CORS policy: Method DELETE is not allowed by \
//!      Access-Control-Allow-Methods in preflight response.\n\
//!      help: allow the method: `methods = [\"DELETE\"]`, or a handler for DELETE on this path",
//! );
//! # }
//! ```
//!
//! # Every door
//!
//! A page fetches from an axum `Router` as it stands, from any other [`tower_service::Service`], from
//! an annotated function, and from every function or closure, asynchronous or not, from
//! [`http::Request`] to [`http::Response`]: see [`App`]. actix-web and Rocket have requests of their
//! own, so there the closure is the test client of the framework:
//!
//! ```
//! use actix_web::{App, get, test};
//! use cors_browser::{Browser, Fetch};
//! use http::{Request, Response};
//!
//! #[cors::actix::cors(origins = ["https://app.example.com"])]
//! #[get("/users/{id}")]
//! async fn show_user(id: actix_web::web::Path<u64>) -> String {
//!     format!("user {id}")
//! }
//!
//! # #[actix_web::main]
//! # async fn main() -> Result<(), cors_browser::Blocked> {
//! let service = test::init_service(App::new().service(show_user)).await;
//! let mut app = async |request: Request<Vec<u8>>| {
//!     let (parts, body) = request.into_parts();
//!     let method = parts.method.as_str().parse().unwrap();
//!     let mut sent = test::TestRequest::with_uri(parts.uri.path()).method(method).set_payload(body);
//!     for (name, value) in &parts.headers {
//!         sent = sent.append_header((name.as_str(), value.as_bytes()));
//!     }
//!     let answer = test::call_service(&service, sent.to_request()).await;
//!     let mut response = Response::builder().status(answer.status().as_u16());
//!     for (name, value) in answer.headers() {
//!         response = response.header(name.as_str(), value.as_bytes());
//!     }
//!     response.body(test::read_body(answer).await)
//! };
//!
//! let page = Browser::spec().open("https://app.example.com");
//! let seen = page.fetch(&mut app, Fetch::get("https://api.example.com/users/7")).await?;
//! assert_eq!(seen.text(), "user 7");
//! # Ok(())
//! # }
//! ```
//!
//! # Whose behaviour
//!
//! [`Browser::spec`] is the standard. [`Browser::chromium`], [`Browser::firefox`] and
//! [`Browser::webkit`] differ from it where the engines were measured to: in what they say, how long
//! they keep a preflight, which cookies of third parties they send, what they ask after a redirect, and
//! a few headers. A policy is right when all four agree with it.
//!
//! # What it has not
//!
//! No HTTP cache, so that it cannot tell when `Vary` is missing; no navigation, web sockets, mixed
//! content or permission prompts for local networks; no `Content-Encoding`. A script or a worker is
//! its page here; an image or an `EventSource` is the fetch that it makes.

#![forbid(unsafe_code)]

mod blocked;
mod cache;
mod check;
mod cookies;
mod disclosure;
mod exchange;
mod fetch;
mod forbidden;
mod network;
mod origin;
mod page;
mod preflight;
mod profile;
mod redirect;
mod request;
mod response;
mod safelist;
mod service;
mod start;

pub use blocked::{Blocked, Reason, Stage};
pub use fetch::{Credentials, Fetch, Mode, Redirect, ReferrerPolicy};
pub use page::Page;
pub use response::{ResponseType, Seen};
pub use service::{App, Body, Converting, converting};
pub use start::Browser;
