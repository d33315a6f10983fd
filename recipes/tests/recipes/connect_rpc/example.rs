//! The recipe of Connect.

use connectrpc::{ConnectRpcService, Router};
use cors::Policy;
use cors::tower::{Cors, CorsLayer};
use tower::Layer;

static API: Policy = cors::policy! {
    origins = ["https://app.example.com"],
    protocols = [connect],
    max_age = 600,
};

/// `router` has the services, such as `Router::new().add_service(greeter)`.
pub fn app(router: Router) -> Cors<ConnectRpcService> {
    CorsLayer::new(&API).layer(ConnectRpcService::new(router))
}
