//! The arguments of `fetch()` as a builder.

use crate::body::Body;
use crate::body_limit::BodyLimit;
use crate::fetch_body::FetchBody;
use crate::options::{Credentials, Mode, Redirect, ReferrerPolicy};

/// A call of `fetch()`, made by [`Page::fetch`](crate::Page::fetch).
///
/// The builder accepts every value. Requests that a browser refuses to send, such as one with the
/// method `TRACE`, fail with [`Blocked`](crate::Blocked) in [`Page::fetch`](crate::Page::fetch).
/// Headers that a browser drops silently, such as `Cookie`, are dropped silently.
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
#[must_use = "a request is sent by `Page::fetch`"]
pub struct Fetch {
    pub(crate) url: String,
    pub(crate) method: String,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Option<Body>,
    /// The type of the body, which a `Content-Type` header of the script overrides.
    pub(crate) content_type: Option<&'static str>,
    pub(crate) is_stream: bool,
    pub(crate) has_upload_listener: bool,
    pub(crate) mode: Mode,
    pub(crate) credentials: Credentials,
    pub(crate) redirect: Redirect,
    pub(crate) referrer_policy: ReferrerPolicy,
    pub(crate) body_limit: BodyLimit,
}

impl Fetch {
    /// A request with any method. `url` may be relative to the URL of the page.
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
            body_limit: BodyLimit::default(),
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

    /// Adds an entry of `headers`. The same name may be added several times.
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }

    /// Sets the option `body`: a text has the type `text/plain;charset=UTF-8`, and bytes have none. A
    /// header `content-type` replaces the type.
    ///
    /// ```
    /// use cors_browser::Fetch;
    ///
    /// let csv = Fetch::put("/report").header("content-type", "text/csv").body("a,b\n");
    /// let image = Fetch::put("/image").header("content-type", "image/png").body(vec![0x89, 0x50]);
    /// # let _ = (csv, image);
    /// ```
    pub fn body(mut self, body: impl Into<FetchBody>) -> Self {
        let FetchBody { body, content_type } = body.into();
        self.body = Some(body);
        self.content_type = content_type;
        self.is_stream = false;
        self
    }

    /// Sets a text body of type `text/plain;charset=UTF-8`, which needs no preflight.
    pub fn text(self, text: impl Into<String>) -> Self {
        self.typed(Body::from(text.into()), FetchBody::TEXT)
    }

    /// Sets a body of URL-encoded pairs such as `a=1&b=2`, like that of a form, which needs no
    /// preflight.
    pub fn form(self, pairs: impl Into<String>) -> Self {
        let content_type = "application/x-www-form-urlencoded;charset=UTF-8";
        self.typed(Body::from(pairs.into()), content_type)
    }

    /// Sets a body of JSON text with `Content-Type: application/json`, which needs a preflight.
    pub fn json(self, text: impl Into<String>) -> Self {
        self.typed(Body::from(text.into()), "application/json")
    }

    /// Sets a body of bytes without a `Content-Type`.
    pub fn bytes(mut self, bytes: impl Into<Vec<u8>>) -> Self {
        self.body = Some(Body::from(bytes.into()));
        self.content_type = None;
        self.is_stream = false;
        self
    }

    /// Sets a body that is a `ReadableStream` (`duplex: "half"`), which needs a preflight and
    /// cannot be sent again after a redirect. Firefox and `WebKit` do not support streams.
    pub fn stream(mut self, bytes: impl Into<Vec<u8>>) -> Self {
        self = self.bytes(bytes);
        self.is_stream = true;
        self
    }

    /// Adds a listener to `XMLHttpRequest.upload`, as for a progress bar, which always needs a
    /// preflight.
    pub fn upload_listener(mut self) -> Self {
        self.has_upload_listener = true;
        self
    }

    /// Sets `credentials: "include"`, so that cross-origin requests carry cookies.
    pub fn credentials_include(self) -> Self {
        self.credentials(Credentials::Include)
    }

    /// Sets the option `credentials`.
    pub fn credentials(mut self, credentials: Credentials) -> Self {
        self.credentials = credentials;
        self
    }

    /// Sets the option `mode`.
    pub fn mode(mut self, mode: Mode) -> Self {
        self.mode = mode;
        self
    }

    /// Sets the option `redirect`.
    pub fn redirect(mut self, redirect: Redirect) -> Self {
        self.redirect = redirect;
        self
    }

    /// Sets the option `referrerPolicy`.
    pub fn referrer_policy(mut self, policy: ReferrerPolicy) -> Self {
        self.referrer_policy = policy;
        self
    }

    /// Reads only the head of the response: the body is empty, and the server sees that the rest is not
    /// read. For responses that never end.
    pub fn read_head(mut self) -> Self {
        self.body_limit = BodyLimit::HEAD;
        self
    }

    /// Reads at most `count` bytes of the response's body.
    pub fn read_bytes(mut self, count: usize) -> Self {
        self.body_limit = BodyLimit::bytes(count);
        self
    }

    /// Reads the body of the response until it contains `count` server-sent events. Events without data
    /// and comments do not count. Without a limit, the fetch of an endless stream never returns.
    ///
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), cors_browser::Blocked> {
    /// use axum::response::sse::{Event, Sse};
    /// use axum::{Router, routing::get};
    /// use cors_browser::{Browser, Fetch};
    /// use futures_util::stream;
    /// use tower_http::cors::CorsLayer;
    ///
    /// async fn prices() -> Sse<impl stream::Stream<Item = Result<Event, std::io::Error>>> {
    ///     Sse::new(stream::repeat_with(|| Ok(Event::default().data("42"))))
    /// }
    ///
    /// let mut app: Router = Router::new().route("/prices", get(prices)).layer(CorsLayer::permissive());
    /// let page = Browser::spec().open("https://app.example.com");
    /// let prices = Fetch::get("https://api.example.com/prices").read_events(2);
    /// let response = page.fetch(&mut app, prices).await?;
    /// assert_eq!(response.text(), "data: 42\n\ndata: 42\n\n");
    /// # Ok(())
    /// # }
    /// ```
    pub fn read_events(mut self, count: usize) -> Self {
        self.body_limit = BodyLimit::events(count);
        self
    }

    fn typed(mut self, body: Body, content_type: &'static str) -> Self {
        self.body = Some(body);
        self.content_type = Some(content_type);
        self.is_stream = false;
        self
    }
}
