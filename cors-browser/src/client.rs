//! The client of a request: the document whose script calls `fetch()`, and the browser it is open
//! in.

use url::Url;

use crate::cookie_context::CookieContext;
use crate::error::BlockedReason;
use crate::fetch::Fetch;
use crate::origin::Origin;
use crate::profile::Profile;
use crate::request::Request;
use crate::state::SharedState;

#[derive(Clone)]
pub(crate) struct Client {
    pub(crate) profile: &'static Profile,
    pub(crate) state: SharedState,
    /// The URL of the document, or the text that was not a URL.
    url: Result<Url, String>,
    pub(crate) origin: Origin,
    pub(crate) cookie_context: CookieContext,
}

impl Client {
    /// A top-level document.
    pub(crate) fn top_level(profile: &'static Profile, state: SharedState, url: &str) -> Self {
        let url = Url::parse(url).map_err(|_| url.to_owned());
        let origin = url
            .as_ref()
            .map_or_else(|_| Origin::opaque(), Origin::from_url);
        let cookie_context = CookieContext::top_level(&origin);
        Self {
            profile,
            state,
            url,
            origin,
            cookie_context,
        }
    }

    /// A frame in this document with a document of its own.
    pub(crate) fn frame(&self, url: &str) -> Self {
        let frame = Self::top_level(self.profile, self.state.clone(), url);
        Self {
            cookie_context: self.cookie_context.frame(&frame.origin),
            ..frame
        }
    }

    /// A frame in this document with an opaque origin.
    pub(crate) fn sandboxed(&self) -> Self {
        let origin = Origin::opaque();
        Self {
            cookie_context: self.cookie_context.frame(&origin),
            origin,
            ..self.clone()
        }
    }

    /// Parses the URL of a fetch relative to the document, and makes the request.
    pub(crate) fn request(&self, fetch: &Fetch) -> Result<Request, BlockedReason> {
        let base = match &self.url {
            Ok(url) => url,
            Err(url) => return Err(BlockedReason::InvalidPageUrl { url: url.clone() }),
        };
        let url = base
            .join(&fetch.url)
            .map_err(|_| BlockedReason::InvalidUrl {
                url: fetch.url.clone(),
            })?;
        Request::new(fetch, url, self.origin.clone(), self.profile)
    }

    /// The URL of the document, if it is valid.
    pub(crate) fn url(&self) -> Option<&Url> {
        self.url.as_ref().ok()
    }

    /// The [network partition key](https://fetch.spec.whatwg.org/#network-partition-key).
    pub(crate) fn partition(&self) -> &str {
        self.cookie_context.site()
    }
}
