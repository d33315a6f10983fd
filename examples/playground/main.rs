//! A page and an API on two local ports, to see which requests browsers allow.
//!
//! ```text
//! cargo run --example playground              open the page it prints, in any browser
//! cargo run --example playground -- --once    the same requests without a browser, checked
//! ```
//!
//! The page listens on `PORT`, or on a free port. The policies are in `api.rs`, the expected results in
//! `scenarios.rs`.

mod api;
mod attempt;
mod fetch;
mod once;
mod page;
mod policies;
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
            "The playground uses `dev_origins`, which release builds leave out: run it without \
             `--release`."
        );
        return ExitCode::from(2);
    }
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let result = match (&arguments[..], port_from_environment()) {
        ([], Ok(port)) => serve(port).await,
        (["--once"], Ok(port)) => once(port).await,
        (_, Ok(_)) => Err(io::Error::other("the only argument is `--once`")),
        (_, Err(error)) => Err(error),
    };
    result.unwrap_or_else(|error| {
        eprintln!("playground: {error}");
        ExitCode::from(2)
    })
}

/// Returns `None` if `PORT` is not set.
fn port_from_environment() -> io::Result<Option<u16>> {
    match std::env::var("PORT") {
        Err(std::env::VarError::NotPresent) => Ok(None),
        Ok(text) if text.parse().is_ok_and(|port: u16| port != 0) => Ok(text.parse().ok()),
        _ => Err(io::Error::other("`PORT` is not a number from 1 to 65535")),
    }
}

/// Runs both servers until Ctrl-C.
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

/// Runs the API alone. The page server is not needed: only its origin appears in the requests.
async fn once(port: Option<u16>) -> io::Result<ExitCode> {
    let api = Listening::on(None).await?;
    let api_port = api.port;
    api.serve(&api::router());
    Ok(once::run(&scenarios::table(), port.unwrap_or(3000), api_port).await)
}

/// The sockets of a server. Some browsers resolve `localhost` to an IPv4 address, others to an IPv6
/// address.
struct Listening {
    port: u16,
    sockets: Vec<TcpListener>,
}

impl Listening {
    /// Binds the given port, or a free port.
    async fn on(port: Option<u16>) -> io::Result<Self> {
        for _ in 0..10 {
            let four = bind(Ipv4Addr::LOCALHOST, port.unwrap_or(0)).await?;
            let port_of_four = four.local_addr()?.port();
            let sockets = match bind(Ipv6Addr::LOCALHOST, port_of_four).await {
                Ok(six) => vec![four, six],
                // Another program would receive the requests over IPv6.
                Err(error) if error.kind() == io::ErrorKind::AddrInUse => match port {
                    Some(_) => return Err(error),
                    None => continue,
                },
                // IPv6 is not available.
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
