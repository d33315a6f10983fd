//! `async-graphql`: its extractor reads JSON whatever the type of the body, so `enforce` keeps the queries of
//! other sites out.

mod example;

use cors_browser::{Browser, Fetch, Mode};
use serde_json::{Value, json};

use crate::documented::assert_recipe;
use crate::support::{API, APP, EVIL};
use crate::wire::serve;

#[test]
fn guide_has_the_example() {
    assert_recipe("GraphQL", include_str!("example.rs"));
}

fn body() -> String {
    json!({ "query": "{ greeting(name: \"Ada\") }" }).to_string()
}

fn query() -> Fetch {
    Fetch::post(format!("{API}/graphql"))
        .json(body())
        .credentials_include()
}

#[tokio::test]
async fn page_sends_queries() {
    let server = serve(example::app()).await;
    let response = server.read(APP, query()).await.expect("readable");
    let response: Value = serde_json::from_slice(&response.body).expect("JSON");
    assert_eq!(response["data"]["greeting"], "hello Ada");
    assert!(server.read(EVIL, query()).await.is_none());
}

/// A form of another site sends its text without a preflight. The status is that which the server sent.
#[tokio::test]
async fn forms_of_other_sites_do_not_run_queries() {
    let server = serve(example::app()).await;
    let post = |origin| {
        http::Request::post("/graphql")
            .header("origin", origin)
            .header("content-type", "text/plain")
    };
    assert_eq!(
        server.send(post(EVIL), &body()).await,
        ["403", "vary: Origin"]
    );
    assert_eq!(server.send(post(APP), &body()).await[0], "200");
    let page = Browser::spec().open(EVIL);
    let form = Fetch::post(format!("{API}/graphql"))
        .text(body())
        .mode(Mode::NoCors);
    let opaque = page.fetch(&mut { server }, form).await.expect("opaque");
    assert_eq!(opaque.status, 0);
}

#[tokio::test]
async fn headers_are_those_of_the_policy() {
    let server = serve(example::app()).await;
    assert_eq!(
        server.preflight("POST", "/graphql", APP).await,
        [
            "204",
            "access-control-allow-credentials: true",
            "access-control-allow-headers: content-type",
            "access-control-allow-origin: https://app.example.com",
            "access-control-max-age: 600",
            "vary: Origin",
        ]
    );
    let preflight = server.preflight("POST", "/graphql", EVIL).await;
    assert_eq!(preflight, ["403", "vary: Origin"]);
}
