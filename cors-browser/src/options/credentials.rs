/// [Credentials mode](https://fetch.spec.whatwg.org/#concept-request-credentials-mode) of a
/// request, which decides whether cookies are sent and stored.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Credentials {
    /// No credentials.
    Omit,
    /// Credentials in same-origin requests only, which is the default of `fetch()`.
    #[default]
    SameOrigin,
    /// Credentials in every request.
    Include,
}
