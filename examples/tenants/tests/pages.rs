//! Pages of tenants in the virtual browser.

use axum::Router;
use cors_browser::{Browser, Fetch};
use cors_example_tenants::{Origins, TENANTS, app};

const ACME: &str = "https://acme.test/note";
const GLOBEX: &str = "https://globex.test/note";

/// Returns the text that a page reads from a URL; `None` if the browser blocks it.
async fn read(app: &mut Router, page: &str, url: &str) -> Option<String> {
    let fetch = Fetch::get(url).credentials_include();
    let response = Browser::chromium()
        .open(page)
        .fetch(app, fetch)
        .await
        .ok()?;
    Some(response.text().clone())
}

/// Writes a note, and returns whether the browser lets the page see the result.
async fn write(app: &mut Router, page: &str, url: &str, note: &str) -> bool {
    let fetch = Fetch::put(url).credentials_include().text(note);
    Browser::chromium()
        .open(page)
        .fetch(app, fetch)
        .await
        .is_ok()
}

#[tokio::test]
async fn page_reads_and_writes_the_note_of_its_own_tenant() {
    let tenant = |host: &str, origin: &str| (host.to_owned(), vec![origin.to_owned()]);
    let (acme, globex) = ("https://app.acme.example", "https://app.globex.example");
    let origins = Origins::from([tenant("acme.test", acme), tenant("globex.test", globex)]);
    assert!(TENANTS.replace_all(&origins).is_empty());
    let mut app = app();
    assert!(write(&mut app, acme, ACME, "of acme").await);
    assert!(write(&mut app, globex, GLOBEX, "of globex").await);
    for (page, url) in [
        (acme, GLOBEX),
        (globex, ACME),
        ("https://evil.example", ACME),
    ] {
        assert!(
            !write(&mut app, page, url, "of another").await,
            "{page} {url}"
        );
        assert_eq!(read(&mut app, page, url).await, None, "{page} {url}");
    }
    assert_eq!(read(&mut app, acme, ACME).await.as_deref(), Some("of acme"));
    assert_eq!(
        read(&mut app, globex, GLOBEX).await.as_deref(),
        Some("of globex")
    );
}
