//! The door for tower: [`CorsLayer`], one policy around a whole service.
//!
//! For what has no handlers to annotate, or too many of one kind: a service of hyper's, a router of
//! plain handlers, a gRPC server. Handlers that have policies of their own get the second mode,
//! [`CorsLayer::fallback`], for what none of them answered.
//!
//! ```
//! use axum::Router;
//! use axum::routing::get;
//! use cors::Policy;
//! use cors::tower::CorsLayer;
//!
//! static API: Policy = cors::policy! {
//!     origins = ["https://app.example.com"],
//!     methods = ["GET", "PUT"],
//!     headers = ["content-type"],
//!     max_age = 600,
//! };
//!
//! let app: Router = Router::new()
//!     .route("/users/{id}", get("a user").put("stored"))
//!     .layer(CorsLayer::new(&API));
//! ```
//!
//! Origins that only the running program knows are in the policy, as everywhere else:
//!
//! ```
//! use cors::tower::CorsLayer;
//! use cors::{LiveOrigins, Policy};
//!
//! static CUSTOMERS: LiveOrigins = LiveOrigins::empty();
//! static API: Policy = cors::policy! { origins_from = CUSTOMERS, credentials };
//!
//! let live = CorsLayer::new(&API);
//!
//! # fn main() -> Result<(), cors::Violations> {
//! let from_configuration = vec!["https://app.example.com".to_owned()];
//! let policy = Policy::builder().origins(from_configuration).methods(["PUT"]).build()?;
//! let fixed = CorsLayer::new(policy);
//! # Ok(())
//! # }
//! ```
//!
//! # Which layer goes around which
//!
//! CORS goes outside of everything that answers by itself. What answers outside of it answers without
//! its headers, and the page gets a network error instead of a status.
//!
//! | layer | where | otherwise |
//! | --- | --- | --- |
//! | authentication | inside | a preflight never carries credentials, so each gets a 401, and what needs one is never sent |
//! | timeouts, panics, limits of size or rate | inside | the page cannot tell a 504, 500, 413 or 429 from a server that is down |
//! | compression | inside or outside | – (`Vary` is merged) |
//! | tracing, metrics, request ids | outside, if they are to see preflights | preflights are in no log |
//! | caches | outside | – (they are what `Vary` is for) |
//!
//! In a `tower::ServiceBuilder` the first layer is the outermost; of several calls
//! of axum's `Router::layer` it is the last.
//!
//! ```
//! use std::convert::Infallible;
//! use std::time::Duration;
//!
//! use cors::Policy;
//! use cors::tower::CorsLayer;
//! use http::{Request, Response, StatusCode};
//! use http_body_util::Full;
//! use hyper::body::Bytes;
//! use tower::{ServiceBuilder, ServiceExt, service_fn};
//! use tower_http::auth::AsyncRequireAuthorizationLayer;
//! use tower_http::compression::CompressionLayer;
//! use tower_http::timeout::TimeoutLayer;
//! use tower_http::trace::TraceLayer;
//!
//! static API: Policy = cors::policy! {
//!     origins = ["https://app.example.com"],
//!     methods = ["PUT"],
//!     headers = ["authorization"],
//! };
//!
//! type Body = Full<Bytes>;
//!
//! async fn signed_in(request: Request<Body>) -> Result<Request<Body>, Response<Body>> {
//!     if request.headers().contains_key("authorization") {
//!         return Ok(request);
//!     }
//!     let mut refusal = Response::new(Body::default());
//!     *refusal.status_mut() = StatusCode::UNAUTHORIZED;
//!     Err(refusal)
//! }
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let service = ServiceBuilder::new()
//!     .layer(TraceLayer::new_for_http())
//!     .layer(CorsLayer::new(&API))
//!     .layer(CompressionLayer::new())
//!     .layer(TimeoutLayer::with_status_code(StatusCode::GATEWAY_TIMEOUT, Duration::from_secs(10)))
//!     .layer(AsyncRequireAuthorizationLayer::new(signed_in))
//!     .service(service_fn(async |_: Request<Body>| {
//!         Ok::<_, Infallible>(Response::new(Body::from("stored")))
//!     }));
//!
//! let preflight = Request::options("/users/7")
//!     .header("origin", "https://app.example.com")
//!     .header("access-control-request-method", "PUT")
//!     .body(Body::default())?;
//! assert_eq!(service.clone().oneshot(preflight).await?.status(), 204);
//!
//! let signed_out = Request::put("/users/7")
//!     .header("origin", "https://app.example.com")
//!     .body(Body::default())?;
//! let refusal = service.oneshot(signed_out).await?;
//! assert_eq!(refusal.status(), 401);
//! assert_eq!(refusal.headers()["access-control-allow-origin"], "https://app.example.com");
//! # Ok(())
//! # }
//! ```
//!
//! A layer inside that gives an `Err` instead of a response, as `tower::timeout` does, gives nothing
//! to put headers on: turn it into a response inside too (axum's `HandleErrorLayer`).
//!
//! # axum
//!
//! `Router::layer`, and not `route_layer`, which leaves out the paths that no route matches. Annotated handlers inside decide for themselves: around them goes
//! [`CorsLayer::fallback`]. [`CorsLayer::new`] would take their headers off and put its own on.
//!
//! Answers have the body [`OrEmpty`], so that the inside's needs no `Default`, which few layers' bodies
//! have. axum puts every body that is not its own into a box. Where that one allocation counts, the
//! body can be made axum's again:
//!
//! ```
//! use axum::Router;
//! use axum::body::Body;
//! use axum::http::Response;
//! use cors::Policy;
//! use cors::tower::{CorsLayer, OrEmpty};
//! use tower::ServiceBuilder;
//!
//! static API: Policy = cors::policy! { origins = ["*"] };
//!
//! let app: Router = Router::new().layer(
//!     ServiceBuilder::new()
//!         .map_response(|answer: Response<OrEmpty<Body>>| answer.map(OrEmpty::into_body))
//!         .layer(CorsLayer::new(&API)),
//! );
//! ```
//!
//! # gRPC from a page
//!
//! `tonic::transport::Server::layer` takes a [`CorsLayer`], outside of tonic-web's. What gRPC-Web sends
//! and reads has to be listed:
//!
//! ```
//! static GRPC: cors::Policy = cors::policy! {
//!     origins = ["https://app.example.com"],
//!     headers = ["content-type", "grpc-timeout", "x-grpc-web", "x-user-agent"],
//!     expose = ["grpc-message", "grpc-status", "grpc-status-details-bin"],
//!     max_age = 600,
//! };
//! ```
//!
//! What decides is in `cors-runtime`; here is only translation.

mod answering;
mod body;
mod layer;
mod service;

pub use answering::Answering;
pub use body::OrEmpty;
/// A policy on its way into a layer: a `&'static Policy`, an `Arc<Policy>` or a `Policy`, each
/// by [`From`].
#[doc(inline)]
pub use cors_runtime::protocol::prepared::Prepared;
pub use layer::CorsLayer;
pub use service::Cors;

// What the document shows is compiled, and appears nowhere else.
#[cfg(doctest)]
#[doc = include_str!("../../docs/moving-from-tower-http.md")]
mod moving {}
