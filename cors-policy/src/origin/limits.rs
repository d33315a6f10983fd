//! The maximal lengths of an origin and its parts, in bytes. They bound the work for a hostile `Origin`
//! header.

/// The maximal length of a scheme.
pub const MAX_SCHEME_LEN: usize = 64;
/// The maximal length of a host, a limit of the domain name system.
pub const MAX_HOST_LEN: usize = 253;
/// The maximal length of a label of a host.
pub const MAX_LABEL_LEN: usize = 63;
/// The maximal length of an origin: scheme, `://`, host, and a colon with five digits.
pub const MAX_ORIGIN_LEN: usize = MAX_SCHEME_LEN + 3 + MAX_HOST_LEN + 6;
