//! The body of a request, with the properties that matter for preflights and redirects.

use crate::body::Body;

#[derive(Clone, Debug)]
pub(crate) struct RequestBody {
    pub(crate) bytes: Body,
    /// Whether the body is a `ReadableStream`, which can be sent only once.
    pub(crate) is_stream: bool,
}
