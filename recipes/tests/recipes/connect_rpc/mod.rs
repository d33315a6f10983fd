//! `protocols = [connect]`: a service of `connectrpc`, called with the headers of Connect's client for browsers.

mod example;

use buffa_types::google::protobuf::StringValue;
use connectrpc::{ConnectError, RequestContext, Response, Router, ServiceResult, handler_fn};
use cors_browser::Fetch;
use serde_json::{Value, json};

use crate::documented::assert_recipe;
use crate::support::{API, APP, EVIL};
use crate::wire::{Server, serve};

const PATH: &str = "/greeter.Greeter/Greet";

#[test]
fn guide_has_the_example() {
    assert_recipe("Connect", include_str!("example.rs"));
}

async fn greet(_: RequestContext, name: StringValue) -> ServiceResult<StringValue> {
    if name.value.is_empty() {
        return Err(ConnectError::invalid_argument("a name is missing"));
    }
    Response::ok(StringValue::from(format!("hello {}", name.value)))
}

/// A generated service adds its routes itself.
async fn server() -> Server {
    let router = Router::new();
    let router = router.route_idempotent("greeter.Greeter", "Greet", handler_fn(greet));
    serve(example::app(router)).await
}

fn post(name: &str) -> Fetch {
    Fetch::post(format!("{API}{PATH}"))
        .header("connect-protocol-version", "1")
        .header("connect-timeout-ms", "5000")
        .header("x-user-agent", "recipe")
        .json(json!(name).to_string())
}

async fn read(page: &str, fetch: Fetch) -> Option<(u16, Value)> {
    let response = server().await.read(page, fetch).await?;
    let body = serde_json::from_slice(&response.body).expect("JSON");
    Some((response.status, body))
}

#[tokio::test]
async fn page_calls_the_service() {
    let greeting = Some((200, json!("hello Ada")));
    assert_eq!(read(APP, post("Ada")).await, greeting);
    let (status, error) = read(APP, post("")).await.expect("readable");
    assert_eq!((status, &error["code"]), (400, &json!("invalid_argument")));
    assert_eq!(read(EVIL, post("Ada")).await, None);

    // Calls without side effects need no preflight.
    let query = "connect=v1&encoding=json&message=%22Ada%22";
    let get = || Fetch::get(format!("{API}{PATH}?{query}"));
    assert_eq!(read(APP, get()).await, greeting);
    assert_eq!(read(EVIL, get()).await, None);
}

#[tokio::test]
async fn headers_are_those_of_the_protocol() {
    let server = server().await;
    assert_eq!(
        server.preflight("POST", PATH, APP).await,
        [
            "204",
            "access-control-allow-headers: connect-protocol-version,connect-timeout-ms,content-type,\
             x-user-agent",
            "access-control-allow-origin: https://app.example.com",
            "access-control-max-age: 600",
            "vary: Origin",
        ]
    );
    let preflight = server.preflight("POST", PATH, EVIL).await;
    assert_eq!(preflight, ["403", "vary: Origin"]);
    let post = |origin| {
        http::Request::post(PATH)
            .header("origin", origin)
            .header("content-type", "application/json")
    };
    assert_eq!(
        server.send(post(APP), "\"Ada\"").await,
        [
            "200",
            "access-control-allow-origin: https://app.example.com",
            "vary: Origin",
        ]
    );
    let denied = server.send(post(EVIL), "\"Ada\"").await;
    assert_eq!(denied, ["200", "vary: Origin"]);
}
