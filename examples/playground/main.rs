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
mod once;
mod page;
mod scenario;
mod scenarios;
mod wire;

use std::io;
use std::net::{Ipv4Addr, Ipv6Addr};
use std::process::ExitCode;

use axum::Router;
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
    once::print_table(&table);
    page.serve(&page::router(table, page_port, api_port));
    api.serve(&api::router());
    println!("\n  page  http://localhost:{page_port}/");
    println!("  API   http://localhost:{api_port}");
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
    async fn on(port: Option<u16>) -> io::Result<Self> {
        let mut tries = 0;
        loop {
            let four = TcpListener::bind((Ipv4Addr::LOCALHOST, port.unwrap_or(0))).await;
            let four = four.map_err(|error| match port {
                Some(port) => io::Error::new(error.kind(), format!("port {port}: {error}")),
                None => error,
            })?;
            let bound = four.local_addr()?.port();
            match TcpListener::bind((Ipv6Addr::LOCALHOST, bound)).await {
                Ok(six) => {
                    let sockets = vec![four, six];
                    return Ok(Self {
                        port: bound,
                        sockets,
                    });
                }
                // Somebody else would answer half of the requests.
                Err(error) if error.kind() == io::ErrorKind::AddrInUse => {
                    tries += 1;
                    if port.is_some() || tries == 10 {
                        let text = format!("port {bound} of [::1]: {error}");
                        return Err(io::Error::new(error.kind(), text));
                    }
                }
                // This machine has no IPv6.
                Err(_) => {
                    let sockets = vec![four];
                    return Ok(Self {
                        port: bound,
                        sockets,
                    });
                }
            }
        }
    }

    fn serve(self, app: &Router) {
        for socket in self.sockets {
            let app = app.clone();
            tokio::spawn(async move { axum::serve(socket, app).await });
        }
    }
}
