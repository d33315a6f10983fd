use std::error::Error;

use super::reason::BlockedReason;
use super::stage::Stage;
use crate::profile::Engine;

/// The error of a fetch: a script gets a `TypeError` without details, and the console a message.
///
/// `Display` writes that message in the words of the browser's engine, and a line `help:` with a
/// change that makes this request pass. The change never allows more than the request needs. Whether
/// the page should be allowed is for the reader to decide: an attacker's page gets the same help.
///
/// ```
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() {
/// use cors_browser::{BlockedReason, Browser, Fetch, Stage};
/// use http::{Request, Response};
///
/// let mut search = |_: Request<String>| {
///     let response = Response::builder();
///     response.header("access-control-allow-origin", "https://app.example.com").body(())
/// };
///
/// let page = Browser::spec().open("https://app.example.com");
/// let post = Fetch::post("https://api.example.com/search").json("{}");
/// let blocked = page.fetch(&mut search, post).await.unwrap_err();
/// assert_eq!(blocked.stage, Stage::Preflight);
/// assert!(matches!(&blocked.reason, BlockedReason::HeaderNotAllowed { name, .. } if name == "content-type"));
/// assert_eq!(
///     blocked.to_string(),
///     "fetch of `https://api.example.com/search` from origin `https://app.example.com` blocked: \
///      request header field `content-type` is not allowed by `Access-Control-Allow-Headers` in the \
///      preflight response\n\
///      help: allow the header with `Access-Control-Allow-Headers: content-type` (in a `cors` \
///      policy: `headers = [\"content-type\"]`)",
/// );
/// # }
/// ```
///
/// `Debug` prints the same text, because it is what `unwrap` and an error returned from a test show;
/// `{:#?}` prints the fields.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Blocked {
    /// The reason why the fetch failed.
    pub reason: BlockedReason,
    /// The step that failed.
    pub stage: Stage,
    /// The URL of the request that failed: the latest one after redirects, and as passed to
    /// [`Fetch`] if nothing was sent.
    ///
    /// [`Fetch`]: crate::Fetch
    pub url: String,
    /// The origin that the request was made with: the value of `Origin`, if that header is sent.
    pub origin: String,
    /// The status of the response that failed, if there is one. Scripts cannot read it.
    pub status: Option<u16>,
    /// Whether a preflight was sent, for the first URL or after a redirect.
    pub preflighted: bool,
    /// Whether the preflight for this URL allowed the request, so the policy allows the origin.
    pub(crate) passed_preflight: bool,
    /// Whether the credentials mode is `include`.
    pub(crate) credentialed: bool,
    pub(crate) engine: Engine,
}

impl Error for Blocked {}
