//! Sockets of loopback, with TLS and without.

use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

use axum::Router;
use axum::serve::Listener;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::server::TlsStream;

/// One port: `localhost` is an IPv4 address to some engines, and an IPv6 one to others.
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
                // Somebody else would answer half of the requests.
                Err(error) if error.kind() == io::ErrorKind::AddrInUse => continue,
                // This machine has no IPv6.
                Err(_) => vec![four],
            };
            return Ok(Self { port, listeners });
        }
        Err(io::Error::other(
            "no port is free on both 127.0.0.1 and [::1]",
        ))
    }

    /// Serves for as long as the runtime lives.
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

/// A socket whose connections are through their handshake.
struct Secure {
    ready: mpsc::Receiver<TlsStream<TcpStream>>,
}

impl Secure {
    fn new(listener: TcpListener, tls: TlsAcceptor) -> Self {
        let (sender, ready) = mpsc::channel(16);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let (tls, sender) = (tls.clone(), sender.clone());
                // Apart: who never finishes its handshake must not keep the others waiting.
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
                let somewhere = SocketAddr::from((IpAddr::from(Ipv4Addr::LOCALHOST), 0));
                let peer = tcp.peer_addr().unwrap_or(somewhere);
                (stream, peer)
            }
            // The socket is gone, and nobody will come any more.
            None => std::future::pending().await,
        }
    }

    fn local_addr(&self) -> io::Result<Self::Addr> {
        Ok(SocketAddr::from((Ipv4Addr::LOCALHOST, 0)))
    }
}
