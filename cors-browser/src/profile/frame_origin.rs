/// Whether a cross-site frame sends `Origin` to the site of the top-level page in requests that
/// normally have none: `GET` and `HEAD` in mode `no-cors` with credentials, as for `<img>`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FrameOrigin {
    Omitted,
    /// Decided by the first URL. After redirects the header is still sent, as `null` if they taint
    /// the origin.
    ByFirstUrl,
    /// Decided by each URL. The header is omitted after redirects that taint the origin.
    ByEachUrl,
}
