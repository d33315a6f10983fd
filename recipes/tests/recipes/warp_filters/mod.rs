//! `CorsLayer` around the service of warp's filters.

mod example;

use crate::documented::assert_recipe;
use crate::note::{assert_page_saves, assert_preflights, assert_responses};
use crate::wire::run;

#[test]
fn guide_has_the_example() {
    assert_recipe("warp", include_str!("example.rs"));
}

#[tokio::test]
async fn page_saves_a_note() {
    assert_page_saves(run(example::run).await, "saved").await;
}

#[tokio::test]
async fn headers_are_those_of_the_policy() {
    let server = run(example::run).await;
    assert_preflights(server).await;
    for (path, status) in [("/note", "200"), ("/missing", "404")] {
        assert_responses(server, ("GET", path), status, &[]).await;
    }
}
