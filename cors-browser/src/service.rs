//! What can be fetched from: services, and functions from request to response.

use std::convert::Infallible;
use std::fmt::Display;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use http::{Request, Response};
use http_body::{Frame, SizeHint};
use http_body_util::{BodyExt, Full};
use tower_service::Service;

/// The body of a request as the browser sends it: bytes that are all there.
///
/// A handler that takes another body gets it by [`From<Body>`](From), which is there for `()`,
/// [`String`], [`Vec<u8>`], [`Bytes`], [`Full<Bytes>`] and, with the feature `axum`,
/// `axum::body::Body`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Body(Bytes);

impl Body {
    pub(super) fn len(&self) -> usize {
        self.0.len()
    }
}

impl http_body::Body for Body {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        let bytes = std::mem::take(&mut self.get_mut().0);
        Poll::Ready((!bytes.is_empty()).then(|| Ok(Frame::data(bytes))))
    }

    fn is_end_stream(&self) -> bool {
        self.0.is_empty()
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.0.len() as u64)
    }
}

impl From<String> for Body {
    fn from(text: String) -> Self {
        Self(text.into())
    }
}

impl From<Vec<u8>> for Body {
    fn from(bytes: Vec<u8>) -> Self {
        Self(bytes.into())
    }
}

impl From<Body> for Bytes {
    fn from(body: Body) -> Self {
        body.0
    }
}

impl From<Body> for Full<Bytes> {
    fn from(body: Body) -> Self {
        Self::new(body.0)
    }
}

impl From<Body> for Vec<u8> {
    fn from(body: Body) -> Self {
        body.0.into()
    }
}

/// What is not UTF-8 is replaced, as when a script reads a text.
impl From<Body> for String {
    fn from(body: Body) -> Self {
        Self::from_utf8_lossy(&body.0).into_owned()
    }
}

/// For handlers that do not look at it.
impl From<Body> for () {
    fn from(_: Body) -> Self {}
}

#[cfg(feature = "axum")]
impl From<Body> for axum_core::body::Body {
    fn from(body: Body) -> Self {
        Self::from(body.0)
    }
}

/// What a [`Page`](super::Page) fetches from.
///
/// It is implemented for every [`tower_service::Service`] of `http::Request<Body>`, so for an axum
/// `Router` as it stands; and for functions, asynchronous or not, from [`Request`] to [`Response`] or
/// to a `Result` with one. A service of another body goes through [`converting`].
///
/// `Kind` only tells these apart and is always inferred.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is nothing that a page can fetch from",
    label = "neither a service of `http::Request<cors_browser::Body>` nor a function from request to response",
    note = "pass `&mut app`; a service of requests with another body goes through `cors_browser::converting(app)`",
    note = "a response's body implements `http_body::Body`, or is `()`, `Vec<u8>`, `Bytes` or `&'static str`"
)]
pub trait App<Kind> {
    /// The response to a request, with its body read to the end, or why there is none.
    #[doc(hidden)]
    fn answer(
        &mut self,
        request: Request<Body>,
    ) -> impl Future<Output = Result<Response<Bytes>, String>>;
}

#[doc(hidden)]
#[derive(Debug)]
pub struct ByService<K>(K);

impl<S, K> App<ByService<K>> for S
where
    S: Service<Request<Body>>,
    S::Response: Answer<K>,
    S::Error: Display,
{
    async fn answer(&mut self, request: Request<Body>) -> Result<Response<Bytes>, String> {
        let said = |error: S::Error| error.to_string();
        poll_fn(|context| self.poll_ready(context))
            .await
            .map_err(said)?;
        self.call(request).await.map_err(said)?.whole().await
    }
}

#[doc(hidden)]
#[derive(Debug)]
pub struct ByAsyncFunction<B, R, K>(B, R, K);

impl<F, B, R, K> App<ByAsyncFunction<B, R, K>> for F
where
    F: AsyncFnMut(Request<B>) -> R,
    B: From<Body>,
    R: Answer<K>,
{
    async fn answer(&mut self, request: Request<Body>) -> Result<Response<Bytes>, String> {
        self(request.map(B::from)).await.whole().await
    }
}

