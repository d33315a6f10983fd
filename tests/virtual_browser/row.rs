//! A measured row: the fetches of a script, the responses of the server, and the results in each
//! engine.
//!
//! `two-engines.jsonl` was measured with Chromium 156.0.8078.79 and Firefox ESR 153.7.0, over http;
//! `three-engines.jsonl` with these two and `WebKitGTK` 2.50.6, over http (HTTP/1.1) and https
//! (HTTP/2). Both were measured on Debian 12 in November 2026. Each line is a row, in the order of
//! the measurement:
//!
//! | key | meaning |
//! | --- | --- |
//! | `name` | the name of the row |
//! | `from` | the client: `sandbox` is a sandboxed or `data:` frame, `blob` a worker from a `blob:` URL; the page by default |
//! | `kind` | `navigation` or `websocket`, which are not fetches |
//! | `fetches` | successive calls of `fetch()`; `to` is the server, `wait` the milliseconds before the call, `page` a different page |
//! | `hops` | status and headers of the responses for each URL of the redirect chain: `pre` to preflights, `main` to the first request, `then` to further requests |
//! | `spec` | whether the fetch resolves by the standard, determined before the measurement |
//! | `expect` | pairs of engines (`firefox`, `webkit/https`, `all`) and results |
//! | `facts` | the number of rows of the measurement that are merged in this one, 1 by default |
//!
//! The first row of the first table sets a cookie for later rows and has no results.
//!
//! The results of a row:
//!
//! | key | meaning |
//! | --- | --- |
//! | `ok` | whether the last fetch resolved |
//! | `status`, `type`, `visible` | its status, its response type and the names of its headers, except for `date` and `server` |
//! | `seen` | the requests at the server: method, index of the URL, `Origin`, `Access-Control-Request-Method` and `-Headers`, `Cookie` and `Authorization`; a boolean is whether the header was sent, `*` was not recorded |
//! | `preflights`, `requests` | the number of preflights and of all requests |
//! | `request_headers` | `Access-Control-Request-Headers` of the preflight |
//! | `origins` | `Origin` of each request |

use cors_browser::{Credentials, Fetch, Mode, Redirect, ReferrerPolicy};
use serde_json::Value;

use crate::server::Site;

pub(crate) struct Row(Value);

impl Row {
    pub(crate) fn all(lines: &str) -> Vec<Self> {
        let rows = lines
            .lines()
            .map(|line| serde_json::from_str(line).unwrap());
        rows.map(Self).collect()
    }

    pub(crate) fn name(&self) -> &str {
        self.0["name"].as_str().unwrap()
    }

    pub(crate) fn from(&self) -> Option<&str> {
        self.0["from"].as_str()
    }

    pub(crate) fn kind(&self) -> Option<&str> {
        self.0["kind"].as_str()
    }

    pub(crate) fn hops(&self) -> &Value {
        &self.0["hops"]
    }

    pub(crate) fn fetches(&self) -> &[Value] {
        self.0["fetches"].as_array().unwrap()
    }

    pub(crate) fn facts(&self) -> u64 {
        self.0["facts"].as_u64().unwrap_or(1)
    }

    pub(crate) fn spec(&self) -> Option<bool> {
        self.0["spec"].as_bool()
    }

    /// The results of a profile: an engine, or an engine and a scheme (`firefox/https`).
    pub(crate) fn expected(&self, profile: &str) -> Option<&Value> {
        let engine = profile.split('/').next().unwrap();
        let expect = self.0["expect"].as_array().unwrap();
        let found = expect.iter().find(|pair| {
            let engines = pair[0].as_str().unwrap();
            let mut listed = engines.split(' ');
            engines == "all" || listed.any(|name| name == profile || name == engine)
        });
        found.map(|pair| &pair[1])
    }
}

/// Makes a fetch from its entry in `fetches`.
pub(crate) fn fetch(entry: &Value, site: &Site, row: usize) -> Fetch {
    let text = |key: &str| entry[key].as_str();
    let to = site.hop(text("to").unwrap_or("api"), row);
    let mut fetch = Fetch::new(text("method").unwrap_or("GET"), format!("{to}0"));
    for pair in entry["headers"].as_array().into_iter().flatten() {
        fetch = fetch.header(pair[0].as_str().unwrap(), pair[1].as_str().unwrap());
    }
    if let Some(body) = text("body") {
        fetch = fetch.text(body);
    }
    if let Some(pairs) = text("form") {
        fetch = fetch.form(pairs);
    }
    if let Some(bytes) = text("bytes") {
        fetch = fetch.bytes(bytes);
    }
    if let Some(bytes) = text("stream") {
        fetch = fetch.stream(bytes);
    }
    if entry["upload"] == true {
        fetch = fetch.upload_listener();
    }
    fetch = match text("credentials") {
        Some("include") => fetch.credentials_include(),
        Some("omit") => fetch.credentials(Credentials::Omit),
        other => assert_absent(other, fetch),
    };
    fetch = match text("mode") {
        Some("no-cors") => fetch.mode(Mode::NoCors),
        Some("same-origin") => fetch.mode(Mode::SameOrigin),
        Some("cors") => fetch.mode(Mode::Cors),
        other => assert_absent(other, fetch),
    };
    fetch = match text("redirect") {
        Some("manual") => fetch.redirect(Redirect::Manual),
        Some("error") => fetch.redirect(Redirect::Error),
        other => assert_absent(other, fetch),
    };
    match text("referrer_policy") {
        Some("no-referrer") => fetch.referrer_policy(ReferrerPolicy::NoReferrer),
        other => assert_absent(other, fetch),
    }
}

fn assert_absent(value: Option<&str>, fetch: Fetch) -> Fetch {
    assert_eq!(value, None, "unknown value");
    fetch
}
