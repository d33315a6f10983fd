/// [Mode](https://fetch.spec.whatwg.org/#concept-request-mode) of a request.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Mode {
    /// Cross-origin responses need CORS headers. This is the default of `fetch()`.
    #[default]
    Cors,
    /// Cross-origin responses need no CORS headers and are opaque, as with `<img>` and
    /// `sendBeacon()`.
    NoCors,
    /// Cross-origin requests fail.
    SameOrigin,
}
