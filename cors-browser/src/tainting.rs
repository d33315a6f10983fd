/// [Response tainting](https://fetch.spec.whatwg.org/#concept-request-response-tainting) of a
/// request, which decides how its response is filtered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tainting {
    Basic,
    Cors,
    Opaque,
}
