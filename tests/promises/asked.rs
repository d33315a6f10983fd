//! What a page asks for, and pages that ask: some that a policy lets in, and some that are one slip of
//! a matcher away from it.

use cors_browser::{Credentials, Fetch};
use proptest::prelude::*;

use crate::said::Said;

/// One call of `fetch()`.
#[derive(Debug, Clone)]
pub(crate) struct Asked {
    pub(crate) method: &'static str,
    pub(crate) headers: Vec<(&'static str, &'static str)>,
    pub(crate) credentials: Credentials,
    pub(crate) upload_listener: bool,
}

/// Headers that scripts set, and whether each needs a permission.
const HEADERS: [(&str, &str, bool); 11] = [
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

impl Asked {
    /// Fetch, «normalize»: these have no case, and all others have.
    pub(crate) fn method_as_sent(&self) -> &str {
        match self.method {
            "put" => "PUT",
            "delete" => "DELETE",
            "post" => "POST",
            other => other,
        }
    }

    /// Whether credentials go along to another site.
    pub(crate) fn is_credentialed(&self) -> bool {
        self.credentials == Credentials::Include
    }

    /// The names that need a permission.
    pub(crate) fn unsafe_headers(&self) -> Vec<&'static str> {
        let asked = self.headers.iter();
        let needing = asked.filter(|(name, value)| {
            let known = HEADERS.iter().find(|(n, v, _)| n == name && v == value);
            known.is_some_and(|(_, _, needs)| *needs)
        });
        needing.map(|(name, _)| *name).collect()
    }

    pub(crate) fn fetch(&self, url: &str) -> Fetch {
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

pub(crate) fn asked() -> impl Strategy<Value = Asked> {
    const METHODS: [&str; 11] = [
        "GET", "HEAD", "POST", "post", "PUT", "put", "DELETE", "delete", "PATCH", "patch", "PURGE",
    ];
    const CREDENTIALS: [Credentials; 4] = [
        Credentials::Include,
        Credentials::Include,
        Credentials::SameOrigin,
        Credentials::Omit,
    ];
    (
        proptest::sample::select(&METHODS[..]),
        proptest::sample::subsequence(&HEADERS[..], 0..4),
        proptest::sample::select(&CREDENTIALS[..]),
        proptest::bool::weighted(0.2),
    )
        .prop_map(|(method, headers, credentials, upload_listener)| {
            let mut asked = Asked {
                method,
                headers: headers.into_iter().map(|(n, v, _)| (n, v)).collect(),
                credentials,
                upload_listener,
            };
            // Two values of one name are one value to a browser, and another test's business.
            asked.headers.dedup_by_key(|(name, _)| *name);
            // Only what has a body is uploaded.
            asked.upload_listener &= !["GET", "HEAD"].contains(&asked.method);
            asked
        })
}

/// The address of a page that `said` most likely lets in: an origin of its own, or one that a
/// pattern of its own stands for.
pub(crate) fn insider(said: &Said, at: usize, label: &str) -> String {
    let written: Vec<&String> = said.origins.iter().chain(&said.source).collect();
    if written.is_empty() || written == ["*"] {
        return format!("https://{label}.test");
    }
    let written = written[at % written.len()];
    let host = written.replace("*.", &format!("{label}."));
    host.replace(":*", [":3000", "", ":81"][at % 3])
}

/// The same with one edit, of the kinds that matchers get wrong.
pub(crate) fn neighbour(origin: &str, edit: usize, at: usize, letter: char) -> String {
    let (scheme, host) = origin.split_once("://").unwrap_or(("https", origin));
    let (name, port) = match host.split_once(':') {
        Some((name, port)) if !host.contains('[') => (name, format!(":{port}")),
        _ => (host, String::new()),
    };
    let place = (0..=name.len())
        .filter(|place| name.is_char_boundary(*place))
        .nth(at % (name.len() + 1))
        .unwrap_or(0);
    let (before, after) = name.split_at(place);
    match edit % 12 {
        0 => format!("{scheme}://{before}{letter}{after}{port}"),
        1 => format!("{scheme}://{before}{}{port}", after.get(1..).unwrap_or("")),
        2 => format!(
            "{scheme}://{before}{letter}{}{port}",
            after.get(1..).unwrap_or("")
        ),
        3 => format!("{scheme}://{before}.{after}{port}"),
        4 => format!("{scheme}://evil{name}{port}"),
        5 => format!("{scheme}://{name}.evil.test{port}"),
        6 => format!("{scheme}://evil.test/.{name}{port}"),
        7 => format!("{scheme}://{name}@evil.test{port}"),
        8 => format!("{scheme}://{name}:81"),
        9 => format!(
            "{}://{name}{port}",
            if scheme == "https" { "http" } else { "https" }
        ),
        10 => format!("{scheme}://{name}.{port}"),
        _ => format!("{scheme}://{letter}.{name}{port}"),
    }
}
