use std::fmt::Display;
use std::future::poll_fn;

use bytes::Bytes;
use http::{Request, Response};
use tower_service::Service;

use crate::body::Body;
use crate::body_limit::BodyLimit;
use crate::into_fetch_response::IntoFetchResponse;
use crate::markers::{AsyncFnMarker, FnMarker, ServiceMarker};

/// A server in memory that a [`Page`](crate::Page) can fetch from.
///
/// It is implemented for
///
/// * every [`tower_service::Service`] of `http::Request<Body>`, such as an axum `Router` with any
///   layers; a service of requests with another body goes through
///   [`map_request_body`](crate::map_request_body());
/// * functions and closures, asynchronous or not, from [`Request`] to [`Response`] or to a `Result`
///   with a [`Response`].
///
/// `Marker` keeps the implementations apart and is always inferred.
#[diagnostic::on_unimplemented(
    message = "a page cannot fetch from `{Self}`",
    label = "neither a service of `http::Request<cors_browser::Body>` nor a function from request to response",
    note = "pass `&mut app`; wrap a service of requests with another body in `cors_browser::map_request_body(app)`",
    note = "the body of the response has to implement `http_body::Body`, or be `()`, `Vec<u8>`, `Bytes` or `&'static str`"
)]
pub trait FetchTarget<Marker> {
    /// Returns the response to a request, with its body read to the end or to the limit, or the message
    /// of an error that the page sees as a network error.
    fn respond(
        &mut self,
        request: Request<Body>,
        limit: BodyLimit,
    ) -> impl Future<Output = Result<Response<Bytes>, String>>;
}

impl<S, K> FetchTarget<ServiceMarker<K>> for S
where
    S: Service<Request<Body>>,
    S::Response: IntoFetchResponse<K>,
    S::Error: Display,
{
    async fn respond(
        &mut self,
        request: Request<Body>,
        limit: BodyLimit,
    ) -> Result<Response<Bytes>, String> {
        let message = |error: S::Error| error.to_string();
        poll_fn(|cx| self.poll_ready(cx)).await.map_err(message)?;
        let response = self.call(request).await.map_err(message)?;
        response.into_buffered(limit).await
    }
}

impl<F, B, R, K> FetchTarget<AsyncFnMarker<B, R, K>> for F
where
    F: AsyncFnMut(Request<B>) -> R,
    B: From<Body>,
    R: IntoFetchResponse<K>,
{
    async fn respond(
        &mut self,
        request: Request<Body>,
        limit: BodyLimit,
    ) -> Result<Response<Bytes>, String> {
        self(request.map(B::from)).await.into_buffered(limit).await
    }
}

impl<F, B, R, K> FetchTarget<FnMarker<B, R, K>> for F
where
    F: FnMut(Request<B>) -> R,
    B: From<Body>,
    R: IntoFetchResponse<K>,
{
    async fn respond(
        &mut self,
        request: Request<Body>,
        limit: BodyLimit,
    ) -> Result<Response<Bytes>, String> {
        self(request.map(B::from)).into_buffered(limit).await
    }
}
