//! The cookies that each engine sends, depending on the origins of the page and the API.
//!
//! Measured with the default policy of each engine. The response to a fetch with credentials set
//! six cookies, and a second fetch showed which of them the engine had stored.

use cors_browser::{Body, Fetch};
use http::{Request, Response};

const SET: [&str; 6] = [
    "def=1; Path=/",
    "lax=1; Path=/; SameSite=Lax",
    "strict=1; Path=/; SameSite=Strict",
    "nonesec=1; Path=/; SameSite=None; Secure",
    "nonensec=1; Path=/; SameSite=None",
    "part=1; Path=/; SameSite=None; Secure; Partitioned",
];

struct Row {
    page: &'static str,
    api: &'static str,
    engine: &'static str,
    /// Whether the API had set a cookie before, in a tab of its own.
    visited: bool,
    sent: &'static [&'static str],
}

const fn row(
    page: &'static str,
    api: &'static str,
    engine: &'static str,
    visited: bool,
    sent: &'static [&'static str],
) -> Row {
    Row {
        page,
        api,
        engine,
        visited,
        sent,
    }
}

const LOCAL: &str = "http://localhost:8101";
const OTHER_PORT: &str = "http://localhost:8102";
const ADDRESS: &str = "http://127.0.0.1:8102";
const APP: &str = "http://app.example.test:8101";
const API: &str = "http://api.example.test:8102";
const APP_TLS: &str = "https://app.example.test:8101";
const API_TLS: &str = "https://api.example.test:8102";
const OTHER_TLS: &str = "https://other.test:8103";

static ROWS: [Row; 17] = [
    row(
        LOCAL,
        OTHER_PORT,
        "chromium",
        false,
        &["def", "lax", "strict", "nonesec", "part"],
    ),
    row(
        LOCAL,
        OTHER_PORT,
        "firefox",
        false,
        &["def", "lax", "strict", "nonesec", "part"],
    ),
    row(
        LOCAL,
        OTHER_PORT,
        "webkit",
        false,
        &["def", "lax", "strict", "nonensec"],
    ),
    row(LOCAL, ADDRESS, "chromium", false, &["part"]),
    row(
        LOCAL,
        ADDRESS,
        "firefox",
        false,
        &["def", "nonesec", "part"],
    ),
    row(LOCAL, ADDRESS, "webkit", false, &[]),
    row(LOCAL, ADDRESS, "webkit", true, &["def", "nonensec"]),
    row(APP, API, "chromium", false, &["def", "lax", "strict"]),
    row(APP, API, "firefox", false, &["def", "lax", "strict"]),
    row(APP, API, "webkit", false, &[]),
    row(
        APP,
        API,
        "webkit",
        true,
        &["def", "lax", "strict", "nonensec"],
    ),
    row(
        APP_TLS,
        API_TLS,
        "chromium",
        false,
        &["def", "lax", "strict", "nonesec", "part"],
    ),
    row(
        APP_TLS,
        API_TLS,
        "firefox",
        false,
        &["def", "lax", "strict", "nonesec", "part"],
    ),
    row(APP_TLS, API_TLS, "webkit", false, &[]),
    row(APP_TLS, OTHER_TLS, "chromium", false, &["part"]),
    row(
        APP_TLS,
        OTHER_TLS,
        "firefox",
        false,
        &["def", "nonesec", "part"],
    ),
    row(APP_TLS, OTHER_TLS, "webkit", false, &[]),
];

/// The names of the cookies that a second fetch sends.
fn sent(row: &Row) -> Vec<String> {
    let browser = crate::browser(row.engine);
    if row.visited {
        browser.set_cookie(row.api, "visited=1; Path=/visited");
    }
    let page = browser.open(row.page);
    let mut cookies = None;
    let mut api = |request: Request<Body>| {
        let header = request.headers().get("cookie");
        cookies = header.map(|value| value.to_str().unwrap().to_owned());
        let mut response = Response::new(String::new());
        for line in SET {
            response
                .headers_mut()
                .append("set-cookie", line.parse().unwrap());
        }
        response
    };
    // The CORS check fails, but cookies are stored and sent nevertheless.
    for _ in 0..2 {
        let fetch = Fetch::get(format!("{}/", row.api)).credentials_include();
        assert!(crate::run(page.fetch(&mut api, fetch)).is_err());
    }
    let cookies = cookies.unwrap_or_default();
    let names = cookies.split("; ").filter_map(|pair| pair.split_once('='));
    names.map(|(name, _)| name.to_owned()).collect()
}

#[test]
fn cookies_match_measurements() {
    for row in &ROWS {
        let Row {
            page,
            api,
            engine,
            visited,
            ..
        } = row;
        assert_eq!(
            sent(row),
            row.sent,
            "{engine}: {page} to {api}, visited: {visited}"
        );
    }
    println!("{} cookie rows agree", ROWS.len());
}
