#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]
#![cfg_attr(docsrs, feature(doc_cfg))]

#[doc(hidden)]
pub mod __private;
#[cfg(feature = "actix-web")]
pub mod actix;
#[cfg(feature = "axum")]
pub mod axum;
mod function;
#[cfg(feature = "poem")]
pub mod poem;
mod policy_of;
#[cfg(feature = "rocket")]
pub mod rocket;
#[cfg(feature = "tower")]
pub mod tower;
#[cfg(any(feature = "axum", feature = "poem"))]
mod web_socket;

/// A CORS policy for a function from [`http::Request`] to [`http::Response`].
///
/// The function is called as before. It responds to preflights without running its body, and adds the
/// headers of the policy to every other response.
///
/// It is a `fn` or an `async fn`. Its first argument is the request, by value; other arguments may follow.
/// It returns a [`http::Response`] whose body implements [`Default`], or a [`Result`] with one. An `Err` is
/// returned unchanged: it is not a response that could have headers. The name of the function is also a type
/// with the policy: `name::policy()`.
///
/// An invalid policy is a compile error at the literal that is wrong, with the text to write instead.
///
/// # Keys
///
/// These keys are the same for every integration, for [`policy!`] and for the
/// [builder](Policy::builder). With a route, `methods` is not needed and not accepted.
///
/// | key | value | effect |
/// | --- | --- | --- |
/// | `origins` | list of origins and patterns, or `["*"]` | [`Access-Control-Allow-Origin`](https://fetch.spec.whatwg.org/#http-access-control-allow-origin): the origins that may read the response. `https://*.example.com` matches one or more whole labels, never `https://example.com`; `http://localhost:*` matches any port; `https://app-*-team.vercel.app` matches preview deployments: the `*`, at an end of the first label or between hyphens, stands for letters, digits and hyphens. Next to `credentials` or `enforce` it needs `dangerously_allow = [preview_deployments]` |
/// | `dev_origins` | list of origins and patterns | more origins, in builds with debug assertions only |
/// | `origins_from` | path to a `static` that implements [`OriginSource`] | more origins, known at run time only; they may depend on the host and the path |
/// | `credentials` | none | [`Access-Control-Allow-Credentials`](https://fetch.spec.whatwg.org/#http-access-control-allow-credentials): requests may carry cookies, HTTP authentication and client certificates |
/// | `methods` | list or `["*"]` | [`Access-Control-Allow-Methods`](https://fetch.spec.whatwg.org/#http-access-control-allow-methods): the methods that scripts may use in addition to `GET`, `HEAD` and `POST` |
/// | `headers` | list, `["*"]` or `["*", "authorization"]` | [`Access-Control-Allow-Headers`](https://fetch.spec.whatwg.org/#http-access-control-allow-headers): the request headers that scripts may send |
/// | `expose` | list or `["*"]` | [`Access-Control-Expose-Headers`](https://fetch.spec.whatwg.org/#http-access-control-expose-headers): the response headers that scripts may read |
/// | `max_age` | whole seconds, at most 86400 | [`Access-Control-Max-Age`](https://fetch.spec.whatwg.org/#http-access-control-max-age): how long browsers cache the preflight |
/// | `enforce` | none | cross-origin requests from origins that are not allowed get 403 before the handler runs. Same-origin requests are recognised by [`Sec-Fetch-Site`](https://w3c.github.io/webappsec-fetch-metadata/#sec-fetch-site-header), or by comparing `Origin` with `Host` |
/// | `hosts` | list of hosts, with a port or `:*` | with `enforce`: the hosts that the server has, as in [`Host`](https://www.rfc-editor.org/rfc/rfc9110#section-7.2). Requests for other hosts get 403, preflights included. This prevents DNS rebinding |
/// | `protocols` | list of `grpc_web`, `connect`, `mcp`, `tus`, see [`Protocol`] | adds the request headers, the response headers and, where no route specifies them, the methods that pages need for the protocol |
/// | `policy` | path to a [`Policy`] from [`policy!`] | all of the above |
/// | `dangerously_allow` | list of options, see [`DangerouslyAllow`] | permits what a rule would reject |
/// | `crate` | path to this library | for re-exports and renamed dependencies |
///
/// # Examples
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
#[cfg(feature = "serde")]
#[cfg_attr(docsrs, doc(cfg(feature = "serde")))]
#[doc(inline)]
pub use cors_runtime::PolicyConfig;
#[doc(inline)]
pub use cors_runtime::{
    CompiledPolicy, DangerouslyAllow, ExactOrigins, HostPattern, ItemPart, LabelPattern,
    LiveOrigins, Location, OriginPattern, OriginSet, OriginSource, Origins, Policy, PolicyBuilder,
    Port, Protocol, ProtocolNeed, ProtocolNeeds, RequestTarget, Rule, RuleInfo, Scheme, Severity,
    Validation, Violation, Violations, headers,
};
pub use policy_of::PolicyOf;

/// Creates a named policy, for several handlers or for a layer. The compiler validates it.
///
/// The keys are those of the attribute [`cors`](macro@cors) without `policy` and `crate`. The value is a
/// constant expression of type [`Policy`].
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

/// Compiles and runs the examples of the guides.
#[cfg(doctest)]
mod guides {
    #[doc = include_str!("../docs/coming-from-other-frameworks.md")]
    mod coming_from_other_frameworks {}
    #[doc = include_str!("../docs/troubleshooting.md")]
    mod troubleshooting {}
}
