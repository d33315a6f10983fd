//! The integration for tower: [`CorsLayer`] applies a policy to a whole service.
//!
//! It is for services without handlers to annotate, or with too many alike: a service on hyper, a router
//! of plain handlers, a gRPC server. [`CorsLayer::fallback`] is for services whose handlers have policies
//! of their own.
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
//! Origins that are known at run time only are part of the policy:
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
//! # Order of layers
//!
//! CORS goes outside of every layer that may respond itself. A response of an outer layer has no CORS
//! headers, and the page gets a network error instead of a status.
//!
//! | layer | position | otherwise |
//! | --- | --- | --- |
//! | authentication | inner | a preflight never carries credentials, gets a 401, and the browser blocks the request |
//! | timeouts, panics, limits of size or rate | inner | the page cannot distinguish a 504, 500, 413 or 429 from a server that is down |
//! | compression | inner or outer | (`Vary` is merged) |
//! | tracing, metrics, request ids | outer, to include preflights | preflights are not logged |
//! | caches | outer | (they read `Vary`) |
//!
//! In a `tower::ServiceBuilder` the first layer is the outermost; of several calls of axum's
//! `Router::layer` it is the last.
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
//!     let mut response = Response::new(Body::default());
//!     *response.status_mut() = StatusCode::UNAUTHORIZED;
//!     Err(response)
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
//! let response = service.oneshot(signed_out).await?;
//! assert_eq!(response.status(), 401);
//! assert_eq!(response.headers()["access-control-allow-origin"], "https://app.example.com");
//! # Ok(())
//! # }
//! ```
//!
//! An inner layer that returns an `Err` instead of a response, such as `tower::timeout`, leaves nothing to
//! add headers to. Convert the error into a response further in, for example by axum's `HandleErrorLayer`.
//!
//! # axum
//!
//! The layer is added by `Router::layer`, not by `route_layer`, which skips paths without a route. Around
//! annotated handlers, use [`CorsLayer::fallback`]: [`CorsLayer::new`] would replace their headers.
//!
//! Responses have the body [`ResponseBody`], so that the body of the inner service need not implement
//! `Default`, which few bodies of layers do. axum boxes every body of another type. Where that allocation
//! matters, convert the body back:
//!
//! ```
//! use axum::Router;
//! use axum::body::Body;
//! use axum::http::Response;
//! use cors::Policy;
//! use cors::tower::{CorsLayer, ResponseBody};
//! use tower::ServiceBuilder;
//!
//! static API: Policy = cors::policy! { origins = ["*"] };
//!
//! let app: Router = Router::new().layer(
//!     ServiceBuilder::new()
//!         .map_response(|response: Response<ResponseBody<Body>>| response.map(ResponseBody::into_body))
//!         .layer(CorsLayer::new(&API)),
//! );
//! ```
//!
//! # gRPC-Web
//!
//! `tonic::transport::Server::layer` accepts a [`CorsLayer`], outside of that of tonic-web. `protocols` allows
//! and exposes the headers that gRPC-Web sends and reads:
//!
//! ```
//! static GRPC: cors::Policy = cors::policy! {
//!     origins = ["https://app.example.com"],
//!     protocols = [grpc_web],
//!     max_age = 600,
//! };
//! assert_eq!(GRPC.exposed_headers(), "grpc-message,grpc-status,grpc-status-details-bin");
//! ```

mod body;
mod future;
mod layer;
mod service;

pub use body::ResponseBody;
pub use future::ResponseFuture;
pub use layer::CorsLayer;
pub use service::Cors;

/// Compiles the examples of the migration guide.
#[cfg(doctest)]
#[doc = include_str!("../../docs/migrating-from-tower-http.md")]
mod migrating {}
