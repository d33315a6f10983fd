//! A function with `#[cors::cors]` on AWS Lambda.

mod example;
mod runtime;

use serde_json::{Map, Value, json};

use self::runtime::{Function, event};
use crate::documented::assert_recipe;
use crate::support::{APP, EVIL};

#[test]
fn guide_has_the_example() {
    assert_recipe("AWS Lambda", include_str!("example.rs"));
}

/// Asserts the status, the headers and the body of a response of Lambda.
#[track_caller]
fn assert_response(response: &str, status: u16, headers: &[(&str, &str)], body: &str) {
    let response: Value = serde_json::from_str(response).expect("JSON");
    assert_eq!(response["statusCode"], status, "{response}");
    assert_eq!(response["body"].as_str().unwrap_or_default(), body);
    let mut all = response["headers"].as_object().expect("headers").clone();
    all.remove("content-type");
    let expected: Map<_, _> = headers
        .iter()
        .map(|(name, value)| ((*name).to_owned(), json!(value)))
        .collect();
    assert_eq!(all, expected);
    assert_eq!(response["multiValueHeaders"], json!({}));
}

#[test]
fn function_answers_events() {
    let function = Function::start(example::run);
    let invoke = |method, origin: &str, (name, value): (&str, &str)| {
        let headers = [
            ("host", "api.example.com"),
            ("origin", origin),
            (name, value),
        ];
        let headers = headers.map(|(name, value)| (name.to_owned(), json!(value)));
        function.invoke(event(method, "/note", headers.into_iter().collect(), "[7]"))
    };
    let preflight = |origin| invoke("OPTIONS", origin, ("access-control-request-method", "PUT"));
    let put = |origin| invoke("PUT", origin, ("content-type", "application/json"));

    let granted = [
        ("access-control-allow-credentials", "true"),
        ("access-control-allow-headers", "content-type"),
        ("access-control-allow-methods", "PUT"),
        ("access-control-allow-origin", APP),
        ("vary", "Origin"),
    ];
    assert_response(&preflight(APP), 204, &granted, "");
    assert_response(&preflight(EVIL), 403, &[("vary", "Origin")], "");
    let readable = [
        ("access-control-allow-credentials", "true"),
        ("access-control-allow-origin", APP),
        ("vary", "Origin"),
    ];
    assert_response(&put(APP), 200, &readable, "3 bytes");
    assert_response(&put(EVIL), 200, &[("vary", "Origin")], "3 bytes");
}
