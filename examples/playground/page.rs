//! The page server: the page, the table for it, and the verdicts it reports.
//!
//! Plain axum, since nothing here is for other origins. Every host name gets the same page, so that
//! the page can frame itself from another origin and ask from there.

use std::sync::{Arc, Mutex, PoisonError};

use axum::extract::State;
use axum::http::header;
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};
use serde::{Deserialize, Serialize};

use crate::scenario::{Asker, Scenario, site};

/// What the page needs to know before it can run anything.
#[derive(Debug, Serialize)]
struct Program {
    api: String,
    askers: Vec<Place>,
    scenarios: Vec<Scenario>,
}

/// Where an asker is.
#[derive(Debug, Serialize)]
struct Place {
    asker: Asker,
    /// What its requests carry as `Origin`.
    origin: String,
    /// The page to frame; none for the page itself.
    frame: Option<String>,
    is_sandboxed: bool,
}

/// What the page saw of one scenario, in the order of the table.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Seen {
    name: String,
    verdict: String,
    status: Option<u16>,
    /// Empty if all is as expected.
    differences: Vec<String>,
}

#[derive(Debug, Clone)]
struct Shared {
    program: Arc<Program>,
    verdicts: Arc<Mutex<Option<Vec<Seen>>>>,
}

pub(crate) fn router(scenarios: Vec<Scenario>, page_port: u16, api_port: u16) -> Router {
    let program = Program {
        api: site("localhost", api_port),
        askers: Asker::ALL.map(|asker| Place::of(asker, page_port)).into(),
        scenarios,
    };
    let shared = Shared {
        program: Arc::new(program),
        verdicts: Arc::default(),
    };
    Router::new()
        .route("/", get(page))
        .route("/frame", get(page))
        .route("/scenarios", get(program_of))
        .route("/verdicts", get(verdicts).post(report))
        .with_state(shared)
}

impl Place {
    fn of(asker: Asker, port: u16) -> Self {
        let frame = format!("{}/frame", site(asker.host(), port));
        Self {
            asker,
            origin: asker.origin(port),
            frame: (asker != Asker::Page).then_some(frame),
            is_sandboxed: asker == Asker::Sandbox,
        }
    }
}

async fn page() -> impl IntoResponse {
    // The page of another build must not run against this one.
    let headers = [(header::CACHE_CONTROL, "no-store")];
    (headers, Html(include_str!("page.html")))
}

async fn program_of(State(shared): State<Shared>) -> Response {
    Json(&*shared.program).into_response()
}

async fn verdicts(State(shared): State<Shared>) -> impl IntoResponse {
    let verdicts = shared.verdicts.lock();
    Json(verdicts.unwrap_or_else(PoisonError::into_inner).clone())
}

async fn report(State(shared): State<Shared>, Json(seen): Json<Vec<Seen>>) {
    let differing: Vec<&Seen> = seen
        .iter()
        .filter(|seen| !seen.differences.is_empty())
        .collect();
    let agreeing = seen.len() - differing.len();
    println!(
        "browser: {agreeing} of {} scenarios as expected",
        seen.len()
    );
    for Seen {
        name, differences, ..
    } in differing
    {
        println!("  {name:?}: {differences:?}");
    }
    *shared
        .verdicts
        .lock()
        .unwrap_or_else(PoisonError::into_inner) = Some(seen);
}
