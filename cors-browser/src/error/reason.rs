/// The reason why a fetch failed.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum BlockedReason {
    // The CORS check, of a preflight response and of the final response.
    /// The response has no `Access-Control-Allow-Origin`.
    MissingAllowOrigin,
    /// `Access-Control-Allow-Origin` is `*`, but the request has credentials.
    WildcardWithCredentials,
    /// `Access-Control-Allow-Origin` has more than one value.
    MultipleAllowOrigins {
        /// The values, joined by a comma.
        value: String,
    },
    /// `Access-Control-Allow-Origin` is not a serialised origin, for example because of a trailing
    /// slash or an upper-case letter.
    InvalidAllowOrigin {
        /// The value of the header.
        value: String,
    },
    /// `Access-Control-Allow-Origin` is a different origin.
    OriginMismatch {
        /// The value of the header.
        value: String,
    },
    /// The request has credentials, but the response has no `Access-Control-Allow-Credentials`.
    MissingAllowCredentials,
    /// `Access-Control-Allow-Credentials` is not exactly `true`.
    InvalidAllowCredentials {
        /// The value of the header.
        value: String,
    },

    // The preflight.
    /// The status of the preflight response is not in the range 200 to 299.
    PreflightStatus {
        /// The status.
        status: u16,
    },
    /// The preflight response is a redirect, which browsers do not follow.
    PreflightRedirect {
        /// The status.
        status: u16,
    },
    /// `Access-Control-Allow-Methods` is malformed, which invalidates the whole list.
    InvalidAllowMethods {
        /// The value of the header.
        value: String,
    },
    /// `Access-Control-Allow-Headers` is malformed, which invalidates the whole list.
    InvalidAllowHeaders {
        /// The value of the header.
        value: String,
    },
    /// The method is not in `Access-Control-Allow-Methods`.
    MethodNotAllowed {
        /// The method. Methods are case-sensitive.
        method: String,
        /// The methods that are in the list.
        allowed: Vec<String>,
    },
    /// A request header is not in `Access-Control-Allow-Headers`.
    HeaderNotAllowed {
        /// The name of the first such header, in lower case.
        name: String,
        /// The names that are in the list.
        allowed: Vec<String>,
    },

    // Redirects.
    /// The response is a redirect, but the redirect mode is `error`.
    RedirectNotAllowed,
    /// The response is the 21st redirect.
    TooManyRedirects,
    /// The redirect's URL is cross-origin and contains a username or password.
    RedirectWithCredentials {
        /// The URL.
        location: String,
    },
    /// The redirect's URL is invalid or has a scheme other than `http` and `https`.
    RedirectNotHttp {
        /// The URL.
        location: String,
    },
    /// The request body is a stream, which cannot be sent again after the redirect.
    RedirectOfStream,

    // Requests that are not sent.
    /// The URL is cross-origin, but the mode is `same-origin`.
    DisallowedByMode,
    /// The mode is `no-cors`, but the redirect mode is not `follow`.
    RedirectModeInNoCors,
    /// The mode is `no-cors`, but the method is not `GET`, `HEAD` or `POST`.
    MethodNotInNoCors {
        /// The method.
        method: String,
    },
    /// The page was opened with an invalid URL.
    InvalidPageUrl {
        /// The URL.
        url: String,
    },
    /// The URL of the request is invalid.
    InvalidUrl {
        /// The URL.
        url: String,
    },
    /// The URL of the request contains a username or password.
    UrlWithCredentials,
    /// The scheme of the URL is neither `http` nor `https`.
    SchemeNotSupported {
        /// The scheme.
        scheme: String,
    },
    /// The [port](https://fetch.spec.whatwg.org/#port-blocking) is one that browsers block.
    BadPort {
        /// The port.
        port: u16,
    },
    /// The method is not a token.
    InvalidMethod {
        /// The method.
        method: String,
    },
    /// The method is `CONNECT`, `TRACE` or `TRACK`.
    ForbiddenMethod {
        /// The method.
        method: String,
    },
    /// The name of a header is not a token, or its value contains a line break, a NUL or a
    /// character above U+00FF.
    InvalidHeader {
        /// The name of the header.
        name: String,
    },
    /// A `GET` or `HEAD` request has a body.
    BodyNotAllowed {
        /// The method.
        method: String,
    },
    /// The engine does not support streamed request bodies.
    StreamUnsupported,
    /// The engine sends streamed request bodies over HTTP/2 only, and the URL is not `https:`.
    StreamRequiresHttp2,
    /// The value of a header contains control characters, which scripts may set but the crate
    /// `http` cannot represent.
    UnsendableHeader {
        /// The name of the header.
        header: String,
    },
    /// The target returned an error instead of a response.
    Network {
        /// The message of the error.
        message: String,
    },
}
