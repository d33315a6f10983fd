//! A page and an API on two ports of this machine, and what browsers make of it.
//!
//! ```text
//! cargo run --example playground              open the page it prints, in any browser
//! cargo run --example playground -- --once    the same requests without a browser, checked
//! ```
//!
//! The page gets its port from `PORT`, else a free one. The policies stand in `api.rs`, what to
//! expect of them in `scenarios.rs`.

mod api;
mod fetch;
mod once;
mod page;
mod printed;
mod scenario;
mod scenarios;
mod wire;

use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::process::ExitCode;

use axum::Router;
use scenario::site;
use tokio::net::TcpListener;

#[tokio::main]
async fn main() -> ExitCode {
    if !cfg!(debug_assertions) {
        eprintln!(
            "The playground's origins are `dev_origins`, which a release build leaves out: run it \
             without `--release`."
        );
        return ExitCode::from(2);
    }
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let done = match (&arguments[..], port_from_environment()) {
        ([], Ok(port)) => serve(port).await,
        (["--once"], Ok(port)) => once(port).await,
        (_, Ok(_)) => Err(io::Error::other("the one argument there is is `--once`")),
        (_, Err(error)) => Err(error),
    };
    done.unwrap_or_else(|error| {
        eprintln!("playground: {error}");
        ExitCode::from(2)
    })
}

/// `None` without `PORT`.
fn port_from_environment() -> io::Result<Option<u16>> {
    match std::env::var("PORT") {
        Err(std::env::VarError::NotPresent) => Ok(None),
        Ok(text) if text.parse().is_ok_and(|port: u16| port != 0) => Ok(text.parse().ok()),
        _ => Err(io::Error::other("`PORT` is not a number from 1 to 65535")),
    }
}

/// Both servers, until Ctrl-C.
async fn serve(port: Option<u16>) -> io::Result<ExitCode> {
    let page = Listening::on(port).await?;
    let api = Listening::on(None).await?;
    let (page_port, api_port) = (page.port, api.port);
    let table = scenarios::table();
    printed::print(&table);
    page.serve(&page::router(table, page_port, api_port));
    api.serve(&api::router());
    println!("\n  page  {}/", site("localhost", page_port));
    println!("  API   {}", site("localhost", api_port));
    println!("\nOpen the page in a browser. Ctrl-C ends both servers.");
    tokio::signal::ctrl_c().await?;
    Ok(ExitCode::SUCCESS)
}

/// The API alone: nobody listens where the pages claim to be, and nobody has to.
async fn once(port: Option<u16>) -> io::Result<ExitCode> {
    let api = Listening::on(None).await?;
    let api_port = api.port;
    api.serve(&api::router());
    Ok(once::run(&scenarios::table(), port.unwrap_or(3000), api_port).await)
}

/// The sockets of a server: `localhost` is an IPv4 address to some browsers, and an IPv6 one to
/// others.
struct Listening {
    port: u16,
    sockets: Vec<TcpListener>,
}

impl Listening {
    /// The given port, or a free one.
    async fn on(port: Option<u16>) -> io::Result<Self> {
        for _ in 0..10 {
            let four = bind(Ipv4Addr::LOCALHOST, port.unwrap_or(0)).await?;
            let port_of_four = four.local_addr()?.port();
            let sockets = match bind(Ipv6Addr::LOCALHOST, port_of_four).await {
                Ok(six) => vec![four, six],
                // Somebody else would answer half of the requests.
                Err(error) if error.kind() == io::ErrorKind::AddrInUse => match port {
                    Some(_) => return Err(error),
                    None => continue,
                },
                // This machine has no IPv6.
                Err(_) => vec![four],
            };
            return Ok(Self {
                port: port_of_four,
                sockets,
            });
        }
        Err(io::Error::other(
            "found no port that is free on both 127.0.0.1 and [::1]",
        ))
    }

    fn serve(self, app: &Router) {
        for socket in self.sockets {
            let app = app.clone();
            tokio::spawn(async move { axum::serve(socket, app).await });
        }
    }
}

async fn bind(address: impl Into<IpAddr>, port: u16) -> io::Result<TcpListener> {
    let address = SocketAddr::new(address.into(), port);
    let named = |error: io::Error| io::Error::new(error.kind(), format!("{address}: {error}"));
    TcpListener::bind(address).await.map_err(named)
}
