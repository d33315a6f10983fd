//! A page that is open: whose scripts fetch, and as whom.

use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use url::Url;

use super::blocked::{Blocked, Reason};
use super::cache::Cache;
use super::cookies::{Jar, Party};
use super::exchange::Exchange;
use super::fetch::Fetch;
use super::origin::Origin;
use super::profile::Profile;
use super::request::Request;
use super::response::Seen;
use super::service::App;

/// What the pages of a browser have in common.
#[derive(Debug, Default)]
pub(super) struct State {
    pub(super) jar: Jar,
    pub(super) cache: Cache,
    /// How long the browser has been open. It passes only where a test says so.
    pub(super) now: Duration,
}

/// A page, from [`Browser::open`](super::Browser::open).
///
/// Pages are independent of the variable that holds the browser, and share its cookies, its
/// preflight cache and its clock. [`Page::fetch`] takes the page by reference, so that two fetches
/// may run at once.
#[derive(Clone)]
pub struct Page {
    profile: &'static Profile,
    shared: Arc<Mutex<State>>,
    /// Where the page is, or what it was told to open that is nowhere.
    place: Result<Url, String>,
    origin: Origin,
    party: Party,
}

impl Page {
    pub(super) fn open(
        profile: &'static Profile,
        shared: Arc<Mutex<State>>,
        address: &str,
    ) -> Self {
        let place = Url::parse(address).map_err(|_| address.to_owned());
        let origin = place.as_ref().map_or_else(|_| Origin::opaque(), Origin::of);
        let party = Party::at_the_top(&origin);
        Self {
            profile,
            shared,
            place,
            origin,
            party,
        }
    }

    /// A frame in this page whose origin is opaque: sandboxed without `allow-same-origin`, or with a
    /// `data:` URL. Its requests say `Origin: null`, as can those of any page on the web.
    ///
    /// ```
    /// use cors_browser::Browser;
    /// let frame = Browser::spec().open("https://app.example.com").sandboxed();
    /// assert_eq!(frame.origin(), "null");
    /// ```
    #[must_use]
    pub fn sandboxed(&self) -> Self {
        let origin = Origin::opaque();
        Self {
            party: self.party.frame(&origin),
            origin,
            ..self.clone()
        }
    }

    /// A frame in this page, with a document from `url`. It is a page of its own to CORS, and not to
    /// cookies: those of another site's frame are a third party's, even where it asks the site of
    /// this page.
    ///
    /// The origin is that of the URL, as with [`Browser::open`](super::Browser::open); `about:blank`
    /// and `about:srcdoc` have this page's own.
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
        let frame = Self::open(self.profile, Arc::clone(&self.shared), url);
        Self {
            party: self.party.frame(&frame.origin),
            ..frame
        }
    }

    /// The page's origin, as its scripts know it: `https://app.example.com`, or `null` where it is
    /// opaque.
    #[must_use]
    pub fn origin(&self) -> String {
        self.origin.to_string()
    }

    /// Makes one call of `fetch()` to `app`, which stands for every server there is: it is called for
    /// the preflight, for the request and for every redirect, with the whole URL in the request's
    /// `uri` and the host in `Host`.
    ///
    /// # Errors
    ///
    /// [`Blocked`] wherever a script would get a `TypeError`; it says what a browser only tells its
    /// console.
    ///
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() {
    /// use cors_browser::{Browser, Fetch, Reason};
    /// use http::{Request, Response};
    ///
    /// let page = Browser::chromium().open("https://app.example.com");
    /// let mut api = |_: Request<()>| Response::new("secret");
    /// let blocked = page.fetch(&mut api, Fetch::get("https://api.example.com/")).await.unwrap_err();
    /// assert_eq!(blocked.reason, Reason::MissingAllowOrigin);
    /// # }
    /// ```
    pub async fn fetch<A, K>(&self, app: &mut A, fetch: Fetch) -> Result<Seen, Blocked>
    where
        A: App<K>,
    {
        let request = match self.request(&fetch) {
            Ok(request) => request,
            Err(reason) => return Err(Blocked::unsent(self, fetch.url, reason)),
        };
        let exchange = Exchange::new(self, app, request);
        exchange
            .run()
            .await
            .map_err(|failure| Blocked::new(self, *failure))
    }

    fn request(&self, fetch: &Fetch) -> Result<Request, Reason> {
        let page = match &self.place {
            Ok(page) => page,
            Err(address) => {
                return Err(Reason::PageIsNowhere {
                    url: address.clone(),
                });
            }
        };
        let url = page.join(&fetch.url).map_err(|_| Reason::InvalidUrl {
            url: fetch.url.clone(),
        })?;
        Request::new(fetch, url, self.origin.clone(), self.profile)
    }

    pub(super) fn profile(&self) -> &'static Profile {
        self.profile
    }

    /// The [network partition key](https://fetch.spec.whatwg.org/#network-partition-key).
    pub(super) fn partition(&self) -> &str {
        self.party.site()
    }

    pub(super) fn party(&self) -> &Party {
        &self.party
    }

    /// Where the page is, if anywhere.
    pub(super) fn url(&self) -> Option<&Url> {
        self.place.as_ref().ok()
    }

    /// Never held while an app is asked.
    pub(super) fn state(&self) -> MutexGuard<'_, State> {
        // A page that panicked has left nothing half done: no step calls foreign code with the lock.
        self.shared.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for Page {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Page")
            .field("engine", &self.profile.engine)
            .field("url", &self.url().map(Url::as_str))
            .field("origin", &self.origin())
            .finish_non_exhaustive()
    }
}
