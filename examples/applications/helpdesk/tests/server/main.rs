//! The help desk on a local port: clients without a browser, and pages.

mod clients;
mod pages;

use actix_web::web::Data;
use actix_web::{App, HttpServer, rt};
use cors_example_helpdesk::{Desk, routes};
use cors_example_loopback::Server;

const API: &str = "https://api.example.com";
const AGENTS_API: &str = "https://agents-api.example.com";

fn start() -> Server {
    let desk = Data::new(Desk::new([
        ("ada", "correct-horse"),
        ("bob", "battery-staple"),
        ("eve@desk", "tr0ub4dor"),
    ]));
    let server = HttpServer::new(move || App::new().app_data(desk.clone()).configure(routes))
        .workers(1)
        .disable_signals()
        .bind("127.0.0.1:0")
        .expect("a port");
    let address = server.addrs()[0];
    rt::spawn(server.run());
    Server::at(address)
}

/// The JSON that signs a user in.
fn credentials(name: &str, password: &str) -> String {
    format!(r#"{{"name":"{name}","password":"{password}"}}"#)
}
