//! Pages in the virtual browser, and the preflights of browsers.

use cors_browser::{Browser, Fetch};
use cors_example_loopback::Server;

use crate::{AGENTS_API, API, credentials, start};

const HELP: &str = "https://help.example.com";
const REGION: &str = "https://de.help.example.com";
const AGENTS: &str = "https://agents.example.com";
const STRANGER: &str = "https://evil.example";

/// Returns the status that a page reads; `None` if the browser blocks it.
async fn status(server: &Server, browser: &Browser, page: &str, fetch: Fetch) -> Option<u16> {
    let response = server.fetch_in(browser, page, fetch.credentials_include());
    response.await.ok().map(|response| response.status)
}

fn sign_in(api: &str, name: &str, password: &str) -> Fetch {
    Fetch::post(format!("{api}/v1/session")).json(credentials(name, password))
}

fn create() -> Fetch {
    Fetch::post(format!("{API}/v1/tickets")).json(r#"{"text":"my sink leaks"}"#)
}

fn tickets() -> Fetch {
    Fetch::get(format!("{API}/v1/tickets"))
}

#[actix_web::test]
async fn customers_write_tickets_in_pages() {
    let server = start();
    for page in [HELP, REGION] {
        let browser = Browser::spec();
        assert_eq!(status(&server, &browser, page, create()).await, Some(401));
        let sign_in = sign_in(API, "ada", "correct-horse");
        assert_eq!(status(&server, &browser, page, sign_in).await, Some(204));
        assert_eq!(status(&server, &browser, page, create()).await, Some(201));
        let not_json = create().text("my sink leaks");
        assert_eq!(status(&server, &browser, page, not_json).await, Some(404));
        let sign_out = Fetch::delete(format!("{API}/v1/session"));
        assert_eq!(status(&server, &browser, page, sign_out).await, Some(204));
        assert_eq!(status(&server, &browser, page, tickets()).await, Some(401));
    }
    let browser = Browser::spec();
    let sign_in = sign_in(API, "ada", "correct-horse");
    assert_eq!(status(&server, &browser, HELP, sign_in).await, Some(204));
    let list = tickets().credentials_include();
    let list = server.fetch_in(&browser, HELP, list).await;
    let list = list.expect("readable");
    assert_eq!(list.status, 200);
    assert_eq!(list.headers["x-total-count"], "2");
}

#[actix_web::test]
async fn strangers_read_the_status_only() {
    let server = start();
    let browser = Browser::spec();
    let sign_in = || sign_in(API, "ada", "correct-horse");
    assert_eq!(status(&server, &browser, HELP, sign_in()).await, Some(204));
    for page in [STRANGER, "https://evil-help.example.com"] {
        assert_eq!(status(&server, &browser, page, sign_in()).await, None);
        assert_eq!(status(&server, &browser, page, create()).await, None);
        assert_eq!(status(&server, &browser, page, tickets()).await, None);
    }
    assert_eq!(status(&server, &browser, HELP, create()).await, Some(201));
    let desk = server.fetch(STRANGER, Fetch::get(format!("{API}/status")));
    let desk = desk.await.expect("readable");
    assert_eq!(desk.text(), "1 open tickets");
}

#[actix_web::test]
async fn agents_close_tickets_in_pages() {
    let server = start();
    let browser = Browser::spec();
    let close = || {
        let ticket = format!("{AGENTS_API}/agents/tickets/1");
        Fetch::patch(ticket).json(r#"{"is_open":false}"#)
    };
    assert_eq!(status(&server, &browser, AGENTS, close()).await, Some(401));
    let sign_in = sign_in(AGENTS_API, "eve@desk", "tr0ub4dor");
    assert_eq!(status(&server, &browser, AGENTS, sign_in).await, Some(204));
    assert_eq!(status(&server, &browser, AGENTS, close()).await, Some(404));
    for page in [HELP, STRANGER] {
        assert_eq!(status(&server, &browser, page, close()).await, None);
    }
}

#[actix_web::test]
async fn preflights_are_answered_without_a_session() {
    let server = start();
    for (page, method, url, headers) in [
        (HELP, "POST", format!("{API}/v1/session"), "content-type"),
        (HELP, "DELETE", format!("{API}/v1/session"), ""),
        (HELP, "POST", format!("{API}/v1/tickets"), "content-type"),
        (
            HELP,
            "POST",
            format!("{API}/v1/tickets/1/messages"),
            "content-type",
        ),
        (
            AGENTS,
            "PATCH",
            format!("{AGENTS_API}/agents/tickets/1"),
            "content-type",
        ),
    ] {
        let allowed = server.preflight(page, method, &url, headers).await;
        assert_eq!(
            allowed["access-control-allow-credentials"], "true",
            "{method} {url}"
        );
    }
}
