//! A request that the user composes: its way through the virtual browser, with all headers on the wire.
//!
//! The page itself cannot see preflights, nor the headers of a blocked response. So the page server sends
//! the same request to a copy of the API in memory, with the rules of each engine.

use std::convert::Infallible;
use std::sync::{Arc, Mutex, PoisonError};

use axum::body::Body;
use axum::http::{HeaderMap, Request, header};
use cors_browser::{Browser, Fetch};
use serde::{Deserialize, Serialize};
use tower::ServiceExt as _;

use crate::api;
use crate::policies;

/// A request, and the page that sends it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Attempt {
    /// The address of the page.
    page: String,
    /// Whether the page is a sandboxed frame.
    is_sandboxed: bool,
    /// The address of the API.
    api: String,
    method: String,
    path: String,
    headers: Vec<(String, String)>,
    body: Option<String>,
    credentials_include: bool,
    /// The verdict of the browser that shows the page, if it has sent the request.
    observed: Option<String>,
}

/// The result of an attempt.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Explanation {
    attempt: Attempt,
    /// The policy of the handler; `None` if no handler serves the method.
    attribute: Option<&'static str>,
    /// The verdict of the Fetch Standard, such as `allowed 200` or `blocked`.
    verdict: String,
    /// The sentences in the consoles of the engines, if the request is blocked.
    sentences: Vec<(&'static str, String)>,
    /// The requests that the server receives, and its responses.
    exchanges: Vec<Exchange>,
}

/// A request and its response, with the headers that CORS is about.
#[derive(Debug, Clone, Serialize)]
struct Exchange {
    method: String,
    sent: Vec<(String, String)>,
    status: u16,
    received: Vec<(String, String)>,
}

type Recorder = Arc<Mutex<Vec<Exchange>>>;

/// Sends a request through the virtual browser.
pub(crate) async fn explain(attempt: Attempt) -> Explanation {
    let exchanges = Recorder::default();
    let verdict = match send(&Browser::spec(), &attempt, &exchanges).await {
        Ok(status) => format!("allowed {status}"),
        Err(_) => "blocked".to_owned(),
    };
    let mut sentences = Vec::new();
    for (engine, browser) in [
        ("Chromium", Browser::chromium()),
        ("Firefox", Browser::firefox()),
        ("WebKit", Browser::webkit()),
    ] {
        if let Err(sentence) = send(&browser, &attempt, &Recorder::default()).await {
            sentences.push((engine, sentence));
        }
    }
    let exchanges = std::mem::take(&mut *exchanges.lock().unwrap_or_else(PoisonError::into_inner));
    Explanation {
        attribute: policies::attribute_for(&attempt.method, &attempt.path),
        attempt,
        verdict,
        sentences,
        exchanges,
    }
}

async fn send(browser: &Browser, attempt: &Attempt, recorder: &Recorder) -> Result<u16, String> {
    let mut request = Fetch::new(&attempt.method, format!("{}{}", attempt.api, attempt.path));
    if let Some(body) = &attempt.body {
        request = request.text(body);
    }
    for (name, value) in &attempt.headers {
        request = request.header(name, value);
    }
    if attempt.credentials_include {
        request = request.credentials_include();
    }
    let page = browser.open(&attempt.page);
    let page = if attempt.is_sandboxed {
        page.sandboxed()
    } else {
        page
    };
    let api = api::router();
    let recorder = Arc::clone(recorder);
    let mut server = tower::service_fn(move |request: Request<cors_browser::Body>| {
        let (api, recorder) = (api.clone(), Arc::clone(&recorder));
        async move {
            let method = request.method().to_string();
            let sent = relevant(request.headers());
            let response = api.oneshot(request.map(Body::new)).await?;
            let exchange = Exchange {
                method,
                sent,
                status: response.status().as_u16(),
                received: relevant(response.headers()),
            };
            let mut exchanges = recorder.lock().unwrap_or_else(PoisonError::into_inner);
            exchanges.push(exchange);
            Ok::<_, Infallible>(response)
        }
    });
    let response = page.fetch(&mut server, request).await;
    response
        .map(|response| response.status)
        .map_err(|blocked| blocked.to_string())
}

/// Returns the headers of the CORS protocol, in order, and those that requests of the form set.
fn relevant(headers: &HeaderMap) -> Vec<(String, String)> {
    let shown = [
        header::ORIGIN,
        header::VARY,
        header::COOKIE,
        header::AUTHORIZATION,
        header::CONTENT_TYPE,
    ];
    let lines = headers.iter().filter(|(name, _)| {
        name.as_str().starts_with("access-control-")
            || name.as_str().starts_with("x-")
            || shown.contains(name)
    });
    lines
        .map(|(name, value)| {
            (
                name.to_string(),
                value.as_bytes().escape_ascii().to_string(),
            )
        })
        .collect()
}
