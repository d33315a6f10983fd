//! The pages that browsers load, the documents of their frames, and the endpoint for reports.
//!
//! Plain axum, because these routes are same-origin only.

use std::sync::Arc;
use std::sync::mpsc::Sender;

use axum::extract::State;
use axum::http::header;
use axum::response::{Html, IntoResponse};
use axum::routing::{get, post};
use axum::{Json, Router};
use serde::Serialize;

use crate::case::Case;
use crate::fetch_call::ResolvedCall;
use crate::initiator::Initiator;
use crate::origins::{Origins, Scheme};
use crate::report::Report;

/// The program of a page: the cases of its scheme with the initiator of each step.
#[derive(Debug, Serialize)]
pub(super) struct Program {
    scheme: Scheme,
    frames: Vec<Frame>,
    cases: Vec<Vec<ProgramStep>>,
    /// The URL of the next page.
    next: Option<String>,
}

#[derive(Debug, Serialize)]
struct Frame {
    initiator: Initiator,
    url: String,
}

#[derive(Debug, Serialize)]
struct ProgramStep {
    initiator: Initiator,
    call: ResolvedCall,
}

impl Program {
    pub(super) fn new(cases: &[Case], origins: Origins, next: Option<String>) -> Self {
        let frames = Initiator::FRAMES.map(|initiator| Frame {
            initiator,
            url: format!("{}/frame", origins.origin(initiator.document_origin())),
        });
        let of_scheme = cases.iter().enumerate().map(|(number, case)| {
            let steps = case.steps_over(origins.scheme).iter();
            let steps = steps.map(|step| ProgramStep {
                initiator: step.initiator,
                call: step.call.resolve(&origins.case_id(number), origins),
            });
            steps.collect()
        });
        Self {
            scheme: origins.scheme,
            frames: frames.into(),
            cases: of_scheme.collect(),
            next,
        }
    }
}

#[derive(Debug, Clone)]
pub(super) struct Shared {
    program: Arc<Program>,
    reports: Sender<Report>,
}

impl Shared {
    pub(super) fn new(program: Program, reports: Sender<Report>) -> Self {
        Self {
            program: Arc::new(program),
            reports,
        }
    }
}

pub(super) fn router(shared: Shared) -> Router {
    let page = || async { no_store(Html(include_str!("../page/page.html"))) };
    let frame = || async { no_store(Html(include_str!("../page/frame.html"))) };
    let script = || async {
        let kind = [(header::CONTENT_TYPE, "text/javascript; charset=utf-8")];
        no_store((kind, include_str!("../page/fetch_call.js")))
    };
    Router::new()
        .route("/", get(page))
        .route("/frame", get(frame))
        .route("/fetch_call.js", get(script))
        .route("/program", get(program))
        .route("/report", post(report))
        .with_state(shared)
}

/// A page of an earlier build must not run against this one.
fn no_store(response: impl IntoResponse) -> impl IntoResponse {
    ([(header::CACHE_CONTROL, "no-store")], response)
}

async fn program(State(shared): State<Shared>) -> impl IntoResponse {
    no_store(Json(&*shared.program).into_response())
}

async fn report(State(shared): State<Shared>, Json(report): Json<Report>) {
    // The receiver is gone if the test has already failed.
    let _ = shared.reports.send(report);
}
