/// Support for request bodies that are a `ReadableStream`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum StreamBodies {
    Supported,
    /// The request is preflighted, and then fails unless the connection is HTTP/2, which takes
    /// `https:`.
    Http2Only,
    /// The stream is converted to the text `[object ReadableStream]`, without a preflight.
    SentAsText,
    /// `fetch()` throws.
    Unsupported,
}
