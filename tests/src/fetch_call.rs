//! One call of `fetch()`, as data.

use cors_browser::{Credentials, Fetch};

/// One call of `fetch()`.
#[derive(Debug, Clone)]
pub struct FetchCall {
    /// The method as the script writes it.
    pub method: &'static str,
    /// The headers that the script sets; each is an element of [`HEADERS`].
    pub headers: Vec<(&'static str, &'static str)>,
    /// The credentials mode.
    pub credentials: Credentials,
    /// Whether the script listens to the progress of the upload, which forces a preflight.
    pub upload_listener: bool,
}

/// Headers that scripts may set: name, value, and whether that header requires a preflight.
pub const HEADERS: [(&str, &str, bool); 11] = [
    ("accept", "text/html", false),
    ("accept-language", "de", false),
    ("accept-language", "de{}", true),
    ("content-type", "text/plain;charset=utf-8", false),
    ("content-type", "application/json", true),
    ("authorization", "Bearer x", true),
    ("x-a", "1", true),
    ("x-b", "2", true),
    ("range", "bytes=0-9", false),
    ("range", "bytes=-9", true),
    ("if-match", "\"5\"", true),
];

impl FetchCall {
    /// Returns the method as browsers send it.
    ///
    /// Browsers upper-case some methods only:
    /// <https://fetch.spec.whatwg.org/#concept-method-normalize>.
    #[must_use]
    pub fn normalized_method(&self) -> &str {
        match self.method {
            "put" => "PUT",
            "delete" => "DELETE",
            "post" => "POST",
            other => other,
        }
    }

    /// Returns whether a cross-origin request carries credentials.
    #[must_use]
    pub fn is_credentialed(&self) -> bool {
        self.credentials == Credentials::Include
    }

    /// Returns the names of the headers that `headers` of a policy has to list.
    #[must_use]
    pub fn non_safelisted_headers(&self) -> Vec<&'static str> {
        let non_safelisted = self.headers.iter().filter(|(name, value)| {
            let known = HEADERS.iter().find(|(n, v, _)| n == name && v == value);
            known.is_some_and(|(_, _, non_safelisted)| *non_safelisted)
        });
        non_safelisted.map(|(name, _)| *name).collect()
    }

    /// Returns the call as the virtual browser takes it.
    pub fn to_fetch(&self, url: &str) -> Fetch {
        let mut fetch = Fetch::new(self.method, url).credentials(self.credentials);
        for (name, value) in &self.headers {
            fetch = fetch.header(*name, *value);
        }
        if self.upload_listener {
            fetch = fetch.upload_listener();
        }
        fetch
    }
}
