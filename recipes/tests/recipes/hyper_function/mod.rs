//! A function with `#[cors::cors]` is the service of hyper.

mod example;

use crate::documented::assert_recipe;
use crate::note::{assert_page_saves, assert_preflights, assert_responses};
use crate::wire::run;

#[test]
fn guide_has_the_example() {
    assert_recipe("hyper", include_str!("example.rs"));
}

#[tokio::test]
async fn page_saves_a_note() {
    let saved = assert_page_saves(run(example::run).await, "3 bytes").await;
    assert_eq!(saved.headers["etag"], "\"5\"");
}

#[tokio::test]
async fn headers_are_those_of_the_policy() {
    let server = run(example::run).await;
    assert_preflights(server).await;
    let expose = ["access-control-expose-headers: etag"];
    for (method, status) in [("GET", "200"), ("PUT", "200"), ("POST", "405")] {
        assert_responses(server, (method, "/note"), status, &expose).await;
    }
}
