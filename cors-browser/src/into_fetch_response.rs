use std::fmt::Display;

use bytes::{Buf, Bytes};
use http::Response;
use http_body_util::BodyExt;

use crate::body_limit::{BodyLimit, BodyPart};
use crate::buffered_body::BufferedBody;
use crate::markers::{BufferedMarker, ResultMarker, StreamMarker};

/// A value that a [`FetchTarget`](crate::FetchTarget) may return.
///
/// It is implemented for [`Response`] with a body that is an [`http_body::Body`] or a
/// [`BufferedBody`], and for [`Result`] with such a response and an error that implements
/// [`Display`]. `Marker` keeps the implementations apart and is always inferred.
pub trait IntoFetchResponse<Marker> {
    /// Reads the body to its end or to the limit, whichever comes first, and drops the rest unread. The
    /// error is the message of an error of the target or of the body.
    fn into_buffered(
        self,
        limit: BodyLimit,
    ) -> impl Future<Output = Result<Response<Bytes>, String>>;
}

impl<B> IntoFetchResponse<StreamMarker> for Response<B>
where
    B: http_body::Body,
    B::Error: Display,
{
    async fn into_buffered(self, limit: BodyLimit) -> Result<Response<Bytes>, String> {
        let (parts, body) = self.into_parts();
        // `frame` needs `Unpin`, which not every body is.
        let mut body = Box::pin(body);
        let mut part = BodyPart::new(limit);
        while !part.is_complete() {
            let Some(frame) = body.frame().await else {
                break;
            };
            let frame = frame.map_err(|error| error.to_string())?;
            // Scripts cannot read trailers.
            if let Ok(mut data) = frame.into_data() {
                part.push(&data.copy_to_bytes(data.remaining()));
            }
        }
        Ok(Response::from_parts(parts, part.into_bytes()))
    }
}

impl<B: BufferedBody> IntoFetchResponse<BufferedMarker> for Response<B> {
    async fn into_buffered(self, limit: BodyLimit) -> Result<Response<Bytes>, String> {
        Ok(self.map(|body| limit.truncate(&body.into_bytes())))
    }
}

impl<R, E, K> IntoFetchResponse<ResultMarker<K>> for Result<R, E>
where
    R: IntoFetchResponse<K>,
    E: Display,
{
    async fn into_buffered(self, limit: BodyLimit) -> Result<Response<Bytes>, String> {
        self.map_err(|error| error.to_string())?
            .into_buffered(limit)
            .await
    }
}
