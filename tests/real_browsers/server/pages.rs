//! The pages: what a browser is started on, what stands in its frames, and where it reports.
//!
//! Plain axum, since nothing here is for other origins.

use std::sync::Arc;
use std::sync::mpsc::Sender;

use axum::extract::State;
use axum::http::header;
use axum::response::{Html, IntoResponse};
use axum::routing::{get, post};
use axum::{Json, Router};
use serde::Serialize;

use crate::case::Case;
use crate::fetch_call::PageAsk;
use crate::initiator::Asker;
use crate::origins::{Scheme, Sites};
use crate::report::Report;

/// What the page does: the cases of its scheme, each step with who takes it.
#[derive(Debug, Serialize)]
pub(super) struct Program {
    scheme: Scheme,
    frames: Vec<Frame>,
    cases: Vec<Vec<Asked>>,
    /// The page to go on with.
    next: Option<String>,
}

#[derive(Debug, Serialize)]
struct Frame {
    asker: Asker,
    url: String,
}

#[derive(Debug, Serialize)]
struct Asked {
    asker: Asker,
    ask: PageAsk,
}

impl Program {
    pub(super) fn new(cases: &[Case], sites: Sites, next: Option<String>) -> Self {
        let frames = Asker::FRAMES.map(|asker| Frame {
            asker,
            url: format!("{}/frame", sites.origin(asker.place())),
        });
        let of_scheme = cases.iter().enumerate().map(|(number, case)| {
            let steps = case.steps_over(sites.scheme).iter();
            let asked = steps.map(|step| Asked {
                asker: step.asker,
                ask: step.ask.for_page(&sites.mark(number), sites),
            });
            asked.collect()
        });
        Self {
            scheme: sites.scheme,
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
    let page = || async { unkept(Html(include_str!("../page/page.html"))) };
    let frame = || async { unkept(Html(include_str!("../page/frame.html"))) };
    let script = || async {
        let kind = [(header::CONTENT_TYPE, "text/javascript; charset=utf-8")];
        unkept((kind, include_str!("../page/fetch_call.js")))
    };
    Router::new()
        .route("/", get(page))
        .route("/frame", get(frame))
        .route("/ask.js", get(script))
        .route("/program", get(program))
        .route("/report", post(report))
        .with_state(shared)
}

/// The pages of another build must not run against this one.
fn unkept(response: impl IntoResponse) -> impl IntoResponse {
    ([(header::CACHE_CONTROL, "no-store")], response)
}

async fn program(State(shared): State<Shared>) -> impl IntoResponse {
    unkept(Json(&*shared.program).into_response())
}

async fn report(State(shared): State<Shared>, Json(report): Json<Report>) {
    // Nobody waits for it any more when the test has failed already.
    let _ = shared.reports.send(report);
}
