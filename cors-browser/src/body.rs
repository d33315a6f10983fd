//! The body of a request, as a fetch target receives it.

use std::convert::Infallible;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use http_body::{Frame, SizeHint};
use http_body_util::Full;

/// The body of a request, buffered in memory.
///
/// Services receive it as an [`http_body::Body`]. Functions may take any body that implements
/// [`From<Body>`](From): `()`, [`String`], [`Vec<u8>`], [`Bytes`], [`Full<Bytes>`] and, with the
/// feature `axum`, `axum::body::Body`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Body(Bytes);

impl Body {
    pub(crate) fn len(&self) -> usize {
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

/// Replaces invalid UTF-8 with U+FFFD, like `Request.text()`.
impl From<Body> for String {
    fn from(body: Body) -> Self {
        Self::from_utf8_lossy(&body.0).into_owned()
    }
}

/// Discards the body, for handlers that do not read it.
impl From<Body> for () {
    fn from(_: Body) -> Self {}
}

#[cfg(feature = "axum")]
impl From<Body> for axum_core::body::Body {
    fn from(body: Body) -> Self {
        Self::from(body.0)
    }
}
