//! A call in a script of a page that causes a request. Plain data.

use serde::Serialize;
use url::form_urlencoded;

use crate::origins::{OriginName, Origins};

/// The API that the script uses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Mechanism {
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
    /// `<script>`, in mode `no-cors`.
    Script,
    /// `<link rel=prefetch>`, in mode `no-cors`.
    Prefetch,
    /// `<link rel=preload>` of an image, in mode `no-cors`.
    Preload,
    /// A form, submitted to a frame. The body is its fields.
    Form,
    /// `<iframe>`: a navigation of a frame.
    Frame,
    /// A link to a new window: a top-level navigation.
    Link,
    /// `EventSource`.
    Events,
    /// `WebSocket`.
    Socket,
}

/// <https://fetch.spec.whatwg.org/#concept-request-mode>
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Mode {
    Cors,
    NoCors,
    SameOrigin,
}

/// <https://fetch.spec.whatwg.org/#concept-request-credentials-mode>
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Credentials {
    Omit,
    SameOrigin,
    Include,
}

/// <https://fetch.spec.whatwg.org/#concept-request-redirect-mode>
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Redirect {
    Follow,
    Error,
    Manual,
}

/// A call.
#[derive(Debug, Clone)]
pub(crate) struct FetchCall {
    pub(crate) mechanism: Mechanism,
    pub(crate) method: &'static str,
    pub(crate) origin_name: OriginName,
    pub(crate) path: &'static str,
    /// The targets of redirects, in order.
    pub(crate) then: Vec<(OriginName, &'static str)>,
    pub(crate) headers: Vec<(&'static str, &'static str)>,
    pub(crate) body: Option<&'static str>,
    pub(crate) credentials: Credentials,
    pub(crate) mode: Mode,
    pub(crate) redirect: Redirect,
}

/// A call with the URLs of a run, as pages receive it.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct ResolvedCall {
    pub(crate) mechanism: Mechanism,
    pub(crate) method: &'static str,
    pub(crate) url: String,
    pub(crate) headers: Vec<(&'static str, &'static str)>,
    pub(crate) body: Option<&'static str>,
    pub(crate) credentials: Credentials,
    pub(crate) mode: Mode,
    pub(crate) redirect: Redirect,
}

/// A call of `fetch()` to the API with default parameters.
pub(crate) fn call(method: &'static str, path: &'static str) -> FetchCall {
    FetchCall {
        mechanism: Mechanism::Fetch,
        method,
        origin_name: OriginName::Api,
        path,
        then: Vec::new(),
        headers: Vec::new(),
        body: None,
        credentials: Credentials::SameOrigin,
        mode: Mode::Cors,
        redirect: Redirect::Follow,
    }
}

pub(crate) fn get(path: &'static str) -> FetchCall {
    call("GET", path)
}

pub(crate) fn put(path: &'static str) -> FetchCall {
    call("PUT", path)
}

pub(crate) fn delete(path: &'static str) -> FetchCall {
    call("DELETE", path)
}

/// A POST with text, which needs no preflight.
pub(crate) fn post(path: &'static str) -> FetchCall {
    call("POST", path).body("hello")
}

impl FetchCall {
    pub(crate) fn to(self, origin_name: OriginName) -> Self {
        Self {
            origin_name,
            ..self
        }
    }

    /// Adds the target of a redirect.
    pub(crate) fn then(mut self, origin_name: OriginName, path: &'static str) -> Self {
        self.then.push((origin_name, path));
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

    pub(crate) fn via(self, mechanism: Mechanism) -> Self {
        Self { mechanism, ..self }
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

    /// Inserts the origins of a run. The server assigns requests to cases by `case_id`, which also
    /// separates the caches of different cases.
    pub(crate) fn resolve(&self, case: &str, origins: Origins) -> ResolvedCall {
        let mut url: Option<String> = None;
        let places = [(self.origin_name, self.path)]
            .into_iter()
            .chain(self.then.clone());
        for (origin_name, path) in places.collect::<Vec<_>>().into_iter().rev() {
            let mut query = form_urlencoded::Serializer::new(String::new());
            query.append_pair("case", case);
            if let Some(next) = &url {
                query.append_pair("to", next);
            }
            url = Some(format!(
                "{}{path}?{}",
                origins.origin(origin_name),
                query.finish()
            ));
        }
        ResolvedCall {
            mechanism: self.mechanism,
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
