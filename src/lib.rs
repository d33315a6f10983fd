#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

#[doc(hidden)]
pub mod __private;
#[cfg(feature = "actix-web")]
pub mod actix;
#[cfg(feature = "axum")]
pub mod axum;
#[cfg(feature = "browser")]
pub mod browser;
mod plain;
#[cfg(feature = "rocket")]
pub mod rocket;
#[cfg(feature = "tower")]
pub mod tower;

/// A CORS policy on a function from [`http::Request`] to [`http::Response`].
///
/// The function is called as before. It answers preflights by itself, without its body running, and
/// puts the headers of the policy onto everything else that it returns.
///
/// It is `fn` or `async fn`; takes the request first and by value, and whatever else behind it;
/// returns a [`http::Response`] whose body implements [`Default`], or a [`Result`] with one. An `Err`
/// is passed on as it is: there is no response to put headers on. The function's name is also a type,
/// with the policy: `name::policy()`.
///
/// # Keys
///
/// | key | value | Fetch Standard |
/// | --- | --- | --- |
/// | `origins` | list of origins and patterns, or `["*"]` | [`Access-Control-Allow-Origin`](https://fetch.spec.whatwg.org/#http-access-control-allow-origin) |
/// | `dev_origins` | the same, in builds with debug assertions only | |
/// | `origins_from` | path to a `static` that is an [`OriginSource`], besides the lists | |
/// | `credentials` | – | [`Access-Control-Allow-Credentials`](https://fetch.spec.whatwg.org/#http-access-control-allow-credentials) |
/// | `methods` | list or `["*"]`; `GET`, `HEAD` and `POST` need no listing | [`Access-Control-Allow-Methods`](https://fetch.spec.whatwg.org/#http-access-control-allow-methods) |
/// | `headers` | list, `["*"]` or `["*", "authorization"]` | [`Access-Control-Allow-Headers`](https://fetch.spec.whatwg.org/#http-access-control-allow-headers) |
/// | `expose` | list or `["*"]` | [`Access-Control-Expose-Headers`](https://fetch.spec.whatwg.org/#http-access-control-expose-headers) |
/// | `max_age` | whole seconds, 86400 at most | [`Access-Control-Max-Age`](https://fetch.spec.whatwg.org/#http-access-control-max-age) |
/// | `policy` | path to a [`Policy`] by [`policy!`], in place of all the above | |
/// | `dangerously_allow` | list of the words of [`Hatch`] | |
/// | `crate` | path to this library, where it is re-exported or renamed | |
///
/// # Errors
///
/// What the judge refuses is a compile error at the literal that is wrong, with what to type.
///
/// ```
/// use http::{Request, Response};
///
/// #[cors::cors(origins = ["https://app.example.com"], credentials)]
/// async fn greet(request: Request<()>, name: &str) -> Result<Response<String>, std::io::Error> {
///     Ok(Response::new(format!("hello {name}, this is {}", request.uri())))
/// }
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let request = Request::get("/").header("origin", "https://app.example.com").body(())?;
/// let response = greet(request, "reader").await?;
/// assert_eq!(response.headers()["access-control-allow-credentials"], "true");
/// assert!(greet::policy().credentials());
/// # Ok(())
/// # }
/// ```
#[doc(inline)]
pub use cors_macros::function as cors;
pub use cors_runtime::headers;
pub use cors_runtime::policy::{
    Hatch, OriginSource, Origins, Pattern, Policy, PolicyBuilder, Port, Rule, Scheme, Severity,
    Texts, Violation, Violations,
};
pub use cors_runtime::sources::{LiveOrigins, OriginSet};

/// A policy on its own, judged by the compiler: for several handlers, or for handlers from
/// elsewhere.
///
/// The keys are those of the attribute [`cors`](macro@cors), but for `policy` and `crate`. The value
/// is a constant expression of type [`Policy`].
///
/// ```
/// use cors::Policy;
///
/// static API: Policy = cors::policy! {
///     origins = ["https://app.example.com"],
///     credentials,
///     methods = ["PUT"],
///     headers = ["content-type"],
///     max_age = 600,
/// };
///
/// assert!(API.allows(b"https://app.example.com"));
/// assert_eq!(API.methods(), "PUT");
/// ```
#[macro_export]
macro_rules! policy {
    ($($entries:tt)*) => {
        $crate::__private::policy!([$crate] $($entries)*)
    };
}
