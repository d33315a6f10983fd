//! What a script says: the second argument of `fetch()`, as a builder. Whether it may be said is
//! asked when it is fetched, in `request`.

use super::service::Body;

/// [Credentials mode](https://fetch.spec.whatwg.org/#concept-request-credentials-mode): whether
/// cookies go out and come in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Credentials {
    /// To no one.
    Omit,
    /// To the page's own origin, as `fetch()` does unless it is told otherwise.
    #[default]
    SameOrigin,
    /// To everyone.
    Include,
}

/// [Mode](https://fetch.spec.whatwg.org/#concept-request-mode) of a request.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Mode {
    /// Other origins have to agree, as with `fetch()` unless it is told otherwise.
    #[default]
    Cors,
    /// Nobody has to agree and nothing can be read: what `<img>` and `sendBeacon` do.
    NoCors,
    /// The page's own origin only.
    SameOrigin,
}

/// [Redirect mode](https://fetch.spec.whatwg.org/#concept-request-redirect-mode) of a request.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Redirect {
    /// Redirects are followed, twenty at most.
    #[default]
    Follow,
    /// A redirect is an error.
    Error,
    /// A redirect is handed to the script, which can read nothing of it.
    Manual,
}

/// [Referrer policy](https://w3c.github.io/webappsec-referrer-policy/): what a request says of the
/// page it comes from, in `Referer` and, outside of mode `cors`, in `Origin`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[allow(
    missing_docs,
    reason = "the names are the standard's, and it explains them"
)]
pub enum ReferrerPolicy {
    NoReferrer,
    NoReferrerWhenDowngrade,
    SameOrigin,
    Origin,
    StrictOrigin,
    OriginWhenCrossOrigin,
    #[default]
    StrictOriginWhenCrossOrigin,
    UnsafeUrl,
}

/// A call of `fetch()`, to be made by a [`Page`](super::Page).
///
/// Nothing is judged here. What a browser refuses to send, such as the method `TRACE`, is
/// [`Blocked`](super::Blocked) when it is fetched; the headers it drops in silence, such as
/// `Cookie`, are dropped in silence.
///
/// ```
/// use cors_browser::{Credentials, Fetch, Redirect};
///
/// let update = Fetch::put("https://api.example.com/users/7")
///     .json(r#"{"name":"Ada"}"#)
///     .header("if-match", "\"5\"")
///     .credentials_include();
///
/// let login = Fetch::post("/login").form("name=ada").redirect(Redirect::Manual);
/// # let _ = (update, login.credentials(Credentials::Omit));
/// ```
#[derive(Clone, Debug)]
#[must_use = "a page has to fetch it"]
pub struct Fetch {
    pub(super) url: String,
    pub(super) method: String,
    pub(super) headers: Vec<(String, String)>,
    pub(super) body: Option<Body>,
    /// What the body says of itself; a header of the script goes before it.
    pub(super) content_type: Option<&'static str>,
    pub(super) is_stream: bool,
    pub(super) has_upload_listener: bool,
    pub(super) mode: Mode,
    pub(super) credentials: Credentials,
    pub(super) redirect: Redirect,
    pub(super) referrer_policy: ReferrerPolicy,
}

impl Fetch {
    /// A request with any method. `url` may be relative to the page.
    ///
    /// ```
    /// use cors_browser::Fetch;
    /// let search = Fetch::new("QUERY", "/users");
    /// # let _ = search;
    /// ```
    pub fn new(method: impl Into<String>, url: impl Into<String>) -> Self {
        Self {
            url: url.into(),
            method: method.into(),
            headers: Vec::new(),
            body: None,
            content_type: None,
            is_stream: false,
            has_upload_listener: false,
            mode: Mode::default(),
            credentials: Credentials::default(),
            redirect: Redirect::default(),
            referrer_policy: ReferrerPolicy::default(),
        }
    }

    /// `fetch(url)`.
    pub fn get(url: impl Into<String>) -> Self {
        Self::new("GET", url)
    }

    /// `fetch(url, { method: "HEAD" })`.
    pub fn head(url: impl Into<String>) -> Self {
        Self::new("HEAD", url)
    }

    /// `fetch(url, { method: "POST" })`.
    pub fn post(url: impl Into<String>) -> Self {
        Self::new("POST", url)
    }

    /// `fetch(url, { method: "PUT" })`.
    pub fn put(url: impl Into<String>) -> Self {
        Self::new("PUT", url)
    }

    /// `fetch(url, { method: "PATCH" })`.
    pub fn patch(url: impl Into<String>) -> Self {
        Self::new("PATCH", url)
    }

    /// `fetch(url, { method: "DELETE" })`.
    pub fn delete(url: impl Into<String>) -> Self {
        Self::new("DELETE", url)
    }

    /// Another entry of `headers`. One name may come several times.
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }

    /// A body of text, which says `text/plain;charset=UTF-8` of itself: no preflight because of it.
    pub fn text(self, text: impl Into<String>) -> Self {
        self.typed(Body::from(text.into()), "text/plain;charset=UTF-8")
    }

    /// A body of URL-encoded pairs (`a=1&b=2`), as from a form: no preflight because of it.
    pub fn form(self, pairs: impl Into<String>) -> Self {
        let content_type = "application/x-www-form-urlencoded;charset=UTF-8";
        self.typed(Body::from(pairs.into()), content_type)
    }

    /// A body of JSON text, with `Content-Type: application/json`, which takes a preflight.
    pub fn json(self, text: impl Into<String>) -> Self {
        self.typed(Body::from(text.into()), "application/json")
    }

    /// A body of bytes, which says nothing of itself.
    pub fn bytes(mut self, bytes: impl Into<Vec<u8>>) -> Self {
        self.body = Some(Body::from(bytes.into()));
        self.content_type = None;
        self.is_stream = false;
        self
    }

    /// A body that is a `ReadableStream` (`duplex: "half"`), which takes a preflight and cannot be
    /// sent again after a redirect. Not every engine has it.
    pub fn stream(mut self, bytes: impl Into<Vec<u8>>) -> Self {
        self = self.bytes(bytes);
        self.is_stream = true;
        self
    }

    /// As from an `XMLHttpRequest` with a listener on `upload`, for a progress bar: it takes a
    /// preflight whatever else is asked.
    pub fn upload_listener(mut self) -> Self {
        self.has_upload_listener = true;
        self
    }

    /// `credentials: "include"`: cookies go to other origins as well.
    pub fn credentials_include(self) -> Self {
        self.credentials(Credentials::Include)
    }

    /// `credentials`.
    pub fn credentials(mut self, credentials: Credentials) -> Self {
        self.credentials = credentials;
        self
    }

    /// `mode`.
    pub fn mode(mut self, mode: Mode) -> Self {
        self.mode = mode;
        self
    }

    /// `redirect`.
    pub fn redirect(mut self, redirect: Redirect) -> Self {
        self.redirect = redirect;
        self
    }

    /// `referrerPolicy`.
    pub fn referrer_policy(mut self, policy: ReferrerPolicy) -> Self {
        self.referrer_policy = policy;
        self
    }

    fn typed(mut self, body: Body, content_type: &'static str) -> Self {
        self.body = Some(body);
        self.content_type = Some(content_type);
        self.is_stream = false;
        self
    }
}
