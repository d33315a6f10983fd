/// [Referrer policy](https://w3c.github.io/webappsec-referrer-policy/) of a request, which limits
/// `Referer` and, outside of mode `cors`, `Origin`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ReferrerPolicy {
    /// `no-referrer`: sends no `Referer`.
    NoReferrer,
    /// `no-referrer-when-downgrade`: sends the URL, except from `https:` to `http:`.
    NoReferrerWhenDowngrade,
    /// `same-origin`: sends the URL in same-origin requests only.
    SameOrigin,
    /// `origin`: sends the origin.
    Origin,
    /// `strict-origin`: sends the origin, except from `https:` to `http:`.
    StrictOrigin,
    /// `origin-when-cross-origin`: sends the URL in same-origin requests and otherwise the origin.
    OriginWhenCrossOrigin,
    /// `strict-origin-when-cross-origin`: sends the URL in same-origin requests and otherwise the
    /// origin, except from `https:` to `http:`.
    #[default]
    StrictOriginWhenCrossOrigin,
    /// `unsafe-url`: always sends the URL.
    UnsafeUrl,
}
