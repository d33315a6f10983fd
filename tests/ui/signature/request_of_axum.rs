//! `axum::routing::put` takes the function, and does not route its preflights.

#![deny(deprecated)]

extern crate facade as cors;

use axum::body::Body;
use axum::extract::Request;
use axum::response::Response;
use cors::cors;

#[cors(origins = ["https://app.example.com"], methods = ["PUT"])]
async fn handler(request: Request) -> Response {
    Response::new(request.into_body())
}

#[allow(deprecated)]
#[cors(origins = ["https://app.example.com"], methods = ["PUT"])]
async fn for_every_method(request: Request) -> Response {
    Response::new(request.into_body())
}

#[cors(origins = ["https://app.example.com"], methods = ["PUT"])]
async fn generic<B: Default>(request: http::Request<B>) -> http::Response<B> {
    http::Response::new(request.into_body())
}

fn main() {
    drop(handler(Request::new(Body::empty())));
    drop(for_every_method(Request::new(Body::empty())));
    drop(generic(Request::new(Body::empty())));
}