#[doc(hidden)]
#[derive(Debug)]
pub struct ByFunction<B, R, K>(B, R, K);

impl<F, B, R, K> App<ByFunction<B, R, K>> for F
where
    F: FnMut(Request<B>) -> R,
    B: From<Body>,
    R: Answer<K>,
{
    async fn answer(&mut self, request: Request<Body>) -> Result<Response<Bytes>, String> {
        self(request.map(B::from)).whole().await
    }
}

/// What an app may give back.
#[doc(hidden)]
pub trait Answer<Kind> {
    fn whole(self) -> impl Future<Output = Result<Response<Bytes>, String>>;
}

#[doc(hidden)]
#[derive(Debug)]
pub struct Streamed;

impl<B> Answer<Streamed> for Response<B>
where
    B: http_body::Body,
    B::Error: Display,
{
    async fn whole(self) -> Result<Response<Bytes>, String> {
        let (parts, body) = self.into_parts();
        // Pinned here, so that any body will do.
        let body = Box::pin(body).collect().await;
        let body = body.map_err(|error| error.to_string())?.to_bytes();
        Ok(Response::from_parts(parts, body))
    }
}

#[doc(hidden)]
#[derive(Debug)]
pub struct Kept;

impl<B: KeptBody> Answer<Kept> for Response<B> {
    async fn whole(self) -> Result<Response<Bytes>, String> {
        Ok(self.map(B::into_bytes))
    }
}

#[doc(hidden)]
#[derive(Debug)]
pub struct OrError<K>(K);

impl<R: Answer<K>, E: Display, K> Answer<OrError<K>> for Result<R, E> {
    async fn whole(self) -> Result<Response<Bytes>, String> {
        self.map_err(|error| error.to_string())?.whole().await
    }
}

/// Bodies that are no `http_body::Body`.
#[doc(hidden)]
pub trait KeptBody {
    fn into_bytes(self) -> Bytes;
}

impl KeptBody for () {
    fn into_bytes(self) -> Bytes {
        Bytes::new()
    }
}

impl KeptBody for Vec<u8> {
    fn into_bytes(self) -> Bytes {
        self.into()
    }
}

impl KeptBody for Bytes {
    fn into_bytes(self) -> Bytes {
        self
    }
}

impl KeptBody for &'static str {
    fn into_bytes(self) -> Bytes {
        Bytes::from_static(self.as_bytes())
    }
}

/// A service of requests with a body of its own, `B`, as one that a page can fetch from.
///
/// ```
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), cors_browser::Blocked> {
/// use cors_browser::{Browser, Fetch, converting};
/// use http::{Request, Response};
///
/// // As `tower::service_fn` gives it.
/// let service = tower::service_fn(async |request: Request<String>| {
///     Ok::<_, std::convert::Infallible>(Response::new(request.into_body()))
/// });
///
/// let page = Browser::spec().open("https://app.example.com");
/// let seen = page.fetch(&mut converting(service), Fetch::post("/echo").text("hello")).await?;
/// assert_eq!(seen.text(), "hello");
/// # Ok(())
/// # }
/// ```
pub fn converting<S, B>(service: S) -> Converting<S, B>
where
    S: Service<Request<B>>,
    B: From<Body>,
{
    let convert = |request: Request<Body>| request.map(B::from);
    Converting { service, convert }
}

/// What [`converting`] gives.
#[derive(Clone, Debug)]
pub struct Converting<S, B> {
    service: S,
    convert: fn(Request<Body>) -> Request<B>,
}

impl<S: Service<Request<B>>, B> Service<Request<Body>> for Converting<S, B> {
    type Response = S::Response;
    type Error = S::Error;
    type Future = S::Future;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        self.service.poll_ready(context)
    }

    fn call(&mut self, request: Request<Body>) -> S::Future {
        self.service.call((self.convert)(request))
    }
}
