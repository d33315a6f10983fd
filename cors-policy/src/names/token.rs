//! The grammar of methods and header names: `token` of
//! [RFC 9110, section 5.6.2](https://www.rfc-editor.org/rfc/rfc9110#section-5.6.2).
//!
//! An element that is not a token invalidates a whole `Access-Control-Allow-*` list in every browser.

/// Returns whether `text` is a token: one or more of the letters, digits and `` !#$%&'*+-.^_`|~ ``.
///
/// ```
/// use cors_policy::names::token::is_token;
/// assert!(is_token("x-request-id"));
/// assert!(!is_token("x-a, x-b"));
/// assert!(!is_token(""));
/// ```
#[must_use]
pub fn is_token(text: &str) -> bool {
    is_token_bytes(text.as_bytes())
}

/// Returns whether `bytes` is a token, like [`is_token`], for header values that may not be UTF-8.
#[must_use]
pub fn is_token_bytes(bytes: &[u8]) -> bool {
    !bytes.is_empty() && bytes.iter().copied().all(is_token_byte)
}

/// Returns whether a byte is a [`tchar`](https://www.rfc-editor.org/rfc/rfc9110#section-5.6.2).
fn is_token_byte(byte: u8) -> bool {
    matches!(
        byte,
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9'
            | b'!' | b'#' | b'$' | b'%' | b'&' | b'\'' | b'*' | b'+' | b'-' | b'.'
            | b'^' | b'_' | b'`' | b'|' | b'~'
    )
}
