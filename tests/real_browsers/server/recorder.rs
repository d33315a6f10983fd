//! What went over the wire: one entry for each request of a case, in their order.

use std::sync::{Arc, Mutex, PoisonError};

use axum::extract::{Request, State};
use axum::http::{HeaderMap, header};
use axum::middleware::Next;
use axum::response::Response;
use url::form_urlencoded;

/// On a response whose handler ran. No browser gets to see it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Ran;

/// A request, and what it was answered.
#[derive(Debug, Clone)]
pub(crate) struct Exchange {
    /// The mark of the case, out of the URL.
    pub(crate) case: String,
    pub(crate) method: String,
    /// Host and port.
    pub(crate) authority: String,
    /// Path and query.
    pub(crate) target: String,
    /// The lines of the request, in their order.
    pub(crate) request: Vec<(String, String)>,
    pub(crate) status: u16,
    /// The lines of the response, in their order.
    pub(crate) response: Vec<(String, String)>,
    /// Whether the handler did.
    pub(crate) ran: bool,
}

impl Exchange {
    /// The first line of that name in the request.
    pub(crate) fn sent(&self, name: &str) -> Option<&str> {
        let line = self.request.iter().find(|line| line.0 == name);
        line.map(|line| line.1.as_str())
    }

    /// Fetch, «CORS-preflight request»: these three together.
    pub(crate) fn is_preflight(&self) -> bool {
        self.method == "OPTIONS"
            && self.sent("origin").is_some()
            && self.sent("access-control-request-method").is_some()
    }
}

/// The entries of one run.
#[derive(Debug, Clone, Default)]
pub(crate) struct Recorder(Arc<Mutex<Vec<Exchange>>>);

impl Recorder {
    pub(crate) fn exchanges(&self) -> Vec<Exchange> {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }
}

/// Middleware around everything. The entry is there before the browser has the answer, so it is
/// complete when the page reports.
pub(super) async fn record(
    State(recorder): State<Recorder>,
    request: Request,
    next: Next,
) -> Response {
    let uri = request.uri();
    let query = form_urlencoded::parse(uri.query().unwrap_or_default().as_bytes());
    let mut cases = query.filter_map(|(name, value)| (name == "case").then(|| value.into_owned()));
    let Some(case) = cases.next() else {
        return next.run(request).await;
    };
    // HTTP/2 has it in the URI, HTTP/1.1 in a line.
    let host = request.headers().get(header::HOST);
    let host = host.map(|host| String::from_utf8_lossy(host.as_bytes()).into_owned());
    let authority = uri.authority().map(ToString::to_string).or(host);
    let target = uri.path_and_query().map(ToString::to_string);
    let mut exchange = Exchange {
        case,
        method: request.method().to_string(),
        authority: authority.unwrap_or_default(),
        target: target.unwrap_or_default(),
        request: lines(request.headers()),
        status: 0,
        response: Vec::new(),
        ran: false,
    };
    let response = next.run(request).await;
    exchange.status = response.status().as_u16();
    exchange.response = lines(response.headers());
    exchange.ran = response.extensions().get::<Ran>().is_some();
    let mut exchanges = recorder.0.lock().unwrap_or_else(PoisonError::into_inner);
    exchanges.push(exchange);
    drop(exchanges);
    response
}

fn lines(headers: &HeaderMap) -> Vec<(String, String)> {
    let text = |value: &[u8]| String::from_utf8_lossy(value).into_owned();
    let lines = headers.iter();
    lines
        .map(|(name, value)| (name.to_string(), text(value.as_bytes())))
        .collect()
}
