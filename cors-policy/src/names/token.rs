//! `token`, the grammar of method names and header names.
//!
//! RFC 9110 §5.6.2. One bad element voids a whole `Access-Control-Allow-*` list in every browser,
//! so both the judge and the header types ask here first.

/// Whether `text` is a `token`: one or more of the letters, digits and `` !#$%&'*+-.^_`|~ ``.
///
/// ```
/// use cors_policy::names::token::is_token;
/// assert!(is_token("x-request-id"));
/// assert!(!is_token("x-a, x-b"));
/// assert!(!is_token(""));
/// ```
#[must_use]
pub const fn is_token(text: &str) -> bool {
    is_token_bytes(text.as_bytes())
}

/// [`is_token`] for bytes that came over the wire and need not be text.
#[must_use]
pub const fn is_token_bytes(bytes: &[u8]) -> bool {
    let mut at = 0;
    while at < bytes.len() {
        if !is_token_byte(bytes[at]) {
            return false;
        }
        at += 1;
    }
    !bytes.is_empty()
}

/// `tchar` of RFC 9110.
const fn is_token_byte(byte: u8) -> bool {
    matches!(
        byte,
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9'
            | b'!' | b'#' | b'$' | b'%' | b'&' | b'\'' | b'*' | b'+' | b'-' | b'.'
            | b'^' | b'_' | b'`' | b'|' | b'~'
    )
}
