//! Sessions in cookies of another site, with the authentication of tower-http between CORS and the handlers.

mod example;

use cors_browser::{Browser, Fetch};

use crate::documented::assert_recipe;
use crate::support::{API, EVIL};
use crate::wire::serve;

const APP: &str = "https://app.example.net";

#[test]
fn guide_has_the_example() {
    assert_recipe("Sessions", include_str!("example.rs"));
}

fn save() -> Fetch {
    Fetch::put(format!("{API}/account"))
        .json("{}")
        .credentials_include()
}

#[tokio::test]
async fn page_signs_in() {
    let mut server = serve(example::app()).await;
    let browser = Browser::spec();
    let page = browser.open(APP);
    let mut send = async |fetch| page.fetch(&mut server, fetch).await.expect("readable");

    assert_eq!(send(save()).await.status, 401);
    let sign_in = Fetch::post(format!("{API}/session")).credentials_include();
    assert_eq!(send(sign_in).await.status, 204);
    let saved = send(save()).await;
    assert_eq!((saved.status, saved.text().as_str()), (200, "saved"));
    let without = Fetch::get(format!("{API}/account"));
    assert_eq!(send(without).await.status, 401);

    // The cookie is in the browser of the attacker's page, too.
    let evil = browser.open(EVIL);
    assert!(evil.fetch(&mut server, save()).await.is_err());
}

#[tokio::test]
async fn cookie_with_same_site_lax_is_not_sent() {
    let mut server = serve(example::app()).await;
    for (attributes, status) in [
        ("SameSite=None; Secure", 200),
        ("SameSite=Lax; Secure", 401),
    ] {
        let browser = Browser::spec();
        let line = format!("__Host-session=7; Path=/; {attributes}");
        assert!(browser.set_cookie(API, &line));
        let saved = browser.open(APP).fetch(&mut server, save()).await;
        assert_eq!(saved.expect("readable").status, status, "{attributes}");
    }
}

#[tokio::test]
async fn headers_are_on_the_401() {
    let server = serve(example::app()).await;
    assert_eq!(
        server.get("/account", APP).await,
        [
            "401",
            "access-control-allow-credentials: true",
            "access-control-allow-origin: https://app.example.net",
            "vary: Origin",
        ]
    );
    assert_eq!(server.get("/account", EVIL).await, ["403", "vary: Origin"]);
    let preflight = server.preflight("PUT", "/account", APP).await;
    assert_eq!(
        preflight[..5],
        [
            "204",
            "access-control-allow-credentials: true",
            "access-control-allow-headers: content-type",
            "access-control-allow-methods: PUT",
            "access-control-allow-origin: https://app.example.net",
        ]
    );
    assert_eq!(server.preflight("PUT", "/account", EVIL).await[0], "403");
}
