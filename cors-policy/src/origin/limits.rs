//! The lengths of the longest origin that a browser can send, in bytes. They bound the work that a
//! hostile `Origin` header causes.

/// The longest scheme of a page's origin.
pub const MAX_SCHEME_LEN: usize = 64;
/// The longest host: the limit of the domain name system.
pub const MAX_HOST_LEN: usize = 253;
/// The longest label of a host.
pub const MAX_LABEL_LEN: usize = 63;
/// The longest origin: scheme, `://`, host, and a colon with five digits.
pub const MAX_ORIGIN_LEN: usize = MAX_SCHEME_LEN + 3 + MAX_HOST_LEN + 6;
