//! WebSocket handshakes under other names, which the attribute cannot recognise.

use std::panic::catch_unwind;

use axum::Router;
use axum::extract::ws::rejection::WebSocketUpgradeRejection;
use axum::extract::ws::{WebSocketUpgrade, WebSocketUpgrade as Upgrade};
use axum::response::Response;
use axum::routing::MethodRouter;
use facade::axum::{any, cors, get};

type Handshake = Result<WebSocketUpgrade, WebSocketUpgradeRejection>;

#[cors(crate = facade, origins = ["https://app.example.com"])]
async fn renamed(upgrade: Upgrade) -> Response {
    upgrade.on_upgrade(async |_| {})
}

#[cors(crate = facade, origins = ["https://app.example.com"])]
async fn alias(upgrade: Handshake, _: String) -> &'static str {
    if upgrade.is_ok() { "some" } else { "none" }
}

#[cors(crate = facade, origins = ["https://app.example.com"], enforce)]
async fn enforced(upgrade: Upgrade) -> Response {
    upgrade.on_upgrade(async |_| {})
}

fn message(mount: fn() -> MethodRouter) -> String {
    let panic = catch_unwind(mount).expect_err("a panic");
    let message = panic.downcast::<String>().expect("a formatted message");
    *message
}

#[test]
fn handshake_under_another_name_needs_enforce() {
    let mounts: [fn() -> MethodRouter; 3] = [
        || get(renamed).into(),
        || get(alias).into(),
        || any(renamed).into(),
    ];
    for mount in mounts {
        let message = message(mount);
        assert!(
            message.contains("`WebSocketUpgrade` opens a WebSocket"),
            "{message}"
        );
        assert!(
            message.contains("help: add `enforce` to the policy"),
            "{message}"
        );
    }
    let _: Router = Router::new().route("/enforced", get(enforced).into());
}
