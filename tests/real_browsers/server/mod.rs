//! The server: the API, the pages that send requests to it, and the recorder.
//!
//! Every port serves everything over http or https, so every loopback origin can be a page, the
//! API, or a third party.

pub(crate) mod api;
mod certificate;
mod live_origins;
mod pages;
mod poem;
mod previews;
mod protocols;
mod redirects;
mod responses;
mod rocket;
mod sockets;

use std::io;
use std::path::Path;
use std::sync::mpsc::{Receiver, Sender, channel};

use axum::Router;
use axum::middleware::from_fn_with_state;
use tokio::runtime::{Builder, Runtime};

use crate::case::Case;
use crate::origins::{OriginName, Origins, Ports, Scheme};
use crate::recorder::Recorder;
use crate::report::Report;
use certificate::Authority;
use pages::{Program, Shared};
use sockets::Sockets;

/// The servers of one browser, which stop on drop.
pub(crate) struct Server {
    authority: Authority,
    /// In the order of the browser.
    pub(crate) runs: [Run; 2],
    pub(crate) reports: Receiver<Report>,
    _runtime: Runtime,
}

/// The table over one scheme.
pub(crate) struct Run {
    pub(crate) origins: Origins,
    pub(crate) recorder: Recorder,
}

impl Server {
    /// Serves `cases` on free ports.
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

    /// Returns the URL of the first page.
    pub(crate) fn page(&self) -> String {
        page(self.runs[0].origins)
    }

    /// Returns the PEM file of the certificate authority.
    pub(crate) fn authority(&self) -> &Path {
        self.authority.path()
    }
}

fn page(origins: Origins) -> String {
    format!("{}/", origins.origin(OriginName::Page))
}

/// Returns the API and its recorder without a server, for initiators in this process.
pub(crate) fn in_process(origins: Origins) -> (Router, Recorder) {
    live_origins::set_pages(&[origins.origin(OriginName::Page)]);
    let recorder = Recorder::default();
    let app = api::router().layer(from_fn_with_state(
        recorder.clone(),
        crate::recorder::record,
    ));
    (app, recorder)
}

async fn serve(cases: &[Case], reports: &Sender<Report>) -> io::Result<([Run; 2], Authority)> {
    let names = OriginName::ALL.map(OriginName::host);
    let (acceptor, authority) = certificate::issue(&names);
    let mut listening = Vec::new();
    for scheme in [Scheme::Http, Scheme::Https] {
        let sockets = [
            Sockets::bind().await?,
            Sockets::bind().await?,
            Sockets::bind().await?,
        ];
        let [page, other_port, api] = [&sockets[0], &sockets[1], &sockets[2]].map(|one| one.port);
        let ports = Ports {
            page,
            other_port,
            api,
        };
        listening.push((Origins { scheme, ports }, sockets));
    }
    let all: Vec<Origins> = listening.iter().map(|(origins, _)| *origins).collect();
    let pages: Vec<String> = all
        .iter()
        .map(|origins| origins.origin(OriginName::Page))
        .collect();
    live_origins::set_pages(&pages);

    let mut runs = Vec::new();
    for (at, (origins, sockets)) in listening.into_iter().enumerate() {
        let recorder = Recorder::default();
        let next = all.get(at + 1).copied().map(page);
        let shared = Shared::new(Program::new(cases, origins, next), reports.clone());
        let app = pages::router(shared)
            .merge(api::router())
            .layer(from_fn_with_state(
                recorder.clone(),
                crate::recorder::record,
            ));
        let tls = (origins.scheme == Scheme::Https).then_some(&acceptor);
        for sockets in sockets {
            sockets.serve(&app, tls);
        }
        runs.push(Run { origins, recorder });
    }
    let runs = <[Run; 2]>::try_from(runs);
    Ok((runs.map_err(|_| io::ErrorKind::Other)?, authority))
}
