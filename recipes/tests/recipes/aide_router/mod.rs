//! `aide`: `cors::axum::aide::get` beside `aide::axum::routing::get`.

mod example;

use std::panic::catch_unwind;

use aide::axum::ApiRouter;
use aide::openapi::OpenApi;
use axum::extract::State;
use axum::http::Method;
use cors::axum::{aide as routing, cors};
use cors_browser::Fetch;

use crate::documented::assert_example_of;
use crate::openapi::{assert_policies, assert_preflights_before_authentication};
use crate::support::{API, APP, EVIL, preflight, read};

#[test]
fn documentation_has_the_example() {
    let module = include_str!("../../../../src/axum/aide.rs");
    assert_example_of(module, include_str!("example.rs"));
}

#[tokio::test]
async fn example_answers_preflights_before_authentication() {
    let mut api = OpenApi::default();
    let app = example::app(&mut api);
    assert_preflights_before_authentication(&app, "/note").await;
    let health = Fetch::get(format!("{API}/health/7"));
    assert_eq!(read(&app, APP, health).await, None);

    let api = serde_json::to_value(api).expect("JSON");
    let path = &api["paths"]["/note"];
    assert_policies(path);
    assert_eq!(path["put"]["summary"], "Saves a note");
    let schema = &path["put"]["requestBody"]["content"]["application/json"]["schema"];
    let schema = schema.to_string();
    assert!(
        schema.contains("Note") || schema.contains("text"),
        "{schema}"
    );
    assert!(api["paths"]["/health/{id}"]["get"]["x-cors"].is_null());
}

#[cors(origins = ["https://app.example.com"])]
async fn named(method: Method, State(state): State<&'static str>) -> String {
    format!("{method} {state}")
}

#[tokio::test]
async fn every_method_is_documented_and_routed() {
    let handlers = routing::get(named)
        .post(named)
        .put(named)
        .merge(routing::patch(named).delete(named))
        .options_with(named, |operation| operation.hidden(true))
        .head(named);
    let mut api = OpenApi::default();
    let app = ApiRouter::new()
        .api_route("/x", handlers.into())
        .with_state("of the state")
        .finish_api(&mut api);
    let api = serde_json::to_value(api).expect("JSON");
    let operations = api["paths"]["/x"].as_object().expect("operations");
    let mut names: Vec<_> = operations.keys().collect();
    names.sort_unstable();
    assert_eq!(names, ["delete", "get", "head", "patch", "post", "put"]);
    for method in ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"] {
        let response = preflight(&app, method, "/x", APP).await;
        assert_eq!(response.status(), 204, "{method}");
        let fetch = Fetch::new(method, format!("{API}/x"));
        let answer = Some((200, format!("{method} of the state")));
        assert_eq!(read(&app, APP, fetch).await, answer);
    }
}

#[tokio::test]
async fn handler_without_middleware_answers_its_preflights() {
    let app = ApiRouter::new()
        .api_route("/x", routing::put(named).into())
        .with_state("of the state")
        .finish_api(&mut OpenApi::default());
    let response = preflight(&app, "PUT", "/x", APP).await;
    assert_eq!(response.status(), 204);
    assert_eq!(response.headers()["access-control-allow-methods"], "PUT");
    assert_eq!(preflight(&app, "PUT", "/x", EVIL).await.status(), 403);
    let put = |page| read(&app, page, Fetch::put(format!("{API}/x")));
    assert_eq!(put(APP).await, Some((200, "PUT of the state".to_owned())));
    assert_eq!(put(EVIL).await, None);
}

#[test]
fn conflicts_panic() {
    let merge = || routing::get::<_, _, _, &str>(named).merge(routing::get(named));
    let panic = catch_unwind(|| drop(merge())).expect_err("a panic");
    let message = panic.downcast::<String>().expect("a message");
    assert!(
        message.ends_with("both have a handler for `GET`"),
        "{message}"
    );
}
