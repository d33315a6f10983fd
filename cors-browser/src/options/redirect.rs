/// [Redirect mode](https://fetch.spec.whatwg.org/#concept-request-redirect-mode) of a request.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Redirect {
    /// Follows up to 20 redirects.
    #[default]
    Follow,
    /// Fails on a redirect.
    Error,
    /// Returns the redirect as a response that scripts cannot read.
    Manual,
}
