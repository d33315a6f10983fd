//! A function with `#[cors::cors]` on AWS Lambda: the runtime takes events of an HTTP API from a server on
//! loopback, as from that of Lambda.

mod example;

use std::sync::{Arc, Mutex};

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::IntoResponse;
use axum::routing::{get, post};
use axum::{Json, Router};
use figment::Jail;
use serde_json::{Value, json};
use tokio::net::TcpListener;
use tokio::sync::mpsc::{self, UnboundedReceiver, UnboundedSender};

use crate::documented::assert_recipe;
use crate::support::{APP, EVIL};

#[test]
fn guide_has_the_example() {
    assert_recipe("AWS Lambda", include_str!("example.rs"));
}

/// An event of an HTTP API, payload version 2.0. API Gateway gives it to the function if the API has no CORS
/// configuration of its own.
fn event(method: &str, origin: &str, header: (&str, &str)) -> Value {
    json!({
        "version": "2.0",
        "routeKey": "$default",
        "rawPath": "/note",
        "rawQueryString": "",
        "headers": { "host": "api.example.com", "origin": origin, header.0: header.1 },
        "requestContext": {
            "accountId": "1", "apiId": "1", "domainName": "api.example.com", "domainPrefix": "api",
            "http": {
                "method": method, "path": "/note", "protocol": "HTTP/1.1",
                "sourceIp": "127.0.0.1", "userAgent": "page",
            },
            "requestId": "1", "routeKey": "$default", "stage": "$default",
            "time": "29/Nov/2026:00:00:00 +0000", "timeEpoch": 0,
        },
        "body": "[7]",
        "isBase64Encoded": false,
    })
}

type Lambda = Arc<(Mutex<Vec<Value>>, UnboundedSender<Value>)>;

/// Gives the runtime the next event. Without one, the request waits.
async fn next(State(lambda): State<Lambda>) -> impl IntoResponse {
    let event = lambda.0.lock().expect("not poisoned").pop();
    let Some(event) = event else {
        return std::future::pending().await;
    };
    let headers = [
        ("lambda-runtime-aws-request-id", "1"),
        ("lambda-runtime-deadline-ms", "4000000000000"),
        ("lambda-runtime-invoked-function-arn", "arn"),
        ("lambda-runtime-trace-id", "Root=1"),
    ];
    (headers, Json(event))
}

/// Receives the response of the function, or its error.
async fn finished(
    State(lambda): State<Lambda>,
    Path((_, end)): Path<(String, String)>,
    response: String,
) -> StatusCode {
    assert_eq!(end, "response", "{response}");
    let response = serde_json::from_str(&response).expect("JSON");
    lambda.1.send(response).expect("a test that waits");
    StatusCode::ACCEPTED
}

async fn runtime_api(events: Vec<Value>) -> (String, UnboundedReceiver<Value>) {
    let (sender, receiver) = mpsc::unbounded_channel();
    let app = Router::new()
        .route("/2018-06-01/runtime/invocation/next", get(next))
        .route("/2018-06-01/runtime/invocation/{id}/{end}", post(finished))
        .with_state(Arc::new((Mutex::new(events), sender)));
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address");
    tokio::spawn(async move { axum::serve(listener, app).await });
    (address.to_string(), receiver)
}

/// Returns the responses of the function to events.
#[expect(
    clippy::result_large_err,
    reason = "the closure of `Jail` returns the error of figment"
)]
fn responses(mut events: Vec<Value>) -> Vec<Value> {
    let count = events.len();
    events.reverse();
    let mut responses = Vec::new();
    Jail::expect_with(|jail| {
        let runtime = tokio::runtime::Builder::new_current_thread();
        let runtime = { runtime }.enable_all().build().expect("a runtime");
        let (address, mut receiver) = runtime.block_on(runtime_api(events));
        jail.set_env("AWS_LAMBDA_RUNTIME_API", address);
        jail.set_env("AWS_LAMBDA_FUNCTION_NAME", "note");
        jail.set_env("AWS_LAMBDA_FUNCTION_VERSION", "1");
        jail.set_env("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "128");
        runtime.block_on(async {
            let received = async {
                while responses.len() < count {
                    responses.push(receiver.recv().await.expect("a response"));
                }
            };
            tokio::select! {
                ended = example::run() => panic!("{ended:?}"),
                () = received => {}
            }
        });
        Ok(())
    });
    responses
}

/// Asserts the status, the headers and the body of a response of Lambda.
#[track_caller]
fn assert_response(response: &Value, status: u16, headers: &[(&str, &str)], body: &str) {
    assert_eq!(response["statusCode"], status, "{response}");
    assert_eq!(response["body"].as_str().unwrap_or_default(), body);
    let mut all = serde_json::Map::new();
    for (name, value) in response["headers"].as_object().expect("headers") {
        all.insert(name.clone(), value.clone());
    }
    for (name, value) in response["multiValueHeaders"]
        .as_object()
        .into_iter()
        .flatten()
    {
        all.insert(name.clone(), value[0].clone());
    }
    all.remove("content-type");
    let expected: serde_json::Map<_, _> = headers
        .iter()
        .map(|(name, value)| ((*name).to_owned(), json!(value)))
        .collect();
    assert_eq!(all, expected);
}

#[test]
fn function_answers_events() {
    let preflight = |origin| event("OPTIONS", origin, ("access-control-request-method", "PUT"));
    let put = |origin| event("PUT", origin, ("content-type", "application/json"));
    let responses = responses(vec![preflight(APP), preflight(EVIL), put(APP), put(EVIL)]);

    let [preflight, denied_preflight, put, denied_put] = &responses[..] else {
        panic!("{responses:?}");
    };
    let granted = [
        ("access-control-allow-credentials", "true"),
        ("access-control-allow-headers", "content-type"),
        ("access-control-allow-methods", "PUT"),
        ("access-control-allow-origin", APP),
        ("vary", "Origin"),
    ];
    assert_response(preflight, 204, &granted, "");
    assert_response(denied_preflight, 403, &[("vary", "Origin")], "");
    let readable = [
        ("access-control-allow-credentials", "true"),
        ("access-control-allow-origin", APP),
        ("vary", "Origin"),
    ];
    assert_response(put, 200, &readable, "3 bytes");
    assert_response(denied_put, 200, &[("vary", "Origin")], "3 bytes");
}
