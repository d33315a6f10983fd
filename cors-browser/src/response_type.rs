/// [Type](https://fetch.spec.whatwg.org/#concept-response-type) of a response, which limits what
/// scripts can read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ResponseType {
    /// A same-origin response: everything can be read except for cookies.
    Basic,
    /// A cross-origin response that passed the CORS check: the body, the safelisted headers and the
    /// exposed headers can be read.
    Cors,
    /// A cross-origin response in mode `no-cors`: nothing can be read.
    Opaque,
    /// A redirect that was not followed: nothing can be read.
    OpaqueRedirect,
}
