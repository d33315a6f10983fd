//! The browser: whose behaviour, and what all of its pages share.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use url::Url;

use super::cookies::Party;
use super::origin::Origin;
use super::page::{Page, State};
use super::profile::Profile;

/// A virtual browser: a cookie jar, a preflight cache and a clock, with the behaviour of one engine.
///
/// A clone is the same browser.
#[derive(Clone, Debug)]
pub struct Browser {
    profile: &'static Profile,
    shared: Arc<Mutex<State>>,
}

impl Browser {
    /// A browser that does what the Fetch Standard says, and nothing else.
    #[must_use]
    pub fn spec() -> Self {
        Self::with(&Profile::SPEC)
    }

    /// A browser that does what Chromium 156 was measured to do.
    #[must_use]
    pub fn chromium() -> Self {
        Self::with(&Profile::CHROMIUM)
    }

    /// A browser that does what Firefox ESR 153 was measured to do.
    #[must_use]
    pub fn firefox() -> Self {
        Self::with(&Profile::FIREFOX)
    }

    /// A browser that does what `WebKitGTK` 2.50 was measured to do. Its cookies are those of GTK and
    /// not of Apple's systems.
    #[must_use]
    pub fn webkit() -> Self {
        Self::with(&Profile::WEBKIT)
    }

    /// Opens a page in a tab of its own.
    ///
    /// The origin is that of the URL: a tuple for `https:` and `http:`, for `blob:` that of who made
    /// it, and opaque for `data:`, `about:` and `file:`. A page of any other scheme with a host
    /// (`capacitor://localhost`) only exists where a shell or an extension has registered the scheme
    /// as one with origins, so it has one here.
    ///
    /// Never panics: what is no URL opens a page from which every fetch is
    /// [`Reason::PageIsNowhere`](super::Reason::PageIsNowhere).
    ///
    /// ```
    /// use cors_browser::Browser;
    ///
    /// let browser = Browser::firefox();
    /// assert_eq!(browser.open("https://App.Example.com:443/x").origin(), "https://app.example.com");
    /// assert_eq!(browser.open("file:///home/ada/index.html").origin(), "null");
    /// ```
    #[must_use]
    pub fn open(&self, url: &str) -> Page {
        Page::open(self.profile, Arc::clone(&self.shared), url)
    }

    /// Lets time pass. It stands still otherwise, so that no test depends on how long it takes; what
    /// is kept for a while, preflights and cookies, goes by this clock.
    ///
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), cors_browser::Blocked> {
    /// use std::time::Duration;
    /// use cors_browser::{Browser, Fetch};
    /// use http::{Request, Response};
    ///
    /// #[cors::cors(origins = ["*"], methods = ["PUT"], max_age = 600)]
    /// fn store(_: Request<()>) -> Response<String> {
    ///     Response::default()
    /// }
    ///
    /// let browser = Browser::spec();
    /// let page = browser.open("https://app.example.com");
    /// let put = || Fetch::put("https://api.example.com/");
    /// assert!(page.fetch(&mut store, put()).await?.preflighted);
    /// browser.advance(Duration::from_secs(599));
    /// assert!(!page.fetch(&mut store, put()).await?.preflighted);
    /// browser.advance(Duration::from_secs(1));
    /// assert!(page.fetch(&mut store, put()).await?.preflighted);
    /// # Ok(())
    /// # }
    /// ```
    pub fn advance(&self, time: Duration) {
        let mut state = self.shared.lock().unwrap_or_else(PoisonError::into_inner);
        state.now = state.now.saturating_add(time);
    }

    /// Keeps a cookie as if the user had been at `url` and the server there had sent this
    /// `Set-Cookie` line: how a test signs somebody in. Gives whether it was kept, which depends on
    /// the line (`Secure` on an `http:` URL) and on the engine.
    ///
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), cors_browser::Blocked> {
    /// use cors_browser::{Browser, Fetch};
    /// use http::{Request, Response};
    ///
    /// #[cors::cors(origins = ["https://app.example.com"], credentials)]
    /// fn who(request: Request<()>) -> Response<String> {
    ///     let cookie = request.headers().get("cookie").map_or("", |value| value.to_str().unwrap());
    ///     Response::new(cookie.to_owned())
    /// }
    ///
    /// let browser = Browser::spec();
    /// assert!(browser.set_cookie("https://api.example.com", "session=1; Secure; HttpOnly"));
    /// let page = browser.open("https://app.example.com");
    /// let me = Fetch::get("https://api.example.com/me");
    /// assert_eq!(page.fetch(&mut who, me.clone()).await?.text(), "");
    /// assert_eq!(page.fetch(&mut who, me.credentials_include()).await?.text(), "session=1");
    /// # Ok(())
    /// # }
    /// ```
    pub fn set_cookie(&self, url: &str, line: &str) -> bool {
        let Ok(url) = Url::parse(url) else {
            return false;
        };
        let party = Party::at_the_top(&Origin::of(&url));
        let mut state = self.shared.lock().unwrap_or_else(PoisonError::into_inner);
        let now = state.now;
        state
            .jar
            .keep(line, &url, &party, self.profile.cookies, now)
    }

    fn with(profile: &'static Profile) -> Self {
        Self {
            profile,
            shared: Arc::default(),
        }
    }
}
