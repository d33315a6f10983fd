//! The recipe of Connect.

use connectrpc::{ConnectRpcService, Router};
use cors::Policy;
use cors::tower::{Cors, CorsLayer};
use tower::Layer;

static API: Policy = cors::policy! {
    origins = ["https://app.example.com"],
    protocols = [connect],
    expose = ["trailer-cost"],
    max_age = 600,
};

/// `services` is the router of connectrpc with the generated services.
pub fn app(services: Router) -> Cors<ConnectRpcService> {
    CorsLayer::new(&API).layer(ConnectRpcService::new(services))
}
