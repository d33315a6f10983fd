//! Why a script got nothing: the reason as a value, and as the sentence of a console.
//!
//! The sentences are in a room per engine; what to do about it is the same for all, in `help`.

mod chromium;
mod firefox;
mod help;
mod reason;
mod spec;
mod webkit;

use std::error::Error;
use std::fmt;

pub use reason::{Reason, Stage};

use super::exchange::Failure;
use super::page::Page;
use super::profile::Engine;

/// A call of `fetch()` that a browser answers with a `TypeError`, and what it tells its console.
///
/// `Display` is that sentence, as this engine has it, then a line `help:` with what to change: in the
/// policy where it is the policy's, and never to a looser one than the request needs.
///
/// ```
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() {
/// use cors_browser::{Browser, Fetch, Reason, Stage};
/// use http::{Request, Response};
///
/// #[cors::cors(origins = ["https://app.example.com"])]
/// fn search(_: Request<String>) -> Response<String> {
///     Response::default()
/// }
///
/// let page = Browser::spec().open("https://app.example.com");
/// let post = Fetch::post("https://api.example.com/search").json("{}");
/// let blocked = page.fetch(&mut search, post).await.unwrap_err();
/// assert_eq!(blocked.stage, Stage::Preflight);
/// assert!(matches!(&blocked.reason, Reason::HeaderNotAllowed { name, .. } if name == "content-type"));
/// assert_eq!(
///     blocked.to_string(),
///     "`https://app.example.com` may not fetch `https://api.example.com/search`: the preflight's \
///      answer does not allow the header `content-type`\n\
///      help: allow the header: `headers = [\"content-type\"]`",
/// );
/// # }
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Blocked {
    /// What is wrong.
    pub reason: Reason,
    /// Which answer it is wrong with.
    pub stage: Stage,
    /// The URL of the hop where it ended; as the script wrote it, if nothing was sent.
    pub url: String,
    /// What the page's requests to it say in `Origin`.
    pub origin: String,
    /// The status of that answer, if there was one. A script never learns it.
    pub status: Option<u16>,
    /// Whether a preflight was sent, on any hop.
    pub preflighted: bool,
    credentialed: bool,
    engine: Engine,
}

impl Blocked {
    pub(super) fn new(page: &Page, failure: Failure) -> Self {
        let mut url = failure.request.url().clone();
        url.set_fragment(None);
        Self {
            origin: super::disclosure::serialised_origin(&failure.request),
            reason: failure.reason,
            stage: failure.stage,
            url: url.into(),
            status: failure.status,
            preflighted: failure.preflighted,
            credentialed: failure.request.is_credentialed(),
            engine: page.profile().engine,
        }
    }

    /// Refused before anything was sent.
    pub(super) fn unsent(page: &Page, url: String, reason: Reason) -> Self {
        Self {
            reason,
            stage: Stage::Request,
            url,
            origin: page.origin(),
            status: None,
            preflighted: false,
            credentialed: false,
            engine: page.profile().engine,
        }
    }
}

impl fmt::Display for Blocked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sentence = match self.engine {
            Engine::Spec => None,
            Engine::Chromium => chromium::sentence(self),
            Engine::Firefox => firefox::sentence(self),
            Engine::WebKit => webkit::sentence(self),
        };
        // What an engine says nothing of its own about, the standard's own words say as well.
        f.write_str(&sentence.unwrap_or_else(|| spec::sentence(self)))?;
        match help::line(self) {
            Some(help) => write!(f, "\nhelp: {help}"),
            None => Ok(()),
        }
    }
}

impl Error for Blocked {}
