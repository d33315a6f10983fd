use bytes::Bytes;

/// A response body that is in memory and does not implement [`http_body::Body`].
pub trait BufferedBody {
    /// Converts the body to its bytes.
    fn into_bytes(self) -> Bytes;
}

impl BufferedBody for () {
    fn into_bytes(self) -> Bytes {
        Bytes::new()
    }
}

impl BufferedBody for Vec<u8> {
    fn into_bytes(self) -> Bytes {
        self.into()
    }
}

impl BufferedBody for Bytes {
    fn into_bytes(self) -> Bytes {
        self
    }
}

impl BufferedBody for &'static str {
    fn into_bytes(self) -> Bytes {
        Bytes::from_static(self.as_bytes())
    }
}
