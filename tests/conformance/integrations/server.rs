//! A running server: one column of the table.

use std::net::{SocketAddr, TcpListener};

use crate::case::{Case, Integration};
pub(crate) use crate::known_difference::KnownDifference;

/// One variant of an integration, running.
pub(crate) struct Server {
    pub(crate) integration: Integration,
    /// The name of the column.
    pub(crate) variant: &'static str,
    pub(crate) address: SocketAddr,
    /// The part of the path before the fixture's name.
    pub(crate) base: String,
    /// The fixtures that the server has.
    pub(crate) fixtures: Vec<&'static str>,
    /// The reason why the server does not serve the other fixtures.
    pub(crate) missing_reason: &'static str,
    /// Returns how its response to a case differs from other integrations, if it does.
    pub(crate) known_difference: fn(&Case) -> Option<KnownDifference>,
}

impl Server {
    /// No known differences.
    pub(crate) const NONE: fn(&Case) -> Option<KnownDifference> = |_| None;
}

/// Returns a listener on a free port, for a server on another thread.
pub(crate) fn listen() -> (TcpListener, SocketAddr) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("there is a port");
    listener
        .set_nonblocking(true)
        .expect("the listener can be shared");
    let address = listener.local_addr().expect("the listener has an address");
    (listener, address)
}

/// Runs a tokio server on another thread until the test process ends.
pub(crate) fn spawn_server<F>(server: impl FnOnce() -> F + Send + 'static)
where
    F: Future<Output = std::io::Result<()>>,
{
    std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .expect("a runtime starts");
        runtime.block_on(server())
    });
}
