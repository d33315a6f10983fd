//! The reasons, as values.

/// The answer at which it ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Stage {
    /// None: the request was not sent, or nobody answered it.
    Request,
    /// The answer to a preflight.
    Preflight,
    /// A redirect on the way.
    Redirect,
    /// The response itself.
    Response,
}

/// Why a script got nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Reason {
    // The CORS check, of a preflight's answer as of a response.
    /// No `Access-Control-Allow-Origin`: the answer is not for other origins, or not for this one.
    MissingAllowOrigin,
    /// `Access-Control-Allow-Origin: *` in answer to a request with credentials.
    WildcardWithCredentials,
    /// More than one value in `Access-Control-Allow-Origin`.
    SeveralAllowOrigins {
        /// The values, joined by a comma.
        value: String,
    },
    /// `Access-Control-Allow-Origin` is no origin: it has a slash at its end, or upper case.
    InvalidAllowOrigin {
        /// What it is.
        value: String,
    },
    /// `Access-Control-Allow-Origin` names another origin.
    OriginMismatch {
        /// The other origin.
        value: String,
    },
    /// No `Access-Control-Allow-Credentials` in answer to a request with credentials.
    MissingAllowCredentials,
    /// `Access-Control-Allow-Credentials` is not `true`, byte for byte.
    InvalidAllowCredentials {
        /// What it is.
        value: String,
    },

    // The preflight.
    /// The status of the answer is not from 200 to 299.
    PreflightStatus {
        /// The status.
        status: u16,
    },
    /// The answer is a redirect, which is not followed.
    PreflightRedirect {
        /// The status.
        status: u16,
    },
    /// `Access-Control-Allow-Methods` is no list of methods, which voids all of it.
    InvalidAllowMethods {
        /// What it is.
        value: String,
    },
    /// `Access-Control-Allow-Headers` is no list of names, which voids all of it.
    InvalidAllowHeaders {
        /// What it is.
        value: String,
    },
    /// The method is not in `Access-Control-Allow-Methods`.
    MethodNotAllowed {
        /// The method, as it is sent: its case counts.
        method: String,
        /// Those that are.
        allowed: Vec<String>,
    },
    /// A header is not in `Access-Control-Allow-Headers`.
    HeaderNotAllowed {
        /// The first that is not, in lower case.
        name: String,
        /// Those that are.
        allowed: Vec<String>,
    },

    // Redirects.
    /// There is a redirect, and the script wants none.
    RedirectNotAllowed,
    /// There were twenty redirects before this one.
    TooManyRedirects,
    /// The redirect's URL has a user name or a password, and goes to another origin.
    RedirectWithCredentials {
        /// The URL.
        location: String,
    },
    /// The redirect's URL is none, or not of `http:` or `https:`.
    RedirectNotHttp {
        /// What it is.
        location: String,
    },
    /// The body was a stream, which cannot be sent again.
    RedirectOfStream,

    // Nothing was sent.
    /// The script wants its own origin only, and this is another.
    DisallowedByMode,
    /// Mode `no-cors` follows redirects or sends nothing.
    RedirectModeInNoCors,
    /// Mode `no-cors` sends GET, HEAD and POST only.
    MethodNotInNoCors {
        /// The method.
        method: String,
    },
    /// The page was opened with something that is no URL.
    PageIsNowhere {
        /// What it is.
        url: String,
    },
    /// The script's URL is none.
    InvalidUrl {
        /// What it is.
        url: String,
    },
    /// The script's URL has a user name or a password.
    UrlWithCredentials,
    /// The URL is neither `http:` nor `https:`.
    SchemeNotSupported {
        /// Its scheme.
        scheme: String,
    },
    /// A [port](https://fetch.spec.whatwg.org/#port-blocking) that no browser connects to.
    BadPort {
        /// The port.
        port: u16,
    },
    /// The method is no token.
    InvalidMethod {
        /// What it is.
        method: String,
    },
    /// CONNECT, TRACE or TRACK.
    ForbiddenMethod {
        /// The method.
        method: String,
    },
    /// A header's name is no token, or its value has a line break or characters that are no bytes.
    InvalidHeader {
        /// Its name.
        name: String,
    },
    /// A body with GET or HEAD.
    BodyWithoutPlace {
        /// The method.
        method: String,
    },
    /// This engine sends no streams.
    StreamUnsupported,
    /// This engine sends streams over HTTP/2 only, and so to `https:` only.
    StreamTakesHttp2,
    /// A value of control bytes, which scripts may set and the types of `http` do not carry.
    Unsendable {
        /// The header's name.
        header: String,
    },
    /// The app gave an error instead of a response.
    Network {
        /// The error.
        message: String,
    },
}
