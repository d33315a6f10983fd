//! Pages that send requests without a pause, and what they see.

use std::fmt;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{JoinHandle, spawn};
use std::time::{Duration, Instant};

use crate::client::{Client, Kind};

/// A tenant, an origin, and whether it is allowed at any time.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Expected {
    pub(crate) host: &'static str,
    pub(crate) origin: &'static str,
    pub(crate) allowed: bool,
}

impl Expected {
    /// Creates the expectation that the tenant always allows the origin.
    pub(crate) const fn allowed(host: &'static str, origin: &'static str) -> Self {
        Self {
            host,
            origin,
            allowed: true,
        }
    }

    /// Creates the expectation that the tenant never allows the origin.
    pub(crate) const fn denied(host: &'static str, origin: &'static str) -> Self {
        Self {
            host,
            origin,
            allowed: false,
        }
    }
}

/// Threads that send requests until they are stopped.
pub(crate) struct Load {
    stop: Arc<AtomicBool>,
    threads: Vec<JoinHandle<Tally>>,
}

/// The answers to all requests.
#[derive(Default)]
pub(crate) struct Tally {
    times: Vec<Duration>,
    wrong: Vec<String>,
}

impl Load {
    /// Sends requests over two connections to each server.
    pub(crate) fn start(servers: &[SocketAddr], expected: &'static [Expected]) -> Self {
        let stop = Arc::<AtomicBool>::default();
        let servers = servers.iter().chain(servers);
        let threads = servers.map(|server| {
            let (server, stop) = (*server, Arc::clone(&stop));
            spawn(move || send(server, expected, &stop))
        });
        Self {
            threads: threads.collect(),
            stop,
        }
    }

    /// Stops, and returns what the pages saw.
    pub(crate) fn finish(self) -> Tally {
        self.stop.store(true, Ordering::SeqCst);
        let mut all = Tally::default();
        for thread in self.threads {
            let tally = thread.join().expect("the pages do not fail");
            all.times.extend(tally.times);
            all.wrong.extend(tally.wrong);
        }
        all.times.sort_unstable();
        all
    }
}

impl Tally {
    /// Asserts that there were answers, all of them right.
    #[track_caller]
    pub(crate) fn assert_right(&self) {
        assert!(self.wrong.is_empty(), "{:?}", self.wrong.first());
        assert!(self.times.len() > 100, "{} answers only", self.times.len());
    }

    fn percentile(&self, per_mille: usize) -> Duration {
        let index = self.times.len() * per_mille / 1000;
        let last = self.times.last().copied().unwrap_or_default();
        self.times.get(index).copied().unwrap_or(last)
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (half, most, nearly) = (
            self.percentile(500),
            self.percentile(990),
            self.percentile(999),
        );
        write!(
            f,
            "{} answers, {} wrong; half within {half:.1?}, 99 % within {most:.1?}, 99.9 % within {nearly:.1?}, all within {:.1?}",
            self.times.len(),
            self.wrong.len(),
            self.percentile(1000),
        )
    }
}

fn send(server: SocketAddr, expected: &[Expected], stop: &AtomicBool) -> Tally {
    let mut tally = Tally::default();
    let mut client = Client::connect(server).expect("the server accepts connections");
    let requests = expected
        .iter()
        .flat_map(|expected| Kind::ALL.map(|kind| (kind, expected)));
    for (kind, expected) in requests.collect::<Vec<_>>().into_iter().cycle() {
        if stop.load(Ordering::SeqCst) {
            break;
        }
        let Expected {
            host,
            origin,
            allowed,
        } = *expected;
        let start = Instant::now();
        let answer = client
            .send(kind, host, origin)
            .expect("the server responds");
        tally.times.push(start.elapsed());
        match answer.allows(kind, origin) {
            Ok(found) if found == allowed => {}
            Ok(found) => tally.wrong.push(format!("{kind:?} {expected:?}: {found}")),
            Err(error) => tally.wrong.push(error),
        }
    }
    tally
}
