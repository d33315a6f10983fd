//! The recipe of the Model Context Protocol.

use std::sync::Arc;

use axum::Router;
use cors::Policy;
use cors::tower::CorsLayer;
use rmcp::ServerHandler;
use rmcp::transport::streamable_http_server::session::local::LocalSessionManager;
use rmcp::transport::streamable_http_server::{StreamableHttpServerConfig, StreamableHttpService};

const HOST: &str = "api.example.com";

static MCP: Policy = cors::policy! {
    origins = ["https://app.example.com"],
    protocols = [mcp],
    enforce,
    hosts = ["api.example.com"],
};

pub fn app<S>(handler: S) -> Router
where
    S: ServerHandler + Clone + Sync,
{
    let sessions = Arc::new(LocalSessionManager::default());
    let config = StreamableHttpServerConfig::default().with_allowed_hosts([HOST]);
    let server = StreamableHttpService::new(move || Ok(handler.clone()), sessions, config);
    Router::new()
        .route_service("/mcp", server)
        .layer(CorsLayer::new(&MCP))
}
