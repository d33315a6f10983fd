//! Loopback sockets, with and without TLS.

use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

use axum::Router;
use axum::serve::Listener;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::server::TlsStream;

/// One port on IPv4 and IPv6, because browsers differ in how they resolve `localhost`.
pub(super) struct Sockets {
    pub(super) port: u16,
    listeners: Vec<TcpListener>,
}

impl Sockets {
    pub(super) async fn bind() -> io::Result<Self> {
        for _ in 0..10 {
            let four = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
            let port = four.local_addr()?.port();
            let listeners = match TcpListener::bind((Ipv6Addr::LOCALHOST, port)).await {
                Ok(six) => vec![four, six],
                // Another process would receive half of the requests.
                Err(error) if error.kind() == io::ErrorKind::AddrInUse => continue,
                // IPv6 is not available.
                Err(_) => vec![four],
            };
            return Ok(Self { port, listeners });
        }
        Err(io::Error::other(
            "no port is free on both 127.0.0.1 and [::1]",
        ))
    }

    /// Serves until the runtime is dropped.
    pub(super) fn serve(self, app: &Router, tls: Option<&TlsAcceptor>) {
        for listener in self.listeners {
            let app = app.clone();
            match tls {
                None => drop(tokio::spawn(
                    async move { axum::serve(listener, app).await },
                )),
                Some(tls) => {
                    let listener = Secure::new(listener, tls.clone());
                    drop(tokio::spawn(
                        async move { axum::serve(listener, app).await },
                    ));
                }
            }
        }
    }
}

/// A listener that returns connections after their TLS handshake.
struct Secure {
    ready: mpsc::Receiver<TlsStream<TcpStream>>,
}

impl Secure {
    fn new(listener: TcpListener, tls: TlsAcceptor) -> Self {
        let (sender, ready) = mpsc::channel(16);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let (tls, sender) = (tls.clone(), sender.clone());
                // In a task of its own, so that an unfinished handshake does not block other
                // connections.
                tokio::spawn(async move {
                    if let Ok(stream) = tls.accept(stream).await {
                        let _ = sender.send(stream).await;
                    }
                });
            }
        });
        Self { ready }
    }
}

impl Listener for Secure {
    type Io = TlsStream<TcpStream>;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (Self::Io, Self::Addr) {
        match self.ready.recv().await {
            Some(stream) => {
                let (tcp, _) = stream.get_ref();
                let fallback = SocketAddr::from((IpAddr::from(Ipv4Addr::LOCALHOST), 0));
                let peer = tcp.peer_addr().unwrap_or(fallback);
                (stream, peer)
            }
            // The listener is closed.
            None => std::future::pending().await,
        }
    }

    fn local_addr(&self) -> io::Result<Self::Addr> {
        Ok(SocketAddr::from((Ipv4Addr::LOCALHOST, 0)))
    }
}
