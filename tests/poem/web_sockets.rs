//! WebSocket handshakes under other names, which the attribute cannot recognise.

use std::panic::catch_unwind;

use facade::poem::{CorsRouteMethod, cors, get};
use poem::web::websocket::WebSocket as Upgrade;
use poem::{IntoResponse, Result, Route, handler};

type Handshake = Result<Upgrade>;

#[cors(crate = facade, origins = ["https://app.example.com"])]
#[handler]
async fn renamed(upgrade: Upgrade) -> impl IntoResponse {
    upgrade.on_upgrade(async |_| {})
}

#[cors(crate = facade, origins = ["https://app.example.com"])]
#[handler]
async fn alias(upgrade: Handshake, _: String) -> &'static str {
    if upgrade.is_ok() { "some" } else { "none" }
}

#[cors(crate = facade, origins = ["https://app.example.com"], enforce)]
#[handler]
async fn enforced(upgrade: Upgrade) -> impl IntoResponse {
    upgrade.on_upgrade(async |_| {})
}

fn message(mount: fn() -> CorsRouteMethod) -> String {
    let panic = catch_unwind(mount).expect_err("a panic");
    let message = panic.downcast::<String>().expect("a formatted message");
    *message
}

#[test]
fn handshake_under_another_name_needs_enforce() {
    for mount in [|| get(renamed), || get(alias)] {
        let message = message(mount);
        assert!(
            message.contains("`WebSocket` opens a WebSocket"),
            "{message}"
        );
        assert!(
            message.contains("help: add `enforce` to the policy"),
            "{message}"
        );
    }
    let _ = Route::new().at("/enforced", get(enforced));
}
