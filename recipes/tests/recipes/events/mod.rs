//! Server-sent events: a page reads the first events of a stream that never ends.

mod example;

use cors_browser::Fetch;

use crate::documented::assert_recipe;
use crate::support::{API, APP, EVIL};
use crate::wire::serve;

#[test]
fn guide_has_the_example() {
    assert_recipe("Server-sent events", include_str!("example.rs"));
}

/// The request of `new EventSource(url, { withCredentials: true })`.
fn event_source() -> Fetch {
    Fetch::get(format!("{API}/prices"))
        .header("accept", "text/event-stream")
        .credentials_include()
        .read_events(2)
}

#[tokio::test]
async fn page_reads_events() {
    let server = serve(example::app()).await;
    let prices = server.read(APP, event_source()).await.expect("readable");
    assert_eq!(prices.text(), "data: 42\n\ndata: 43\n\n");
    assert!(!prices.preflighted);
    assert!(server.read(EVIL, event_source()).await.is_none());
}

#[tokio::test]
async fn headers_are_those_of_the_policy() {
    let server = serve(example::app()).await;
    assert_eq!(
        server.get("/prices", APP).await,
        [
            "200",
            "access-control-allow-credentials: true",
            "access-control-allow-origin: https://app.example.com",
            "vary: Origin",
        ]
    );
    assert_eq!(server.get("/prices", EVIL).await, ["200", "vary: Origin"]);
    assert_eq!(server.preflight("GET", "/prices", APP).await[0], "204");
    assert_eq!(server.preflight("GET", "/prices", EVIL).await[0], "403");
}
