//! The server: the API, the pages that ask it, and a record of what went over the wire.
//!
//! Every port serves everything, over http and over https, so each origin of this machine can be a
//! page, the API, or somebody else's.

pub(crate) mod api;
mod certificate;
mod live_origins;
mod pages;
pub(crate) mod recorder;
mod sockets;

use std::io;
use std::path::Path;
use std::sync::mpsc::{Receiver, Sender, channel};

use axum::Router;
use axum::middleware::from_fn_with_state;
use tokio::runtime::{Builder, Runtime};

use crate::case::Case;
use crate::origins::{Place, Ports, Scheme, Sites};
use crate::report::Report;
use certificate::Authority;
use pages::{Program, Shared};
use recorder::Recorder;
use sockets::Sockets;

/// The servers of one browser, until they are dropped.
pub(crate) struct Server {
    authority: Authority,
    /// In the order in which the browser gets to them.
    pub(crate) runs: [Run; 2],
    pub(crate) reports: Receiver<Report>,
    _runtime: Runtime,
}

/// The whole table over one scheme.
pub(crate) struct Run {
    pub(crate) sites: Sites,
    pub(crate) recorder: Recorder,
}

impl Server {
    /// Serves the programs of `cases` on free ports.
    pub(crate) fn start(cases: &[Case]) -> Self {
        let runtime = Builder::new_multi_thread()
            .worker_threads(1)
            .enable_all()
            .build()
            .expect("a runtime");
        let (sender, reports) = channel();
        let served = runtime.block_on(serve(cases, &sender));
        let (runs, authority) = served.expect("servers");
        Self {
            authority,
            runs,
            reports,
            _runtime: runtime,
        }
    }

    /// The page that a browser is started on.
    pub(crate) fn page(&self) -> String {
        page(self.runs[0].sites)
    }

    /// The authority a browser has to believe, as a PEM file.
    pub(crate) fn authority(&self) -> &Path {
        self.authority.path()
    }
}

fn page(sites: Sites) -> String {
    format!("{}/", sites.origin(Place::Page))
}

/// The API and its record without a server, for who asks in this process as the pages of `sites`.
pub(crate) fn in_process(sites: Sites) -> (Router, Recorder) {
    live_origins::know(&[sites.origin(Place::Page)]);
    let recorder = Recorder::default();
    let app = api::router().layer(from_fn_with_state(recorder.clone(), recorder::record));
    (app, recorder)
}

async fn serve(cases: &[Case], reports: &Sender<Report>) -> io::Result<([Run; 2], Authority)> {
    let names = Place::ALL.map(Place::host);
    let (acceptor, authority) = certificate::issue(&names);
    let mut listening = Vec::new();
    for scheme in [Scheme::Http, Scheme::Https] {
        let sockets = [
            Sockets::bind().await?,
            Sockets::bind().await?,
            Sockets::bind().await?,
        ];
        let [page, neighbour, api] = [&sockets[0], &sockets[1], &sockets[2]].map(|one| one.port);
        let ports = Ports {
            page,
            neighbour,
            api,
        };
        listening.push((Sites { scheme, ports }, sockets));
    }
    let all: Vec<Sites> = listening.iter().map(|(sites, _)| *sites).collect();
    let pages: Vec<String> = all.iter().map(|sites| sites.origin(Place::Page)).collect();
    live_origins::know(&pages);

    let mut runs = Vec::new();
    for (at, (sites, sockets)) in listening.into_iter().enumerate() {
        let recorder = Recorder::default();
        let next = all.get(at + 1).copied().map(page);
        let shared = Shared::new(Program::new(cases, sites, next), reports.clone());
        let app = pages::router(shared)
            .merge(api::router())
            .layer(from_fn_with_state(recorder.clone(), recorder::record));
        let tls = (sites.scheme == Scheme::Https).then_some(&acceptor);
        for sockets in sockets {
            sockets.serve(&app, tls);
        }
        runs.push(Run { sites, recorder });
    }
    let runs = <[Run; 2]>::try_from(runs);
    Ok((runs.map_err(|_| io::ErrorKind::Other)?, authority))
}
