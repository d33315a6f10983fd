//! The page server: the page, its table, and the verdicts that the page reports.
//!
//! It has no CORS policies, because only the page itself uses it. Every host name serves the same page,
//! so the page can embed itself in a frame of another origin and send requests from there.

use std::sync::{Arc, Mutex, PoisonError};

use axum::extract::State;
use axum::http::header;
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};
use serde::{Deserialize, Serialize};

use crate::attempt::{self, Attempt, Explanation};
use crate::policies::{self, ShownPolicy};
use crate::scenario::{Initiator, Scenario, site};

/// The data the page loads before it runs.
#[derive(Debug, Serialize)]
struct PageData {
    api: String,
    initiators: Vec<Location>,
    policies: Vec<ShownPolicy>,
    scenarios: Vec<Row>,
}

/// A scenario, and the policy that it is about.
#[derive(Debug, Serialize)]
struct Row {
    #[serde(flatten)]
    scenario: Scenario,
    attribute: Option<&'static str>,
}

/// The location of an initiator.
#[derive(Debug, Serialize)]
struct Location {
    initiator: Initiator,
    /// The `Origin` of its requests.
    origin: String,
    /// The address to load in a frame; `None` for the page itself.
    frame: Option<String>,
    is_sandboxed: bool,
}

/// The result of one scenario, reported by the page in the order of the table.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Outcome {
    name: String,
    verdict: String,
    status: Option<u16>,
    /// Empty if the result is as expected.
    differences: Vec<String>,
}

#[derive(Debug, Clone)]
struct SharedState {
    data: Arc<PageData>,
    verdicts: Arc<Mutex<Option<Vec<Outcome>>>>,
    /// All attempts, for the tests.
    attempts: Arc<Mutex<Vec<Explanation>>>,
}

pub(crate) fn router(scenarios: Vec<Scenario>, page_port: u16, api_port: u16) -> Router {
    let data = PageData {
        api: site("localhost", api_port),
        initiators: Initiator::ALL
            .map(|initiator| Location::of(initiator, page_port))
            .into(),
        policies: policies::all(),
        scenarios: scenarios.into_iter().map(Row::of).collect(),
    };
    let shared = SharedState {
        data: Arc::new(data),
        verdicts: Arc::default(),
        attempts: Arc::default(),
    };
    Router::new()
        .route("/", get(page))
        .route("/frame", get(page))
        .route("/scenarios", get(page_data))
        .route("/verdicts", get(verdicts).post(report))
        .route("/attempts", get(attempts).post(explain))
        .with_state(shared)
}

impl Row {
    fn of(scenario: Scenario) -> Self {
        let request = &scenario.request;
        let attribute = policies::attribute_for(request.method, request.path);
        Self {
            scenario,
            attribute,
        }
    }
}

impl Location {
    fn of(initiator: Initiator, port: u16) -> Self {
        let frame = format!("{}/frame", site(initiator.host(), port));
        Self {
            initiator,
            origin: initiator.origin(port),
            frame: (initiator != Initiator::Page).then_some(frame),
            is_sandboxed: initiator == Initiator::Sandbox,
        }
    }
}

async fn page() -> impl IntoResponse {
    // A cached page of another build must not run against this server.
    let headers = [(header::CACHE_CONTROL, "no-store")];
    (headers, Html(include_str!("page.html")))
}

async fn page_data(State(shared): State<SharedState>) -> Response {
    Json(&*shared.data).into_response()
}

async fn verdicts(State(shared): State<SharedState>) -> impl IntoResponse {
    let verdicts = shared.verdicts.lock();
    Json(verdicts.unwrap_or_else(PoisonError::into_inner).clone())
}

async fn report(State(shared): State<SharedState>, Json(outcomes): Json<Vec<Outcome>>) {
    let differing: Vec<&Outcome> = outcomes
        .iter()
        .filter(|outcome| !outcome.differences.is_empty())
        .collect();
    let agreeing = outcomes.len() - differing.len();
    println!(
        "browser: {agreeing} of {} scenarios as expected",
        outcomes.len()
    );
    for Outcome {
        name, differences, ..
    } in differing
    {
        println!("  {name:?}: {differences:?}");
    }
    *shared
        .verdicts
        .lock()
        .unwrap_or_else(PoisonError::into_inner) = Some(outcomes);
}

async fn explain(State(shared): State<SharedState>, Json(attempt): Json<Attempt>) -> Response {
    let explanation = attempt::explain(attempt).await;
    let mut attempts = shared
        .attempts
        .lock()
        .unwrap_or_else(PoisonError::into_inner);
    attempts.push(explanation.clone());
    Json(explanation).into_response()
}

async fn attempts(State(shared): State<SharedState>) -> Response {
    let attempts = shared
        .attempts
        .lock()
        .unwrap_or_else(PoisonError::into_inner);
    Json(&*attempts).into_response()
}
