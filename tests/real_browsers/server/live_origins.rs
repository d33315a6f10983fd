//! Handlers with origins that are only known at run time, like the ports of the test.

// axum requires `async` handlers, even if a handler does not await anything.
#![allow(clippy::unused_async)]

use std::sync::{Mutex, PoisonError};

use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::Response;
use cors::axum::cors;
use cors::{DangerouslyAllow, LiveOrigins, OriginSet};

use super::responses::{cacheable, ran};

/// The origins of the pages of this process.
static PAGES: LiveOrigins = LiveOrigins::empty();
static KNOWN_PAGES: Mutex<Vec<String>> = Mutex::new(Vec::new());

/// Origins admitted by `/admit`.
static ADMITTED: LiveOrigins = LiveOrigins::empty();
static KNOWN_ADMITTED: Mutex<Vec<String>> = Mutex::new(Vec::new());

/// Allows the exact origins of pages.
pub(super) fn set_pages(pages: &[String]) {
    add(&PAGES, &KNOWN_PAGES, pages);
}

fn add(origins: &LiveOrigins, known: &Mutex<Vec<String>>, more: &[String]) {
    let mut known = known.lock().unwrap_or_else(PoisonError::into_inner);
    known.extend_from_slice(more);
    let set = OriginSet::parse_with(known.clone(), [] as [DangerouslyAllow; 0]);
    origins.replace(set.expect("origins of pages"));
}

#[cors(origins_from = PAGES, credentials, headers = ["content-type"])]
pub(super) async fn exact() -> Response {
    ran("for one origin")
}

#[cors(origins_from = ADMITTED)]
pub(super) async fn admitted() -> Response {
    ran("for who was admitted")
}

#[cors(origins = ["http://localhost:*", "https://localhost:*"])]
pub(super) async fn admit(headers: HeaderMap) -> Response {
    let origin = headers.get(header::ORIGIN).map(HeaderValue::to_str);
    if let Some(Ok(origin)) = origin {
        add(&ADMITTED, &KNOWN_ADMITTED, &[origin.to_owned()]);
    }
    ran("come in")
}

#[cors(origins_from = PAGES)]
pub(super) async fn exact_news() -> Response {
    cacheable()
}
