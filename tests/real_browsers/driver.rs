//! Performs calls in the virtual browser, like `page/fetch_call.js` does in a real browser.
//!
//! Each mechanism is mapped to the fetch that the standards specify for it. How an element treats
//! the response is implemented here.

use axum::Router;
use cors_browser::{Browser, Fetch, Page, ResponseType};
use http::HeaderMap;

use crate::case::Outcome;
use crate::fetch_call::{Credentials, Mechanism, Mode, Redirect, ResolvedCall};
use crate::initiator::Initiator;
use crate::origins::{OriginName, Origins};
use crate::recorder::Recorder;
use crate::report::Observed;

/// A page with its frames, and the server they send requests to.
pub(crate) struct Driver {
    page: Page,
    origins: Origins,
    app: Router,
    recorder: Recorder,
}

impl Driver {
    pub(crate) fn open(
        browser: &Browser,
        origins: Origins,
        app: Router,
        recorder: Recorder,
    ) -> Self {
        let page = browser.open(&format!("{}/", origins.origin(OriginName::Page)));
        Self {
            page,
            origins,
            app,
            recorder,
        }
    }

    /// Performs one step of a case.
    pub(crate) async fn perform(&mut self, initiator: Initiator, call: &ResolvedCall) -> Observed {
        let Some(fetch) = fetch(call) else {
            return without_response("not_modelled", String::new());
        };
        let page = self.initiator_page(initiator);
        match page.fetch(&mut self.app, fetch).await {
            Ok(observed) => match call.mechanism {
                Mechanism::Image => shown_if(self.was_sent_an_image()),
                Mechanism::Script | Mechanism::Prefetch | Mechanism::Preload => {
                    shown_if(self.last_status() == Some(200))
                }
                Mechanism::Events => shown_if(is_stream_of_events(&observed)),
                _ => readable(&observed),
            },
            Err(blocked) => without_response(Outcome::Blocked.name(), blocked.to_string()),
        }
    }

    fn initiator_page(&self, initiator: Initiator) -> Page {
        match initiator {
            Initiator::Page | Initiator::Worker => self.page.clone(),
            Initiator::Sandbox => self.page.sandboxed(),
            Initiator::Data => self.page.frame("data:text/html,"),
            _ => {
                let origin = self.origins.origin(initiator.document_origin());
                self.page.frame(&format!("{origin}/frame"))
            }
        }
    }

    /// Returns the status of the last response, which the page cannot see.
    fn last_status(&self) -> Option<u16> {
        let exchanges = self.recorder.exchanges();
        exchanges.last().map(|last| last.status)
    }

    /// Returns whether the last response is an image. The page cannot see a `no-cors` response, but
    /// the element shows it.
    fn was_sent_an_image(&self) -> bool {
        let exchanges = self.recorder.exchanges();
        let lines = exchanges.last().map(|last| &last.response);
        let mut lines = lines.into_iter().flatten();
        lines.any(|(name, value)| name == "content-type" && value.starts_with("image/"))
    }
}

/// Returns the fetch for a call, or `None` for a WebSocket or a navigation.
fn fetch(call: &ResolvedCall) -> Option<Fetch> {
    let fetch = match call.mechanism {
        Mechanism::Fetch => script_fetch(call),
        Mechanism::Stream => {
            Fetch::new(call.method, &call.url).stream(call.body.unwrap_or_default())
        }
        Mechanism::Xhr => xhr(call),
        Mechanism::Upload => xhr(call).upload_listener(),
        // Without `crossorigin`, credentials are included:
        // <https://html.spec.whatwg.org/multipage/urls-and-fetching.html#create-a-potential-cors-request>.
        Mechanism::Script | Mechanism::Prefetch | Mechanism::Preload => element(call),
        Mechanism::Image if call.mode == Mode::NoCors => element(call),
        Mechanism::Image => Fetch::get(&call.url).credentials(with_credentials(call)),
        // <https://html.spec.whatwg.org/multipage/server-sent-events.html#the-eventsource-interface>
        Mechanism::Events => Fetch::get(&call.url)
            .header("accept", "text/event-stream")
            .credentials(with_credentials(call)),
        Mechanism::Form | Mechanism::Frame | Mechanism::Link | Mechanism::Socket => return None,
    };
    let headers = call.headers.iter();
    Some(headers.fold(fetch, |fetch, (name, value)| fetch.header(*name, *value)))
}

/// Returns the fetch of an element in mode `no-cors`.
fn element(call: &ResolvedCall) -> Fetch {
    Fetch::get(&call.url)
        .mode(cors_browser::Mode::NoCors)
        .credentials_include()
}

/// Converts the parameters of `fetch()`.
fn script_fetch(call: &ResolvedCall) -> Fetch {
    with_text(call)
        .mode(match call.mode {
            Mode::Cors => cors_browser::Mode::Cors,
            Mode::NoCors => cors_browser::Mode::NoCors,
            Mode::SameOrigin => cors_browser::Mode::SameOrigin,
        })
        .credentials(match call.credentials {
            Credentials::Omit => cors_browser::Credentials::Omit,
            Credentials::SameOrigin => cors_browser::Credentials::SameOrigin,
            Credentials::Include => cors_browser::Credentials::Include,
        })
        .redirect(match call.redirect {
            Redirect::Follow => cors_browser::Redirect::Follow,
            Redirect::Error => cors_browser::Redirect::Error,
            Redirect::Manual => cors_browser::Redirect::Manual,
        })
}

fn xhr(call: &ResolvedCall) -> Fetch {
    with_text(call).credentials(with_credentials(call))
}

fn with_text(call: &ResolvedCall) -> Fetch {
    let fetch = Fetch::new(call.method, &call.url);
    match call.body {
        Some(text) => fetch.text(text),
        None => fetch,
    }
}

/// Converts `withCredentials`, which has two of the three modes.
fn with_credentials(call: &ResolvedCall) -> cors_browser::Credentials {
    match call.credentials {
        Credentials::Include => cors_browser::Credentials::Include,
        Credentials::Omit | Credentials::SameOrigin => cors_browser::Credentials::SameOrigin,
    }
}

fn readable(observed: &cors_browser::FetchResponse) -> Observed {
    let outcome = match observed.response_type {
        ResponseType::Opaque => return without_response(Outcome::Opaque.name(), String::new()),
        ResponseType::OpaqueRedirect => {
            return without_response(Outcome::Redirect.name(), String::new());
        }
        ResponseType::Basic | ResponseType::Cors => Outcome::Read(observed.status),
    };
    Observed {
        outcome: outcome.name().to_owned(),
        status: outcome.status(),
        headers: names(&observed.headers),
        body: observed.text(),
        error: String::new(),
    }
}

fn names(headers: &HeaderMap) -> Vec<String> {
    headers.keys().map(ToString::to_string).collect()
}

/// Returns whether the response is an event stream with an event.
fn is_stream_of_events(observed: &cors_browser::FetchResponse) -> bool {
    let kind = observed.headers.get("content-type");
    let is_stream = kind.is_some_and(|kind| kind.as_bytes().starts_with(b"text/event-stream"));
    observed.status == 200 && is_stream && observed.text().starts_with("data:")
}

fn shown_if(is_shown: bool) -> Observed {
    let outcome = if is_shown {
        Outcome::Shown
    } else {
        Outcome::Blocked
    };
    without_response(outcome.name(), String::new())
}

/// Returns an outcome without a response.
fn without_response(outcome: &str, error: String) -> Observed {
    Observed {
        outcome: outcome.to_owned(),
        status: None,
        headers: Vec::new(),
        body: String::new(),
        error,
    }
}
