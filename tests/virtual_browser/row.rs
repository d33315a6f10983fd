//! A measured row: what a script did, what the server answered, and what each engine made of it.
//!
//! `two-engines.jsonl` was measured with Chromium 156.0.8078.79 and Firefox ESR 153.7.0, over http;
//! `three-engines.jsonl` with these two and `WebKitGTK` 2.50.6, over http (HTTP/1.1) and https
//! (HTTP/2). Both on Debian 12, in November 2026. A line is a row, in the order of the rows:
//!
//! | key | meaning |
//! | --- | --- |
//! | `name` | what was tried |
//! | `from` | `sandbox`: a sandboxed or `data:` frame; `blob`: a worker from a `blob:` URL; else the page |
//! | `kind` | `navigation` or `websocket`, which are no fetches |
//! | `fetches` | calls of `fetch()`, one after the other; `to` is whose URL, `wait` milliseconds before, `page` another page |
//! | `hops` | the server's answers by hop: `main` and `pre` to a preflight, `then` to every further request; status and headers |
//! | `spec` | the verdict that the standard was read to have, before anything was measured |
//! | `expect` | pairs of who (`firefox`, `webkit/https`, `all`) and what |
//! | `facts` | how many rows of the measurement it stands for, if not one |
//!
//! The first row of the first table sets a cookie for those behind it, and expects nothing.
//!
//! What: `ok` did the last fetch resolve, with `status`, `type` and the names of `visible` headers;
//! `seen` what the server saw: method, hop, `Origin`, the two `Access-Control-Request-*`, `Cookie`,
//! `Authorization`, as text or as whether there was one, `*` for not recorded; `preflights`,
//! `requests`: how many of them; `asked`: `Access-Control-Request-Headers` of the preflight;
//! `origins`: `Origin` of each request. `date` and `server` are left out of `visible`.

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

    /// What is expected of `who`, an engine and a scheme (`firefox/https`).
    pub(crate) fn expected(&self, who: &str) -> Option<&Value> {
        let engine = who.split('/').next().unwrap();
        let expect = self.0["expect"].as_array().unwrap();
        let found = expect.iter().find(|pair| {
            let of = pair[0].as_str().unwrap();
            of == "all" || of.split(' ').any(|one| one == who || one == engine)
        });
        found.map(|pair| &pair[1])
    }
}

/// `fetch()` as a row has it.
pub(crate) fn fetch(said: &Value, site: &Site, row: usize) -> Fetch {
    let text = |key: &str| said[key].as_str();
    let to = site.hop(text("to").unwrap_or("api"), row);
    let mut fetch = Fetch::new(text("method").unwrap_or("GET"), format!("{to}0"));
    for pair in said["headers"].as_array().into_iter().flatten() {
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
    if said["upload"] == true {
        fetch = fetch.upload_listener();
    }
    fetch = match text("credentials") {
        Some("include") => fetch.credentials_include(),
        Some("omit") => fetch.credentials(Credentials::Omit),
        other => unless_said(other, fetch),
    };
    fetch = match text("mode") {
        Some("no-cors") => fetch.mode(Mode::NoCors),
        Some("same-origin") => fetch.mode(Mode::SameOrigin),
        Some("cors") => fetch.mode(Mode::Cors),
        other => unless_said(other, fetch),
    };
    fetch = match text("redirect") {
        Some("manual") => fetch.redirect(Redirect::Manual),
        Some("error") => fetch.redirect(Redirect::Error),
        other => unless_said(other, fetch),
    };
    match text("referrer_policy") {
        Some("no-referrer") => fetch.referrer_policy(ReferrerPolicy::NoReferrer),
        other => unless_said(other, fetch),
    }
}

fn unless_said(value: Option<&str>, fetch: Fetch) -> Fetch {
    assert_eq!(value, None, "a value that no row had before");
    fetch
}
