//! The guest book on a local port: clients without a browser, and pages.

mod clients;
mod pages;

use std::net::Ipv4Addr;

use cors_example_guestbook::guestbook;
use cors_example_loopback::Server;
use rocket::Shutdown;
use rocket::config::{Config, LogLevel};
use rocket::fairing::AdHoc;
use tokio::sync::oneshot;

const API: &str = "https://api.example.com";
const KEY: &str = "correct-horse";

/// A server with a database in memory, which is stopped when it is dropped.
struct Running {
    server: Server,
    shutdown: Shutdown,
}

impl Drop for Running {
    fn drop(&mut self) {
        self.shutdown.clone().notify();
    }
}

async fn start() -> Running {
    let config = Config {
        port: 0,
        log_level: LogLevel::Off,
        cli_colors: false,
        ..Config::debug_default()
    };
    // Each connection to `sqlite::memory:` has a database of its own.
    let figment = rocket::Config::figment()
        .merge(config)
        .merge(("databases.guestbook.url", "sqlite::memory:"))
        .merge(("databases.guestbook.max_connections", 1))
        .merge(("moderator_key", KEY));
    let (sender, receiver) = oneshot::channel();
    let report = AdHoc::on_liftoff("report port", |rocket| {
        let _ = sender.send((rocket.config().port, rocket.shutdown()));
        Box::pin(async {})
    });
    tokio::spawn(guestbook(figment).attach(report).launch());
    let (port, shutdown) = receiver.await.expect("Rocket launches");
    Running {
        server: Server::at((Ipv4Addr::LOCALHOST, port).into()),
        shutdown,
    }
}

fn url(path: &str) -> String {
    format!("{API}{path}")
}
