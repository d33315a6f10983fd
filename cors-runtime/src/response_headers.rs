//! Writing a decision to the headers of a response, in the types of any framework.

use crate::cors_header::CorsHeader;
use crate::vary::Vary;

/// The headers of a response, in the types of a framework.
pub trait ResponseHeaders {
    /// A header value.
    type Value;

    /// Returns whether there are no headers.
    fn is_empty(&self) -> bool;

    /// Returns whether there is a [`CorsHeader`]. Reading the names of the few headers that a response
    /// has is cheaper than six look-ups.
    fn has_cors_header(&self) -> bool;

    /// Iterates over the values of `Vary`.
    fn vary(&self) -> impl Iterator<Item = &[u8]>;

    /// Removes all values of a header.
    fn remove(&mut self, header: CorsHeader);

    /// Inserts a header that is not among the headers.
    fn insert(&mut self, header: CorsHeader, value: Self::Value);

    /// Appends `Vary`, unless it is [`Vary::None`].
    fn append_vary(&mut self, vary: Vary);
}

/// Writes the headers of a decision to a response.
///
/// The `Access-Control-*` response headers are owned by this library: those that the handler set are
/// removed, even if the decision has none. They are removed before any is added, because replacing one
/// would keep its position. `Vary` of the handler stays and is extended.
#[inline]
pub fn apply<H: ResponseHeaders>(
    response: &mut H,
    headers: impl IntoIterator<Item = (CorsHeader, H::Value)>,
    vary: Vary,
) {
    let mut vary = vary;
    if !response.is_empty() {
        vary = vary.without(response.vary());
        if response.has_cors_header() {
            for header in CorsHeader::ALL {
                response.remove(header);
            }
        }
    }
    for (header, value) in headers {
        response.insert(header, value);
    }
    response.append_vary(vary);
}
