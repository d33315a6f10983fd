//! The tower layer, from every kind of policy and around every kind of service.

#![deny(warnings)]
#![allow(dead_code, missing_docs)]
// The handlers show forms of signatures; their own style does not matter here.
#![allow(clippy::all, clippy::pedantic)]

extern crate facade as cors;

use std::convert::Infallible;
use std::error::Error;
use std::sync::Arc;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::routing::get;
use cors::tower::{Cors, CorsLayer, ResponseBody, ResponseFuture};
use cors::{CompiledPolicy, LiveOrigins, Policy, Violations};
use http::{Request, Response};
use tower::{Layer, Service, ServiceBuilder, service_fn};

static CUSTOMERS: LiveOrigins = LiveOrigins::empty();

static API: Policy = cors::policy! {
    origins = ["https://app.example.com"],
    origins_from = CUSTOMERS,
    credentials,
    enforce,
    methods = ["PUT"],
};

#[cors::axum::cors(origins = ["*"])]
async fn annotated() {}

fn from_everywhere() -> Result<[CorsLayer; 5], Violations> {
    let built = || {
        Policy::builder()
            .origins(["https://app.example.com"])
            .build()
    };
    Ok([
        CorsLayer::new(&API),
        CorsLayer::new(annotated::policy()),
        CorsLayer::fallback(built()?),
        CorsLayer::fallback(Arc::new(built()?)),
        CorsLayer::new(CompiledPolicy::from(&API)),
    ])
}

/// Generic over the service and its bodies, as in libraries.
fn with_cors<S, Q, R>(
    inner: S,
) -> impl Service<
    Request<Q>,
    Response = Response<ResponseBody<R>>,
    Error = S::Error,
    Future = ResponseFuture<S::Future>,
> + Clone
where
    S: Service<Request<Q>, Response = Response<R>> + Clone,
{
    let service: Cors<S> = CorsLayer::new(&API).layer(inner);
    service
}

/// The layer keeps the bounds that servers require of bodies.
fn is_servable<B>(_: &B)
where
    B: hyper::body::Body<Data = Bytes, Error: Into<Box<dyn Error + Send + Sync>>> + Send + 'static,
{
}

fn main() {
    assert!(from_everywhere().is_ok());
    let _ = with_cors(service_fn(async |_: Request<String>| {
        Ok::<_, Infallible>(Response::new(7_u8))
    }));
    is_servable(&ResponseBody::<Body>::default());
    is_servable(&ResponseBody::<hyper::body::Incoming>::default());
    let _: Router = Router::new()
        .route("/", get("text"))
        .layer(CorsLayer::new(&API))
        .layer(CorsLayer::fallback(&API))
        .layer(ServiceBuilder::new().layer(CorsLayer::new(&API)));
}
