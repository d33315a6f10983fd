//! The runtime API of Lambda on loopback, from which a function takes one event after the other.

use std::net::TcpListener;
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::IntoResponse;
use axum::routing::{get, post};
use axum::{Json, Router};
use figment::Jail;
use serde_json::{Map, Value, json};
use tokio::sync::Mutex;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};

/// A function of Lambda, which runs on a thread of its own until the test process ends.
pub(crate) struct Function {
    events: UnboundedSender<Value>,
    responses: Receiver<Result<String, String>>,
}

/// The state of the API.
struct Api {
    is_ready: Sender<()>,
    events: Mutex<UnboundedReceiver<Value>>,
    responses: Sender<Result<String, String>>,
}

impl Function {
    /// Starts a program that calls `lambda_http::run`.
    #[expect(
        clippy::result_large_err,
        reason = "the closure of `Jail` returns the error of figment"
    )]
    pub(crate) fn start<F>(program: impl FnOnce() -> F + Send + 'static) -> Self
    where
        F: Future<Output = Result<(), lambda_http::Error>>,
    {
        let (events, next_event) = unbounded_channel();
        let (response, responses) = mpsc::channel();
        let (is_ready, ready) = mpsc::channel();
        let api = Api {
            is_ready,
            events: Mutex::new(next_event),
            responses: response,
        };
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        listener.set_nonblocking(true).expect("a listener of tokio");
        let address = listener.local_addr().expect("an address");
        Jail::expect_with(|jail| {
            jail.set_env("AWS_LAMBDA_RUNTIME_API", address);
            jail.set_env("AWS_LAMBDA_FUNCTION_NAME", "note");
            jail.set_env("AWS_LAMBDA_FUNCTION_VERSION", "1");
            jail.set_env("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "128");
            thread::spawn(move || run(listener, api, program));
            // The variables are unset when this returns. The program has read them when it asks for an event.
            ready.recv().expect("a program that asks for an event");
            Ok(())
        });
        Self { events, responses }
    }

    /// Returns the response to an event, which is JSON.
    pub(crate) fn invoke(&self, event: Value) -> String {
        self.events.send(event).expect("a running function");
        let response = self.responses.recv().expect("a running function");
        response.expect("a response, and not an error")
    }
}

fn run<F>(listener: TcpListener, api: Api, program: impl FnOnce() -> F)
where
    F: Future<Output = Result<(), lambda_http::Error>>,
{
    let runtime = tokio::runtime::Builder::new_current_thread();
    let runtime = { runtime }.enable_all().build().expect("a runtime");
    runtime.block_on(async {
        let listener = tokio::net::TcpListener::from_std(listener).expect("a listener");
        let app = Router::new()
            .route("/2018-06-01/runtime/invocation/next", get(next))
            .route("/2018-06-01/runtime/invocation/{id}/{end}", post(finished))
            .with_state(Arc::new(api));
        tokio::select! {
            ended = program() => panic!("{ended:?}"),
            ended = axum::serve(listener, app) => panic!("{ended:?}"),
        }
    });
}

/// Gives the function the next event. Without one, the request waits.
async fn next(State(api): State<Arc<Api>>) -> impl IntoResponse {
    let _ = api.is_ready.send(());
    let Some(event) = api.events.lock().await.recv().await else {
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
    State(api): State<Arc<Api>>,
    Path((_, end)): Path<(String, String)>,
    response: String,
) -> StatusCode {
    let response = if end == "response" {
        Ok(response)
    } else {
        Err(response)
    };
    let _ = api.responses.send(response);
    StatusCode::ACCEPTED
}

/// An event of an HTTP API, payload version 2.0. API Gateway gives it to the function if the API has no CORS
/// configuration of its own.
pub(crate) fn event(method: &str, path: &str, headers: Map<String, Value>, body: &str) -> Value {
    json!({
        "version": "2.0",
        "routeKey": "$default",
        "rawPath": path,
        "rawQueryString": "",
        "headers": headers,
        "requestContext": {
            "accountId": "1", "apiId": "1", "domainName": "api.example.com", "domainPrefix": "api",
            "http": {
                "method": method, "path": path, "protocol": "HTTP/1.1",
                "sourceIp": "127.0.0.1", "userAgent": "page",
            },
            "requestId": "1", "routeKey": "$default", "stage": "$default",
            "time": "29/Nov/2026:00:00:00 +0000", "timeEpoch": 0,
        },
        "body": body,
        "isBase64Encoded": false,
    })
}
