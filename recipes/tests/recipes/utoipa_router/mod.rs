//! `utoipa-axum`: `cors::axum::utoipa::routes!` beside `utoipa_axum::routes!`.

mod example;
mod service;

use axum::Router;
use cors_browser::Fetch;
use serde_json::json;
use utoipa::openapi::OpenApi;

use crate::documented::assert_example_of;
use crate::openapi::{assert_policies, assert_preflights_before_authentication};
use crate::support::{API, APP, EVIL, preflight, read};

#[test]
fn documentation_has_the_example() {
    let module = include_str!("../../../../src/axum/utoipa.rs");
    assert_example_of(module, include_str!("example.rs"));
}

#[tokio::test]
async fn example_answers_preflights_before_authentication() {
    let (app, api): (Router, OpenApi) = example::app();
    assert_preflights_before_authentication(&app, "/notes/7").await;
    let api = serde_json::to_value(api).expect("JSON");
    let path = &api["paths"]["/notes/{id}"];
    assert_policies(path);
    assert_eq!(path["get"]["operationId"], "show");
    let schema = &path["put"]["requestBody"]["content"]["application/json"]["schema"];
    assert_eq!(schema["$ref"], "#/components/schemas/Note");
    let note = &api["components"]["schemas"]["Note"]["properties"]["text"];
    assert_eq!(note["type"], "string");
}

#[tokio::test]
async fn application_has_both_kinds_of_handlers() {
    let (app, api) = service::app();
    let api = serde_json::to_value(api).expect("JSON");
    let paths = api["paths"].as_object().expect("paths");
    let names: Vec<_> = paths.keys().collect();
    assert_eq!(names, ["/api/health", "/api/users", "/api/users/{id}"]);
    assert_eq!(paths["/api/users"]["get"]["tags"], json!(["users"]));
    assert!(paths["/api/health"]["get"]["x-cors"].is_null());
    // One handler for two methods.
    for method in ["put", "patch"] {
        let policy = &paths["/api/users/{id}"][method]["x-cors"];
        assert_eq!(policy["max_age"], 600, "{method}");
        let upper = method.to_uppercase();
        let response = preflight(&app, &upper, "/api/users/7", APP).await;
        let listed = &response.headers()["access-control-allow-methods"];
        assert_eq!(
            (response.status().as_u16(), listed.as_bytes()),
            (204, &b"PATCH,PUT"[..])
        );
    }
    let url = format!("{API}/api/users/7");
    let save = Fetch::patch(url).json("{\"name\":\"b\"}");
    assert_eq!(
        read(&app, APP, save).await,
        Some((200, "7 is b of the state".to_owned()))
    );
    let list = || Fetch::get(format!("{API}/api/users"));
    assert_eq!(read(&app, EVIL, list()).await.expect("public").0, 200);
    let health = || Fetch::get(format!("{API}/api/health"));
    assert_eq!(read(&app, APP, health()).await, None);
}
