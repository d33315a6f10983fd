//! The response body of [`Cors`](super::Cors).

use std::pin::Pin;
use std::task::{Context, Poll};

use http_body::{Body, Frame, SizeHint};
use pin_project_lite::pin_project;

pin_project! {
    /// The body of the inner service, or no body: the response to a preflight is empty.
    ///
    /// It is a [`Body`] if the body of the inner service is, with the same data and errors, and adds
    /// neither a box nor a frame. The body of the inner service need not implement `Default`.
    ///
    /// ```
    /// use cors::tower::ResponseBody;
    ///
    /// assert_eq!(ResponseBody::from("text").into_inner(), Some("text"));
    /// assert_eq!(ResponseBody::<&str>::default().into_inner(), None);
    /// ```
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub struct ResponseBody<B> {
        #[pin]
        inner: Option<B>,
    }
}

impl<B> ResponseBody<B> {
    /// Returns the body of the inner service; `None` for an immediate response.
    pub fn into_inner(self) -> Option<B> {
        self.inner
    }

    /// Returns the body of the inner service, or its default for an immediate response. For outer
    /// layers that expect the body of the inner service.
    pub fn into_body(self) -> B
    where
        B: Default,
    {
        self.inner.unwrap_or_default()
    }
}

impl<B> From<B> for ResponseBody<B> {
    fn from(inner: B) -> Self {
        Self { inner: Some(inner) }
    }
}

impl<B> Default for ResponseBody<B> {
    /// Creates an empty body.
    fn default() -> Self {
        Self { inner: None }
    }
}

impl<B: Body> Body for ResponseBody<B> {
    type Data = B::Data;
    type Error = B::Error;

    fn poll_frame(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<B::Data>, B::Error>>> {
        match self.project().inner.as_pin_mut() {
            Some(inner) => inner.poll_frame(cx),
            None => Poll::Ready(None),
        }
    }

    fn is_end_stream(&self) -> bool {
        self.inner.as_ref().is_none_or(B::is_end_stream)
    }

    fn size_hint(&self) -> SizeHint {
        let inner = self.inner.as_ref();
        inner.map_or_else(|| SizeHint::with_exact(0), B::size_hint)
    }
}
