//! The body of an answer, which is either the inside's or none.

use std::pin::Pin;
use std::task::{Context, Poll};

use http_body::{Body, Frame, SizeHint};
use pin_project_lite::pin_project;

pin_project! {
    /// The body of the service inside, or nothing at all: preflights are answered without a body.
    ///
    /// It is a [`Body`] where the inside's is, with the same data and the same errors, and adds neither
    /// a box nor a frame. The inside's body needs no `Default`.
    ///
    /// ```
    /// use cors::tower::OrEmpty;
    ///
    /// assert_eq!(OrEmpty::from("text").into_inner(), Some("text"));
    /// assert_eq!(OrEmpty::<&str>::default().into_inner(), None);
    /// ```
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub struct OrEmpty<B> {
        #[pin]
        inside: Option<B>,
    }
}

impl<B> OrEmpty<B> {
    /// The inside's body; `None` where CORS answered by itself.
    pub fn into_inner(self) -> Option<B> {
        self.inside
    }

    /// The inside's body, or its empty one where CORS answered by itself: for a body that has one, and
    /// something outside that wants no other.
    pub fn into_body(self) -> B
    where
        B: Default,
    {
        self.inside.unwrap_or_default()
    }
}

impl<B> From<B> for OrEmpty<B> {
    fn from(inside: B) -> Self {
        Self {
            inside: Some(inside),
        }
    }
}

/// Nothing at all.
impl<B> Default for OrEmpty<B> {
    fn default() -> Self {
        Self { inside: None }
    }
}

impl<B: Body> Body for OrEmpty<B> {
    type Data = B::Data;
    type Error = B::Error;

    fn poll_frame(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<B::Data>, B::Error>>> {
        match self.project().inside.as_pin_mut() {
            Some(inside) => inside.poll_frame(context),
            None => Poll::Ready(None),
        }
    }

    fn is_end_stream(&self) -> bool {
        self.inside.as_ref().is_none_or(B::is_end_stream)
    }

    fn size_hint(&self) -> SizeHint {
        let inside = self.inside.as_ref();
        inside.map_or_else(|| SizeHint::with_exact(0), B::size_hint)
    }
}
