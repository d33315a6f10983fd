use std::error::Error;
use std::fmt;

use cors_policy::{PolicySpec, validate};
use url::Url;

/// The error of opening a page with a text that is not the URL of a page.
///
/// Its sentence names the URL that was probably meant. `Debug` prints the same text, because it is what
/// `unwrap` shows; `{:#?}` prints the field.
///
/// ```
/// use cors_browser::Browser;
///
/// let error = Browser::spec().try_open("localhost:3000").unwrap_err();
/// assert_eq!(
///     error.to_string(),
///     "`localhost:3000` is not the URL of a page\n\
///      help: open the page with an absolute URL: `http://localhost:3000`",
/// );
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct InvalidPageUrl {
    url: String,
}

impl InvalidPageUrl {
    /// Returns the text that is not the URL of a page.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Returns the URL that was probably meant: validation adds a missing scheme.
    fn meant(&self) -> Option<String> {
        let is_path = self.url.starts_with('/') && !self.url.starts_with("//");
        if is_path || self.url.is_empty() {
            return None;
        }
        let spec = PolicySpec::from_lists([("origins", [self.url.as_str()])]);
        let violations = validate(&spec).violations.into_iter();
        let mut suggestions = violations.map(|violation| violation.suggestion().to_owned());
        suggestions.find(|suggestion| parse_page_url(suggestion).is_ok())
    }
}

impl fmt::Display for InvalidPageUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.meant() {
            Some(meant) => write!(
                f,
                "`{}` is not the URL of a page\nhelp: open the page with an absolute URL: `{meant}`",
                self.url
            ),
            None => write!(
                f,
                "`{}` is not the URL of a page\nhelp: open the page with an absolute URL such as \
                 `https://app.example.com`",
                self.url
            ),
        }
    }
}

impl fmt::Debug for InvalidPageUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !f.alternate() {
            return fmt::Display::fmt(self, f);
        }
        f.debug_struct("InvalidPageUrl")
            .field("url", &self.url)
            .finish()
    }
}

impl Error for InvalidPageUrl {}

/// Parses the URL of a page. `app.example.com` has no scheme, and for the URL parser `localhost` is the
/// scheme of `localhost:3000`; no browser opens a page with either.
pub(crate) fn parse_page_url(text: &str) -> Result<Url, InvalidPageUrl> {
    let invalid = || InvalidPageUrl {
        url: text.to_owned(),
    };
    let url = Url::parse(text).map_err(|_| invalid())?;
    let may_lack_a_host = matches!(url.scheme(), "about" | "blob" | "data" | "file");
    if url.host().is_some() || may_lack_a_host {
        Ok(url)
    } else {
        Err(invalid())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_have_a_host_or_a_scheme_without_hosts() {
        for url in [
            "https://app.example.com/a?b#c",
            "http://localhost:3000",
            "HTTPS://App.Example.com",
            "capacitor://localhost",
            "about:blank",
            "data:text/html,x",
            "file:///home/page.html",
            "blob:https://app.example.com/9115d58c",
        ] {
            assert!(parse_page_url(url).is_ok(), "{url}");
        }
        for (text, meant) in [
            ("app.example.com", "URL: `https://app.example.com`"),
            (
                "app.example.com:8443",
                "URL: `https://app.example.com:8443`",
            ),
            ("localhost:3000", "URL: `http://localhost:3000`"),
            ("//app.example.com", "URL: `https://app.example.com`"),
            ("", "such as `https://app.example.com`"),
            ("/users", "such as `https://app.example.com`"),
            ("null", "such as `https://app.example.com`"),
            ("mailto:ada@example.com", "URL: `https://app.example.com`"),
        ] {
            let error = parse_page_url(text).expect_err(text);
            assert!(error.to_string().ends_with(meant), "{error}");
            assert_eq!(format!("{error:?}"), error.to_string());
        }
    }
}
