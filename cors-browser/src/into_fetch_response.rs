use std::fmt::Display;

use bytes::Bytes;
use http::Response;
use http_body_util::BodyExt;

use crate::buffered_body::BufferedBody;
use crate::markers::{BufferedMarker, ResultMarker, StreamMarker};

/// A value that a [`FetchTarget`](crate::FetchTarget) may return.
///
/// It is implemented for [`Response`] with a body that is an [`http_body::Body`] or a
/// [`BufferedBody`], and for [`Result`] with such a response and an error that implements
/// [`Display`]. `Marker` keeps the implementations apart and is always inferred.
pub trait IntoFetchResponse<Marker> {
    /// Reads the body to its end. The error is the message of an error of the target or of the
    /// body.
    fn into_buffered(self) -> impl Future<Output = Result<Response<Bytes>, String>>;
}

impl<B> IntoFetchResponse<StreamMarker> for Response<B>
where
    B: http_body::Body,
    B::Error: Display,
{
    async fn into_buffered(self) -> Result<Response<Bytes>, String> {
        let (parts, body) = self.into_parts();
        // `collect` needs `Unpin`, which not every body is.
        let body = Box::pin(body).collect().await;
        let body = body.map_err(|error| error.to_string())?.to_bytes();
        Ok(Response::from_parts(parts, body))
    }
}

impl<B: BufferedBody> IntoFetchResponse<BufferedMarker> for Response<B> {
    async fn into_buffered(self) -> Result<Response<Bytes>, String> {
        Ok(self.map(B::into_bytes))
    }
}

impl<R, E, K> IntoFetchResponse<ResultMarker<K>> for Result<R, E>
where
    R: IntoFetchResponse<K>,
    E: Display,
{
    async fn into_buffered(self) -> Result<Response<Bytes>, String> {
        self.map_err(|error| error.to_string())?
            .into_buffered()
            .await
    }
}
