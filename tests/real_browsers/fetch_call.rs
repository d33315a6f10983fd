//! One request, as a script of a page makes it. Plain data.

use serde::Serialize;
use url::form_urlencoded;

use crate::origins::{Place, Sites};

/// What makes the request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Way {
    /// `fetch()`.
    Fetch,
    /// `fetch()` of a body that is a `ReadableStream`.
    Stream,
    /// `XMLHttpRequest`.
    Xhr,
    /// `XMLHttpRequest` with a listener on the upload.
    Upload,
    /// `<img>`, without `crossorigin` in mode `no-cors`.
    Image,
    /// `EventSource`.
    Events,
    /// `WebSocket`.
    Socket,
}

/// Fetch, «request's mode».
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Mode {
    Cors,
    NoCors,
    SameOrigin,
}

/// Fetch, «request's credentials mode».
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Credentials {
    Omit,
    SameOrigin,
    Include,
}

/// Fetch, «request's redirect mode».
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Redirect {
    Follow,
    Error,
    Manual,
}

/// A request.
#[derive(Debug, Clone)]
pub(crate) struct Ask {
    pub(crate) way: Way,
    pub(crate) method: &'static str,
    pub(crate) place: Place,
    pub(crate) path: &'static str,
    /// Where redirects lead, one after the other.
    pub(crate) then: Vec<(Place, &'static str)>,
    pub(crate) headers: Vec<(&'static str, &'static str)>,
    pub(crate) body: Option<&'static str>,
    pub(crate) credentials: Credentials,
    pub(crate) mode: Mode,
    pub(crate) redirect: Redirect,
}

/// The same with the origins of a run in it: what a page needs to know.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct PageAsk {
    pub(crate) way: Way,
    pub(crate) method: &'static str,
    pub(crate) url: String,
    pub(crate) headers: Vec<(&'static str, &'static str)>,
    pub(crate) body: Option<&'static str>,
    pub(crate) credentials: Credentials,
    pub(crate) mode: Mode,
    pub(crate) redirect: Redirect,
}

/// To the API, with what `fetch()` does when nothing else is said.
pub(crate) fn ask(method: &'static str, path: &'static str) -> Ask {
    Ask {
        way: Way::Fetch,
        method,
        place: Place::Api,
        path,
        then: Vec::new(),
        headers: Vec::new(),
        body: None,
        credentials: Credentials::SameOrigin,
        mode: Mode::Cors,
        redirect: Redirect::Follow,
    }
}

pub(crate) fn get(path: &'static str) -> Ask {
    ask("GET", path)
}

pub(crate) fn put(path: &'static str) -> Ask {
    ask("PUT", path)
}

pub(crate) fn delete(path: &'static str) -> Ask {
    ask("DELETE", path)
}

/// Text, which any form could send.
pub(crate) fn post(path: &'static str) -> Ask {
    ask("POST", path).body("hello")
}

impl Ask {
    pub(crate) fn of(self, place: Place) -> Self {
        Self { place, ..self }
    }

    /// Where the next redirect leads.
    pub(crate) fn then(mut self, place: Place, path: &'static str) -> Self {
        self.then.push((place, path));
        self
    }

    pub(crate) fn header(mut self, name: &'static str, value: &'static str) -> Self {
        self.headers.push((name, value));
        self
    }

    pub(crate) fn body(self, body: &'static str) -> Self {
        let body = Some(body);
        Self { body, ..self }
    }

    pub(crate) fn json(self, body: &'static str) -> Self {
        self.header("content-type", "application/json").body(body)
    }

    pub(crate) fn by(self, way: Way) -> Self {
        Self { way, ..self }
    }

    pub(crate) fn mode(self, mode: Mode) -> Self {
        Self { mode, ..self }
    }

    pub(crate) fn credentials(self, credentials: Credentials) -> Self {
        Self {
            credentials,
            ..self
        }
    }

    pub(crate) fn include(self) -> Self {
        self.credentials(Credentials::Include)
    }

    pub(crate) fn redirect(self, redirect: Redirect) -> Self {
        Self { redirect, ..self }
    }

    /// From: places. Into: the origins of a run. `case` is the mark by which the server knows what a
    /// request belongs to, which also keeps the caches of one case from another's.
    pub(crate) fn for_page(&self, case: &str, sites: Sites) -> PageAsk {
        let mut url: Option<String> = None;
        let places = [(self.place, self.path)]
            .into_iter()
            .chain(self.then.clone());
        for (place, path) in places.collect::<Vec<_>>().into_iter().rev() {
            let mut query = form_urlencoded::Serializer::new(String::new());
            query.append_pair("case", case);
            if let Some(next) = &url {
                query.append_pair("to", next);
            }
            url = Some(format!("{}{path}?{}", sites.origin(place), query.finish()));
        }
        PageAsk {
            way: self.way,
            method: self.method,
            url: url.unwrap_or_default(),
            headers: self.headers.clone(),
            body: self.body,
            credentials: self.credentials,
            mode: self.mode,
            redirect: self.redirect,
        }
    }
}
