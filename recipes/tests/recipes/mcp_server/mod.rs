//! `protocols = [mcp]`: a server of `rmcp`, and a page that opens a session, calls a tool and ends the session.

mod example;

use cors_browser::{Browser, Fetch, FetchResponse};
use rmcp::{tool, tool_router};
use serde_json::{Value, json};

use crate::documented::assert_recipe;
use crate::support::{APP, EVIL};
use crate::wire::{Server, serve};

const URL: &str = "https://api.example.com/mcp";
const VERSION: &str = "2025-11-25";

#[test]
fn guide_has_the_example() {
    assert_recipe("Model Context Protocol", include_str!("example.rs"));
}

#[derive(Debug, Clone)]
struct Greeter;

#[tool_router(server_handler)]
impl Greeter {
    #[tool(description = "Greets")]
    fn greet(&self) -> String {
        "hello from the tool".to_owned()
    }
}

async fn server() -> Server {
    serve(example::app(Greeter)).await
}

fn message(value: &Value) -> Fetch {
    Fetch::post(URL)
        .header("accept", "application/json, text/event-stream")
        .json(value.to_string())
}

fn initialize() -> Fetch {
    message(&json!({
        "jsonrpc": "2.0", "id": 1, "method": "initialize",
        "params": {
            "protocolVersion": VERSION,
            "capabilities": {},
            "clientInfo": { "name": "page", "version": "1" },
        },
    }))
}

#[tokio::test]
async fn page_has_a_session() {
    let mut server = server().await;
    let page = Browser::spec().open(APP);
    let mut send = async |fetch| page.fetch(&mut server, fetch).await.expect("readable");

    let opened: FetchResponse = send(initialize()).await;
    assert_eq!(opened.status, 200, "{}", opened.text());
    let session = opened.headers["mcp-session-id"].to_str().expect("ASCII");
    let within = |fetch: Fetch| {
        fetch
            .header("mcp-session-id", session)
            .header("mcp-protocol-version", VERSION)
    };

    let initialized = json!({ "jsonrpc": "2.0", "method": "notifications/initialized" });
    assert_eq!(send(within(message(&initialized))).await.status, 202);

    let call = json!({
        "jsonrpc": "2.0", "id": 2, "method": "tools/call",
        "params": { "name": "greet", "arguments": {} },
    });
    let called = send(within(message(&call))).await;
    assert!(
        called.text().contains("hello from the tool"),
        "{}",
        called.text()
    );

    let resume = Fetch::get(URL).header("accept", "text/event-stream");
    let resume = within(resume).header("last-event-id", "0").read_head();
    let resumed = send(resume).await;
    assert_eq!(resumed.status, 200);
    assert_eq!(resumed.headers["content-type"], "text/event-stream");

    let ended = send(within(Fetch::delete(URL))).await.status;
    assert!((200..300).contains(&ended), "{ended}");
    assert_eq!(send(within(message(&call))).await.status, 404);

    assert!(server.read(EVIL, initialize()).await.is_none());
}

#[tokio::test]
async fn headers_are_those_of_the_protocol() {
    let server = server().await;
    assert_eq!(
        server.preflight("DELETE", "/mcp", APP).await,
        [
            "204",
            "access-control-allow-headers: content-type,last-event-id,mcp-method,mcp-name,\
             mcp-protocol-version,mcp-session-id",
            "access-control-allow-methods: DELETE,GET,POST",
            "access-control-allow-origin: https://app.example.com",
            "vary: Origin",
        ]
    );
    assert_eq!(
        server.preflight("POST", "/mcp", EVIL).await,
        ["403", "vary: Origin"]
    );
    let readable = server.get("/mcp", APP).await;
    assert_eq!(
        readable[1..],
        [
            "access-control-allow-origin: https://app.example.com",
            "access-control-expose-headers: mcp-session-id",
            "vary: Origin",
        ]
    );
    assert_eq!(server.get("/mcp", EVIL).await, ["403", "vary: Origin"]);
}

/// DNS rebinding: the page is same-origin in the browser.
#[tokio::test]
async fn other_hosts_get_403() {
    let mut server = server().await;
    let page = Browser::spec().open(EVIL);
    let fetch = Fetch::post(format!("{EVIL}/mcp")).json("{}");
    let response = page.fetch(&mut server, fetch).await.expect("same-origin");
    assert_eq!((response.status, response.text().as_str()), (403, ""));
}
