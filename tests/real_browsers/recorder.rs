//! Records the requests of every case, in order.

use std::sync::{Arc, Mutex, PoisonError};

use axum::extract::{Request, State};
use axum::http::{HeaderMap, header};
use axum::middleware::Next;
use axum::response::Response;
use url::form_urlencoded;

/// An extension of responses of handlers that ran, which browsers do not see.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Ran;

/// A request and its response.
#[derive(Debug, Clone)]
pub(crate) struct Exchange {
    /// The id of the case, from the URL.
    pub(crate) case: String,
    pub(crate) method: String,
    /// Host and port.
    pub(crate) authority: String,
    /// Path and query.
    pub(crate) target: String,
    /// The request headers, in order.
    pub(crate) request: Vec<(String, String)>,
    pub(crate) status: u16,
    /// The response headers, in order.
    pub(crate) response: Vec<(String, String)>,
    /// Whether the handler ran.
    pub(crate) ran: bool,
}

impl Exchange {
    /// Returns the first value of a request header.
    pub(crate) fn request_header(&self, name: &str) -> Option<&str> {
        let line = self.request.iter().find(|line| line.0 == name);
        line.map(|line| line.1.as_str())
    }

    /// Returns whether this is a CORS-preflight request:
    /// <https://fetch.spec.whatwg.org/#cors-preflight-request>.
    pub(crate) fn is_preflight(&self) -> bool {
        self.method == "OPTIONS"
            && self.request_header("origin").is_some()
            && self
                .request_header("access-control-request-method")
                .is_some()
    }
}

/// The exchanges of one run.
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

/// Outermost middleware. It records an exchange before the browser has the response, so the record
/// is complete when the page reports.
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
    // The authority is in the URI with HTTP/2, and in `Host` with HTTP/1.1.
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
