use bytes::Bytes;

use crate::body::Body;

/// A value for the option `body` of `fetch()`: a text, of type `text/plain;charset=UTF-8`, or bytes, which
/// have no type.
#[derive(Clone, Debug)]
pub struct FetchBody {
    pub(crate) body: Body,
    pub(crate) content_type: Option<&'static str>,
}

impl FetchBody {
    pub(crate) const TEXT: &'static str = "text/plain;charset=UTF-8";
}

impl From<String> for FetchBody {
    fn from(text: String) -> Self {
        Self {
            body: text.into(),
            content_type: Some(Self::TEXT),
        }
    }
}

impl From<&str> for FetchBody {
    fn from(text: &str) -> Self {
        text.to_owned().into()
    }
}

impl From<Vec<u8>> for FetchBody {
    fn from(bytes: Vec<u8>) -> Self {
        Self {
            body: bytes.into(),
            content_type: None,
        }
    }
}

impl From<&[u8]> for FetchBody {
    fn from(bytes: &[u8]) -> Self {
        bytes.to_vec().into()
    }
}

impl<const N: usize> From<[u8; N]> for FetchBody {
    fn from(bytes: [u8; N]) -> Self {
        bytes.to_vec().into()
    }
}

impl<const N: usize> From<&[u8; N]> for FetchBody {
    fn from(bytes: &[u8; N]) -> Self {
        bytes.to_vec().into()
    }
}

impl From<Bytes> for FetchBody {
    fn from(bytes: Bytes) -> Self {
        Vec::from(bytes).into()
    }
}
