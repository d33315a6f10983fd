//! An open page, whose scripts can fetch.

use std::fmt;

use url::Url;

use crate::client::Client;
use crate::error::{Blocked, Stage};
use crate::fetch::Fetch;
use crate::fetch_target::FetchTarget;
use crate::main_fetch::MainFetch;
use crate::response::FetchResponse;

/// A page, opened by [`Browser::open`](crate::Browser::open).
///
/// All pages of a browser share its cookies, preflight cache and clock, and keep them alive when
/// the [`Browser`](crate::Browser) is dropped. [`Page::fetch`] takes `&self`, so that several
/// fetches can run concurrently.
#[derive(Clone)]
pub struct Page {
    client: Client,
}

impl Page {
    pub(crate) fn new(client: Client) -> Self {
        Self { client }
    }

    /// Opens a sandboxed frame in this page: one with an opaque origin, like a frame without
    /// `allow-same-origin` or with a `data:` URL. Its requests have `Origin: null`, which any page
    /// on the web can send.
    ///
    /// ```
    /// use cors_browser::Browser;
    /// let frame = Browser::spec().open("https://app.example.com").sandboxed();
    /// assert_eq!(frame.origin(), "null");
    /// ```
    #[must_use]
    pub fn sandboxed(&self) -> Self {
        Self::new(self.client.sandboxed())
    }

    /// Opens a frame in this page with the document at `url`.
    ///
    /// The origin of the frame is that of the URL, as with [`Browser::open`](crate::Browser::open);
    /// `about:blank` and `about:srcdoc` inherit the origin of this page. If the URL is invalid, every
    /// fetch of the frame fails with
    /// [`BlockedReason::InvalidPageUrl`](crate::BlockedReason::InvalidPageUrl). CORS treats the frame like
    /// a page of its own. Cookies in a cross-site frame are third-party cookies, even in requests
    /// to the site of this page.
    ///
    /// ```
    /// use cors_browser::Browser;
    /// let page = Browser::spec().open("https://app.example.com");
    /// assert_eq!(page.frame("https://ads.example/banner").origin(), "https://ads.example");
    /// assert_eq!(page.frame("data:text/html,hello").origin(), "null");
    /// ```
    #[must_use]
    pub fn frame(&self, url: &str) -> Self {
        if matches!(url, "about:blank" | "about:srcdoc") {
            return self.clone();
        }
        Self::new(self.client.frame(url))
    }

    /// Returns the serialised origin of the page, such as `https://app.example.com`, or `null` if
    /// it is opaque.
    #[must_use]
    pub fn origin(&self) -> String {
        self.client.origin.to_string()
    }

    /// Calls `fetch()` in a script of the page.
    ///
    /// All requests go to `target`, whatever their host: the preflight, the request itself, and
    /// those of redirects. The URI of each request is the absolute URL, and `Host` is its
    /// authority.
    ///
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() {
    /// use cors_browser::{BlockedReason, Browser, Fetch};
    /// use http::{Request, Response};
    ///
    /// let page = Browser::chromium().open("https://app.example.com");
    /// let mut api = |_: Request<()>| Response::new("secret");
    /// let blocked = page.fetch(&mut api, Fetch::get("https://api.example.com/")).await.unwrap_err();
    /// assert_eq!(blocked.reason, BlockedReason::MissingAllowOrigin);
    /// # }
    /// ```
    ///
    /// The future ends with the body of the response, so the fetch of an endless body needs
    /// [`Fetch::read_head`], [`Fetch::read_bytes`] or [`Fetch::read_events`].
    ///
    /// # Errors
    ///
    /// Returns [`Blocked`] where `fetch()` rejects with a `TypeError`. It has the reason, which a
    /// browser only writes to its console.
    pub async fn fetch<T, Marker>(
        &self,
        target: &mut T,
        fetch: Fetch,
    ) -> Result<FetchResponse, Blocked>
    where
        T: FetchTarget<Marker>,
    {
        match self.client.request(&fetch) {
            Ok(request) => MainFetch::new(&self.client, target, request).run().await,
            Err(reason) => Err(Blocked {
                reason,
                stage: Stage::Request,
                url: fetch.url,
                origin: self.origin(),
                status: None,
                preflighted: false,
                passed_preflight: false,
                credentialed: false,
                engine: self.client.profile.engine,
            }),
        }
    }
}

impl fmt::Debug for Page {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Page")
            .field("engine", &self.client.profile.engine)
            .field("url", &self.client.url().map(Url::as_str))
            .field("origin", &self.origin())
            .finish_non_exhaustive()
    }
}
