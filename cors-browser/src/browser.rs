//! A browser, with the state that its pages share.

use std::time::Duration;

use url::Url;

use crate::client::Client;
use crate::cookie_context::CookieContext;
use crate::invalid_page_url::{InvalidPageUrl, parse_page_url};
use crate::origin::Origin;
use crate::page::Page;
use crate::profile::Profile;
use crate::state::SharedState;

/// A virtual browser: the behaviour of one engine, a cookie jar, a preflight cache and a clock.
///
/// A clone shares the state of the original.
#[derive(Clone, Debug)]
pub struct Browser {
    profile: &'static Profile,
    state: SharedState,
}

impl Browser {
    /// A browser that follows the Fetch Standard.
    #[must_use]
    pub fn spec() -> Self {
        Self::new(&Profile::SPEC)
    }

    /// A browser that behaves as measured with Chromium 156.
    #[must_use]
    pub fn chromium() -> Self {
        Self::new(&Profile::CHROMIUM)
    }

    /// A browser that behaves as measured with Firefox ESR 153.
    #[must_use]
    pub fn firefox() -> Self {
        Self::new(&Profile::FIREFOX)
    }

    /// A browser that behaves as measured with `WebKitGTK` 2.50. Its cookie policy is that of
    /// `WebKitGTK`, which differs from Safari's.
    #[must_use]
    pub fn webkit() -> Self {
        Self::new(&Profile::WEBKIT)
    }

    /// Opens a page in a new tab.
    ///
    /// The origin of the page is that of the URL: a tuple origin for `https:` and `http:`, the
    /// inner URL's for `blob:`, and opaque for `data:`, `about:` and `file:`. A URL with any other
    /// scheme and a host, such as `capacitor://localhost`, has a tuple origin as well, since pages
    /// with such URLs only exist in app shells and browser extensions that register the scheme that
    /// way.
    ///
    /// # Panics
    ///
    /// If the URL is not that of a page, such as `app.example.com`, which has no scheme: the test is
    /// wrong, and the message says what to write. [`try_open`](Self::try_open) returns it.
    ///
    /// # Examples
    ///
    /// ```
    /// use cors_browser::Browser;
    ///
    /// let browser = Browser::firefox();
    /// assert_eq!(browser.open("https://App.Example.com:443/x").origin(), "https://app.example.com");
    /// assert_eq!(browser.open("file:///home/ada/index.html").origin(), "null");
    /// ```
    #[must_use]
    #[track_caller]
    pub fn open(&self, url: &str) -> Page {
        match self.try_open(url) {
            Ok(page) => page,
            Err(error) => panic!("{error}"),
        }
    }

    /// Opens a page in a new tab, as [`open`](Self::open) does.
    ///
    /// # Errors
    ///
    /// Returns [`InvalidPageUrl`] if the URL is not that of a page.
    pub fn try_open(&self, url: &str) -> Result<Page, InvalidPageUrl> {
        let url = parse_page_url(url)?;
        let client = Client::top_level(self.profile, self.state.clone(), url.as_str());
        Ok(Page::new(client))
    }

    /// Advances the browser's clock, by which cached preflights and cookies expire. It does not
    /// advance on its own, so tests do not depend on their run time.
    ///
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), cors_browser::Blocked> {
    /// use cors_browser::{Browser, Fetch};
    /// use http::{Request, Response};
    /// use std::time::Duration;
    ///
    /// let mut store = |_: Request<()>| {
    ///     Response::builder()
    ///         .header("access-control-allow-origin", "*")
    ///         .header("access-control-allow-methods", "PUT")
    ///         .header("access-control-max-age", "600")
    ///         .body(())
    /// };
    ///
    /// let browser = Browser::spec();
    /// let page = browser.open("https://app.example.com");
    /// let put = || Fetch::put("https://api.example.com/");
    /// assert!(page.fetch(&mut store, put()).await?.preflighted);
    /// browser.advance_clock(Duration::from_secs(599));
    /// assert!(!page.fetch(&mut store, put()).await?.preflighted);
    /// browser.advance_clock(Duration::from_secs(1));
    /// assert!(page.fetch(&mut store, put()).await?.preflighted);
    /// # Ok(())
    /// # }
    /// ```
    pub fn advance_clock(&self, time: Duration) {
        let mut state = self.state.lock();
        state.now = state.now.saturating_add(time);
    }

    /// Stores a cookie as if the user had visited `url` and its server had sent this `Set-Cookie`
    /// line, for example to sign in. Returns whether the cookie was accepted, which depends on its
    /// attributes (`Secure` on an `http:` URL) and on the engine.
    ///
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), cors_browser::Blocked> {
    /// use cors_browser::{Browser, Fetch};
    /// use http::{Request, Response};
    ///
    /// let mut api = |request: Request<()>| {
    ///     let cookie = request.headers().get("cookie").map_or("", |value| value.to_str().unwrap());
    ///     Response::builder()
    ///         .header("access-control-allow-origin", "https://app.example.com")
    ///         .header("access-control-allow-credentials", "true")
    ///         .body(cookie.to_owned())
    /// };
    ///
    /// let browser = Browser::spec();
    /// assert!(browser.set_cookie("https://api.example.com", "session=1; Secure; HttpOnly"));
    /// let page = browser.open("https://app.example.com");
    /// let me = Fetch::get("https://api.example.com/me");
    /// assert_eq!(page.fetch(&mut api, me.clone()).await?.text(), "");
    /// assert_eq!(page.fetch(&mut api, me.credentials_include()).await?.text(), "session=1");
    /// # Ok(())
    /// # }
    /// ```
    #[expect(
        clippy::must_use_candidate,
        reason = "a test that only stores the cookie may ignore the result"
    )]
    pub fn set_cookie(&self, url: &str, line: &str) -> bool {
        let Ok(url) = Url::parse(url) else {
            return false;
        };
        let context = CookieContext::top_level(&Origin::from_url(&url));
        let mut state = self.state.lock();
        let now = state.now;
        state
            .cookies
            .store(line, &url, &context, self.profile.cookies, now)
    }

    fn new(profile: &'static Profile) -> Self {
        Self {
            profile,
            state: SharedState::default(),
        }
    }
}
