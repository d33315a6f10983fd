//! A connection to PostgreSQL that a test can cut, or stall.

use std::io::{ErrorKind, Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::atomic::{AtomicU8, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{sleep, spawn};
use std::time::Duration;

const FORWARD: u8 = 0;
const CUT: u8 = 1;
const STALL: u8 = 2;

#[derive(Default)]
struct State {
    mode: AtomicU8,
    connections: Mutex<Vec<TcpStream>>,
}

/// A proxy in front of a port.
pub(crate) struct Proxy {
    pub(crate) port: u16,
    state: Arc<State>,
}

impl Proxy {
    pub(crate) fn start(target: u16) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let port = listener.local_addr().expect("an address").port();
        let state = Arc::<State>::default();
        let shared = Arc::clone(&state);
        spawn(move || {
            for client in listener.incoming().flatten() {
                // A client that is not accepted sees its connection close.
                if shared.mode.load(Ordering::SeqCst) != CUT {
                    let _ = shared.connect(&client, target);
                }
            }
        });
        Self { port, state }
    }

    /// Closes all connections, and new ones as soon as they are made.
    pub(crate) fn cut(&self) {
        self.state.mode.store(CUT, Ordering::SeqCst);
        let connections = self.state.connections.lock();
        for connection in connections
            .unwrap_or_else(PoisonError::into_inner)
            .drain(..)
        {
            let _ = connection.shutdown(Shutdown::Both);
        }
    }

    /// Forwards nothing more, without closing a connection: the other end has disappeared.
    pub(crate) fn stall(&self) {
        self.state.mode.store(STALL, Ordering::SeqCst);
    }

    /// Forwards everything again.
    pub(crate) fn repair(&self) {
        self.state.mode.store(FORWARD, Ordering::SeqCst);
    }
}

impl State {
    fn connect(self: &Arc<Self>, client: &TcpStream, target: u16) -> std::io::Result<()> {
        let server = TcpStream::connect(("127.0.0.1", target))?;
        let connections = self.connections.lock();
        let mut connections = connections.unwrap_or_else(PoisonError::into_inner);
        connections.extend([client.try_clone()?, server.try_clone()?]);
        for (from, to) in [(client, &server), (&server, client)] {
            let (from, to) = (from.try_clone()?, to.try_clone()?);
            let state = Arc::clone(self);
            spawn(move || state.forward(from, to));
        }
        Ok(())
    }

    fn forward(&self, mut from: TcpStream, mut to: TcpStream) {
        let _ = from.set_read_timeout(Some(Duration::from_millis(50)));
        let mut bytes = [0; 4096];
        loop {
            let read = match from.read(&mut bytes) {
                Ok(read @ 1..) => read,
                Err(error)
                    if matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut) =>
                {
                    continue;
                }
                Ok(0) | Err(_) => break,
            };
            while self.mode.load(Ordering::SeqCst) == STALL {
                sleep(Duration::from_millis(20));
            }
            if to.write_all(&bytes[..read]).is_err() {
                break;
            }
        }
        let _ = from.shutdown(Shutdown::Both);
        let _ = to.shutdown(Shutdown::Both);
    }
}
