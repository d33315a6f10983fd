//! `protocols = [connect]`: services of connectrpc, called as Connect's client in a page calls them.

mod example;

use buffa_types::google::protobuf::{Int32Value, StringValue};
use connectrpc::{
    ConnectError, RequestContext, Response, Router, ServiceResult, ServiceStream, handler_fn,
    streaming_handler_fn,
};
use cors_browser::Fetch;
use futures_util::stream;
use serde_json::{Value, json};

use crate::documented::assert_recipe;
use crate::support::{API, APP, EVIL};
use crate::wire::{Server, serve};

#[test]
fn guide_has_the_example() {
    assert_recipe("Connect", include_str!("example.rs"));
}

async fn greet(_: RequestContext, name: StringValue) -> ServiceResult<StringValue> {
    match name.value.as_str() {
        "" => Err(ConnectError::invalid_argument("a name is missing")),
        name => {
            let greeting = StringValue::from(format!("hello {name}"));
            Ok(Response::new(greeting).with_trailer("cost", "7"))
        }
    }
}

async fn count(_: RequestContext, to: Int32Value) -> ServiceResult<ServiceStream<Int32Value>> {
    let numbers = (1..=to.value).map(|number| Ok(number.into()));
    Response::stream_ok(stream::iter(numbers))
}

/// Registers the methods as generated code does.
async fn server() -> Server {
    let services = Router::new()
        .route("Greeter", "Greet", handler_fn(greet))
        .route_idempotent("Greeter", "Find", handler_fn(greet))
        .route_server_stream("Greeter", "Count", streaming_handler_fn(count));
    serve(example::app(services)).await
}

/// A call as `createConnectTransport` of `@connectrpc/connect-web` sends it, with a timeout.
fn call(method: &str, content_type: &str, body: impl Into<Vec<u8>>) -> Fetch {
    Fetch::post(format!("{API}/Greeter/{method}"))
        .header("connect-protocol-version", "1")
        .header("connect-timeout-ms", "5000")
        .header("content-type", content_type)
        .bytes(body)
}

#[tokio::test]
async fn page_calls_a_unary_method() {
    let server = server().await;
    let greet = |name: &str| call("Greet", "application/json", json!(name).to_string());
    let greeting = server.read(APP, greet("Ada")).await.expect("readable");
    assert_eq!(
        (greeting.status, greeting.text().as_str()),
        (200, "\"hello Ada\"")
    );
    // A trailer of a unary call is a response header.
    assert_eq!(greeting.headers["trailer-cost"], "7");
    assert!(greeting.preflighted);

    let error = server.read(APP, greet("")).await.expect("readable");
    let body: Value = serde_json::from_slice(&error.body).expect("JSON");
    assert_eq!(error.status, 400);
    assert_eq!(
        body,
        json!({ "code": "invalid_argument", "message": "a name is missing" })
    );

    // A string is the first field of its message.
    let binary = call("Greet", "application/proto", "\u{a}\u{3}Ada");
    let greeting = server.read(APP, binary).await.expect("readable");
    assert_eq!(greeting.text(), "\u{a}\u{9}hello Ada");

    assert!(server.read(EVIL, greet("Ada")).await.is_none());
}

/// The query of a unary call without side effects.
const FIND: &str = "/Greeter/Find?connect=v1&encoding=json&message=%22Ada%22";

#[tokio::test]
async fn get_needs_no_preflight() {
    let server = server().await;
    let find = || Fetch::get(format!("{API}{FIND}"));
    let found = server.read(APP, find()).await.expect("readable");
    assert_eq!(
        (found.text().as_str(), found.preflighted),
        ("\"hello Ada\"", false)
    );
    let timeout = find().header("connect-timeout-ms", "5000");
    let found = server.read(APP, timeout).await.expect("readable");
    assert_eq!(
        (found.text().as_str(), found.preflighted),
        ("\"hello Ada\"", true)
    );
    assert!(server.read(EVIL, find()).await.is_none());
}

/// Messages as a stream has them: flags, length and text. The last one has the flag 2 and no message.
fn envelopes(messages: &[(u8, &str)]) -> Vec<u8> {
    let messages = messages.iter().flat_map(|(flags, text)| {
        let length = u32::try_from(text.len()).expect("short").to_be_bytes();
        [&[*flags], &length[..], text.as_bytes()].concat()
    });
    messages.collect()
}

#[tokio::test]
async fn page_reads_a_stream() {
    let server = server().await;
    let count = || {
        let to = envelopes(&[(0, "3")]);
        call("Count", "application/connect+json", to)
    };
    let numbers = server.read(APP, count()).await.expect("readable");
    let end = [(0, "1"), (0, "2"), (0, "3"), (2, "{}")];
    assert_eq!(
        (numbers.status, &numbers.body[..]),
        (200, &envelopes(&end)[..])
    );
    assert!(server.read(EVIL, count()).await.is_none());
}

#[tokio::test]
async fn headers_are_those_of_the_protocol() {
    let server = server().await;
    for method in ["GET", "POST"] {
        assert_eq!(
            server.preflight(method, "/Greeter/Greet", APP).await,
            [
                "204",
                "access-control-allow-headers: connect-protocol-version,connect-timeout-ms,\
                 content-type,x-user-agent",
                "access-control-allow-origin: https://app.example.com",
                "access-control-max-age: 600",
                "vary: Origin",
            ]
        );
    }
    let denied = server.preflight("POST", "/Greeter/Greet", EVIL).await;
    assert_eq!(denied, ["403", "vary: Origin"]);

    let readable = [
        "200",
        "access-control-allow-origin: https://app.example.com",
        "access-control-expose-headers: trailer-cost",
        "vary: Origin",
    ];
    let stream = String::from_utf8(envelopes(&[(0, "3")])).expect("UTF-8");
    for (method, content_type, body) in [
        ("Greet", "application/json", "\"Ada\""),
        ("Count", "application/connect+json", stream.as_str()),
    ] {
        let post = |origin| {
            http::Request::post(format!("/Greeter/{method}"))
                .header("origin", origin)
                .header("accept-encoding", "gzip")
                .header("content-type", content_type)
        };
        assert_eq!(server.send(post(APP), body).await, readable);
        let unreadable = server.send(post(EVIL), body).await;
        assert_eq!(unreadable, ["200", "vary: Origin"]);
    }
    assert_eq!(server.get(FIND, APP).await, readable);
    assert_eq!(server.get(FIND, EVIL).await, ["200", "vary: Origin"]);

    // A form of another site needs no preflight, but its type is none of a message.
    let form = http::Request::post("/Greeter/Greet")
        .header("origin", EVIL)
        .header("content-type", "text/plain");
    let rejected = server.send(form, "\"Ada\"").await;
    assert_eq!(rejected, ["415", "vary: Origin"]);
}
