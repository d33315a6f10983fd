//! A server of a framework, as the table sees it: a column.

use std::net::{SocketAddr, TcpListener};

use crate::case::{Door, Expected, Row};

/// What is mounted behind a door in one way.
pub(crate) struct Served {
    pub(crate) door: Door,
    /// The column's name.
    pub(crate) way: &'static str,
    pub(crate) address: SocketAddr,
    /// What stands before the subject in a request's path.
    pub(crate) base: String,
    /// The subjects it mounts.
    pub(crate) subjects: Vec<&'static str>,
    /// Why it does not mount the others.
    pub(crate) lacks: &'static str,
    /// The rows in which it cannot do what every other door does.
    pub(crate) exception: fn(&Row) -> Option<Exception>,
}

/// What is otherwise at a door, and why it has to be.
pub(crate) struct Exception {
    pub(crate) reason: &'static str,
    /// The answer there, which is asserted too.
    pub(crate) expected: Expected,
}

impl Served {
    /// No exceptions.
    pub(crate) const NONE: fn(&Row) -> Option<Exception> = |_| None;
}

/// A listener on a port of its own, for a server on a thread of its own.
pub(crate) fn listen() -> (TcpListener, SocketAddr) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("there is a port");
    listener
        .set_nonblocking(true)
        .expect("the listener can be shared");
    let address = listener.local_addr().expect("the listener has an address");
    (listener, address)
}

/// Runs a server of tokio's until the test ends.
pub(crate) fn run<F>(server: impl FnOnce() -> F + Send + 'static)
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
