//! Asking, as `page/ask.js` does it in an engine: what a script gets of one request, here by the
//! virtual browser.
//!
//! The virtual browser fetches, and each way to ask is the fetch that the standards make of it. What
//! an element makes of the response is here.

use axum::Router;
use facade::browser::{self, Browser, Fetch, Page, ResponseType};
use http::HeaderMap;

use crate::case::Verdict;
use crate::fetch_call::{Credentials, Mode, PageAsk, Redirect, Way};
use crate::initiator::Asker;
use crate::origins::{Place, Sites};
use crate::report::Seen;
use crate::server::recorder::Recorder;

/// A page with its frames, and what all of them ask.
pub(crate) struct Tab {
    page: Page,
    sites: Sites,
    app: Router,
    recorder: Recorder,
}

impl Tab {
    pub(crate) fn open(browser: &Browser, sites: Sites, app: Router, recorder: Recorder) -> Self {
        let page = browser.open(&format!("{}/", sites.origin(Place::Page)));
        Self {
            page,
            sites,
            app,
            recorder,
        }
    }

    /// One step of a case.
    pub(crate) async fn perform(&mut self, asker: Asker, ask: &PageAsk) -> Seen {
        let Some(fetch) = fetch(ask) else {
            return nothing("unmodelled", String::new());
        };
        let page = self.asking(asker);
        match page.fetch(&mut self.app, fetch).await {
            Ok(seen) => match ask.way {
                Way::Image => shown_if(self.was_sent_an_image()),
                Way::Events => shown_if(is_stream_of_events(&seen)),
                _ => read(&seen),
            },
            Err(blocked) => nothing(Verdict::Blocked.name(), blocked.to_string()),
        }
    }

    fn asking(&self, asker: Asker) -> Page {
        match asker {
            Asker::Page | Asker::Worker => self.page.clone(),
            Asker::Sandbox => self.page.sandboxed(),
            Asker::Data => self.page.frame("data:text/html,"),
            _ => {
                let origin = self.sites.origin(asker.place());
                self.page.frame(&format!("{origin}/frame"))
            }
        }
    }

    /// Whether the last answer was one that is shown. The page that asked cannot know: of an image
    /// without CORS it sees nothing, and the element shows it.
    fn was_sent_an_image(&self) -> bool {
        let exchanges = self.recorder.exchanges();
        let lines = exchanges.last().map(|last| &last.response);
        let mut lines = lines.into_iter().flatten();
        lines.any(|(name, value)| name == "content-type" && value.starts_with("image/"))
    }
}

/// The fetch that is made of it, if it is one: a WebSocket is none.
fn fetch(ask: &PageAsk) -> Option<Fetch> {
    let fetch = match ask.way {
        Way::Fetch => said(ask),
        Way::Stream => Fetch::new(ask.method, &ask.url).stream(ask.body.unwrap_or_default()),
        Way::Xhr => of_xhr(ask),
        Way::Upload => of_xhr(ask).upload_listener(),
        // HTML, «create a potential-CORS request»: without `crossorigin` cookies go to everybody.
        Way::Image if ask.mode == Mode::NoCors => Fetch::get(&ask.url)
            .mode(browser::Mode::NoCors)
            .credentials_include(),
        Way::Image => Fetch::get(&ask.url).credentials(only_if_included(ask)),
        // HTML, «the EventSource constructor».
        Way::Events => Fetch::get(&ask.url)
            .header("accept", "text/event-stream")
            .credentials(only_if_included(ask)),
        Way::Socket => return None,
    };
    let headers = ask.headers.iter();
    Some(headers.fold(fetch, |fetch, (name, value)| fetch.header(*name, *value)))
}

/// What a script says to `fetch()`.
fn said(ask: &PageAsk) -> Fetch {
    with_body(ask)
        .mode(match ask.mode {
            Mode::Cors => browser::Mode::Cors,
            Mode::NoCors => browser::Mode::NoCors,
            Mode::SameOrigin => browser::Mode::SameOrigin,
        })
        .credentials(match ask.credentials {
            Credentials::Omit => browser::Credentials::Omit,
            Credentials::SameOrigin => browser::Credentials::SameOrigin,
            Credentials::Include => browser::Credentials::Include,
        })
        .redirect(match ask.redirect {
            Redirect::Follow => browser::Redirect::Follow,
            Redirect::Error => browser::Redirect::Error,
            Redirect::Manual => browser::Redirect::Manual,
        })
}

fn of_xhr(ask: &PageAsk) -> Fetch {
    with_body(ask).credentials(only_if_included(ask))
}

fn with_body(ask: &PageAsk) -> Fetch {
    let fetch = Fetch::new(ask.method, &ask.url);
    match ask.body {
        Some(text) => fetch.text(text),
        None => fetch,
    }
}

/// `withCredentials`, which knows two of the three modes.
fn only_if_included(ask: &PageAsk) -> browser::Credentials {
    match ask.credentials {
        Credentials::Include => browser::Credentials::Include,
        Credentials::Omit | Credentials::SameOrigin => browser::Credentials::SameOrigin,
    }
}

fn read(seen: &browser::Seen) -> Seen {
    let verdict = match seen.response_type {
        ResponseType::Opaque => return nothing(Verdict::Opaque.name(), String::new()),
        ResponseType::OpaqueRedirect => return nothing(Verdict::Redirect.name(), String::new()),
        ResponseType::Basic | ResponseType::Cors => Verdict::Read(seen.status),
    };
    Seen {
        verdict: verdict.name().to_owned(),
        status: verdict.status(),
        headers: names(&seen.headers),
        body: seen.text(),
        said: String::new(),
    }
}

fn names(headers: &HeaderMap) -> Vec<String> {
    headers.keys().map(ToString::to_string).collect()
}

/// HTML, «event stream»: with a first event in it.
fn is_stream_of_events(seen: &browser::Seen) -> bool {
    let kind = seen.headers.get("content-type");
    let is_stream = kind.is_some_and(|kind| kind.as_bytes().starts_with(b"text/event-stream"));
    seen.status == 200 && is_stream && seen.text().starts_with("data:")
}

fn shown_if(is_shown: bool) -> Seen {
    let verdict = if is_shown {
        Verdict::Shown
    } else {
        Verdict::Blocked
    };
    nothing(verdict.name(), String::new())
}

/// A verdict that comes with nothing to read.
fn nothing(verdict: &str, said: String) -> Seen {
    Seen {
        verdict: verdict.to_owned(),
        status: None,
        headers: Vec::new(),
        body: String::new(),
        said,
    }
}
