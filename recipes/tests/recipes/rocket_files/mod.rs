//! A policy for one file server of Rocket: an annotated handler in the place of `FileServer`.

mod example;

use std::net::Ipv4Addr;

use cors_browser::Fetch;
use rocket::Shutdown;
use rocket::config::{Config, LogLevel};
use rocket::fairing::AdHoc;
use tokio::sync::oneshot;

use crate::directory::Directory;
use crate::documented::assert_recipe;
use crate::support::{API, APP};
use crate::wire::Server;

#[test]
fn guide_has_the_example() {
    assert_recipe("A file server in Rocket", include_str!("example.rs"));
}

async fn launch(directory: &Directory) -> (Server, Shutdown) {
    let (sender, receiver) = oneshot::channel();
    let config = Config {
        port: 0,
        log_level: LogLevel::Off,
        cli_colors: false,
        ..Config::debug_default()
    };
    let report = AdHoc::on_liftoff("report port", |rocket| {
        let _ = sender.send((rocket.config().port, rocket.shutdown()));
        Box::pin(async {})
    });
    let rocket = example::app(rocket::custom(config), directory.path().to_owned());
    tokio::spawn(rocket.attach(report).launch());
    let (port, shutdown) = receiver.await.expect("Rocket launches");
    let address = (Ipv4Addr::LOCALHOST, port).into();
    (Server { address }, shutdown)
}

#[tokio::test]
async fn pages_load_fonts_and_modules() {
    let directory = Directory::new("rocket");
    let (server, shutdown) = launch(&directory).await;
    let load = |file| Fetch::get(format!("{API}/assets/{file}"));
    for (file, text) in [("text.woff2", "a font"), ("main.mjs", "export {}")] {
        let asset = server.read(APP, load(file)).await.expect("readable");
        assert_eq!((asset.status, asset.text().as_str()), (200, text));
    }
    let missing = server.read(APP, load("missing.woff2")).await;
    assert_eq!(missing.expect("readable").status, 404);
    // The path of the handler never leaves the directory.
    let outside = server.read(APP, load("..%2fmain.mjs")).await;
    assert_ne!(outside.map_or(0, |response| response.status), 200);
    let account = Fetch::get(format!("{API}/account"));
    assert!(server.read(APP, account).await.is_none());
    shutdown.notify();
}

#[tokio::test]
async fn headers_are_those_of_the_policy() {
    let directory = Directory::new("rocket-headers");
    let (server, shutdown) = launch(&directory).await;
    let path = "/assets/text.woff2";
    for (path, status) in [(path, "200"), ("/assets/missing", "404")] {
        assert_eq!(
            server.get(path, APP).await,
            [
                status,
                "access-control-allow-origin: *",
                "access-control-expose-headers: etag",
            ]
        );
    }
    let preflight = server.preflight("GET", path, APP).await;
    assert_eq!(preflight[..2], ["204", "access-control-allow-origin: *"]);
    assert_eq!(server.get("/account", APP).await, ["200"]);
    assert_eq!(server.preflight("GET", "/account", APP).await, ["404"]);
    shutdown.notify();
}
