//! Bodies pass unchanged, including trailers and errors, and need no additional trait.

use std::convert::Infallible;
use std::future::ready;
use std::pin::Pin;
use std::task::{Context, Poll};

use axum::body::Bytes;
use facade::tower::{CorsLayer, ResponseBody};
use http::{HeaderMap, HeaderValue, Request, Response};
use http_body_util::{BodyExt, Full};
use hyper::body::{Body, Frame, SizeHint};
use tower::{Layer, ServiceExt, service_fn};

use crate::support::{API, APP, get, preflight};

/// A body without `Default`, which yields its frames in reverse.
#[derive(Debug)]
struct Frames(Vec<Result<Frame<Bytes>, &'static str>>);

impl Body for Frames {
    type Data = Bytes;
    type Error = &'static str;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, &'static str>>> {
        Poll::Ready(self.0.pop())
    }

    fn is_end_stream(&self) -> bool {
        self.0.is_empty()
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(4)
    }
}

async fn through(frames: fn() -> Frames, request: Request<()>) -> ResponseBody<Frames> {
    let inner = service_fn(|_: Request<()>| ready(Ok::<_, Infallible>(Response::new(frames()))));
    let response = CorsLayer::new(&API).layer(inner).oneshot(request).await;
    response.expect("the service does not fail").into_body()
}

#[tokio::test]
async fn data_and_trailers_pass_unchanged() {
    let frames = || {
        let mut trailers = HeaderMap::new();
        trailers.insert("grpc-status", HeaderValue::from_static("0"));
        let text = Bytes::from_static(b"text");
        Frames(vec![Ok(Frame::trailers(trailers)), Ok(Frame::data(text))])
    };
    let body = through(frames, get("/", APP)).await;
    assert!(!body.is_end_stream());
    assert_eq!(body.size_hint().exact(), Some(4));
    let collected = body.collect().await.expect("no error");
    let trailers = collected.trailers().cloned().expect("trailers");
    assert_eq!(trailers["grpc-status"], "0");
    assert_eq!(collected.to_bytes(), "text");
}

#[tokio::test]
async fn body_error_passes_unchanged() {
    let body = through(|| Frames(vec![Err("broken")]), get("/", APP)).await;
    assert_eq!(body.collect().await.map(|_| ()), Err("broken"));
    let body = through(|| Frames(Vec::new()), get("/", APP)).await;
    assert!(body.is_end_stream());
}

#[tokio::test]
async fn preflight_response_has_no_body() {
    let body = through(|| Frames(vec![Err("broken")]), preflight("/", APP)).await;
    assert!(body.is_end_stream());
    assert_eq!(body.size_hint().exact(), Some(0));
    let collected = body.collect().await.expect("an empty body");
    assert!(collected.trailers().is_none());
    assert!(collected.to_bytes().is_empty());
}

#[test]
fn into_body_returns_the_inner_or_an_empty_body() {
    let full = Full::<Bytes>::from("text");
    assert_eq!(
        ResponseBody::from(full).into_body().size_hint().exact(),
        Some(4)
    );
    let empty = ResponseBody::<Full<Bytes>>::default().into_body();
    assert_eq!(empty.size_hint().exact(), Some(0));
}
