//! Scenarios beyond the measured rows: unsent requests, cleared cache entries, partitions, cookies,
//! and unreadable responses.

use std::time::Duration;

use cors_browser::{
    Blocked, BlockedReason, Browser, Credentials, Fetch, FetchResponse, Mode, Redirect, Stage,
};
use http::{Request, Response};

const PAGE: &str = "https://app.example.com";
const API: &str = "https://api.example.com/";

fn allow(origin: &'static str) -> Response<String> {
    Response::builder()
        .header("access-control-allow-origin", origin)
        .header("access-control-allow-methods", "PUT")
        .header("access-control-max-age", "600")
        .body(String::new())
        .unwrap()
}

fn is_preflight(request: &Request<()>) -> bool {
    request
        .headers()
        .contains_key("access-control-request-method")
}

/// The reason why a fetch fails without sending a request.
fn not_sent(fetch: Fetch) -> BlockedReason {
    let mut app = |_: Request<()>| -> Response<()> { panic!("a request was sent") };
    let blocked = crate::run(Browser::spec().open(PAGE).fetch(&mut app, fetch)).unwrap_err();
    assert_eq!(
        (blocked.stage, blocked.preflighted),
        (Stage::Request, false)
    );
    blocked.reason
}

#[test]
fn disallowed_requests_are_not_sent() {
    assert_eq!(
        not_sent(Fetch::get(API).mode(Mode::SameOrigin)),
        BlockedReason::DisallowedByMode
    );
    assert_eq!(
        not_sent(
            Fetch::get(API)
                .mode(Mode::NoCors)
                .redirect(Redirect::Manual)
        ),
        BlockedReason::RedirectModeInNoCors,
    );
    assert_eq!(
        not_sent(Fetch::get("https://api.example.com:22")),
        BlockedReason::BadPort { port: 22 }
    );
    let scheme = "ftp".to_owned();
    assert_eq!(
        not_sent(Fetch::get("ftp://api.example.com")),
        BlockedReason::SchemeNotSupported { scheme }
    );
    let url = "https://".to_owned();
    assert_eq!(
        not_sent(Fetch::get(&url)),
        BlockedReason::InvalidUrl { url }
    );
    let method = "TRACE".to_owned();
    assert_eq!(
        not_sent(Fetch::new("TRACE", API)),
        BlockedReason::ForbiddenMethod { method }
    );
}

/// Returns whether each fetch sent a preflight. The server allows every origin in preflight
/// responses, and the given one in the others.
fn preflighted(fetches: &[(Fetch, &'static str)]) -> Vec<bool> {
    let page = Browser::spec().open(PAGE);
    let results = fetches.iter().map(|(fetch, origin)| {
        let mut app =
            |request: Request<()>| allow(if is_preflight(&request) { "*" } else { origin });
        let result = crate::run(page.fetch(&mut app, fetch.clone()));
        result.map_or_else(
            |blocked| blocked.preflighted,
            |response| response.preflighted,
        )
    });
    results.collect()
}

#[test]
fn failed_requests_clear_their_cached_preflights() {
    let put = || Fetch::put(API);
    assert_eq!(preflighted(&[(put(), "*"), (put(), "*")]), [true, false]);
    // The preflight succeeds, and the request after it fails.
    assert_eq!(preflighted(&[(put(), "null"), (put(), "*")]), [true, true]);
    // A failed request without a preflight clears nothing.
    let get = Fetch::get(API);
    assert_eq!(
        preflighted(&[(put(), "*"), (get, "null"), (put(), "*")]),
        [true, false, false]
    );
}

#[test]
fn failed_preflights_clear_older_ones() {
    let page = Browser::spec().open(PAGE);
    let mut app = |_: Request<()>| allow("*");
    let fetch = |fetch: Fetch, app: &mut _| crate::run(page.fetch(app, fetch));
    assert!(fetch(Fetch::put(API), &mut app).unwrap().preflighted);
    assert!(!fetch(Fetch::put(API), &mut app).unwrap().preflighted);
    let blocked = fetch(Fetch::delete(API), &mut app).unwrap_err();
    assert!(matches!(
        blocked.reason,
        BlockedReason::MethodNotAllowed { .. }
    ));
    assert!(fetch(Fetch::put(API), &mut app).unwrap().preflighted);
}

#[test]
fn preflight_cache_is_partitioned_by_top_level_site() {
    let browser = Browser::spec();
    let mut app = |_: Request<()>| allow("*");
    let page = browser.open(PAGE);
    assert!(
        crate::run(page.fetch(&mut app, Fetch::put(API)))
            .unwrap()
            .preflighted
    );
    let same_site = browser.open(PAGE);
    assert!(
        !crate::run(same_site.fetch(&mut app, Fetch::put(API)))
            .unwrap()
            .preflighted
    );
    let sandboxed = page.sandboxed();
    assert!(
        crate::run(sandboxed.fetch(&mut app, Fetch::put(API)))
            .unwrap()
            .preflighted
    );
    let other_browser = Browser::spec().open(PAGE);
    assert!(
        crate::run(other_browser.fetch(&mut app, Fetch::put(API)))
            .unwrap()
            .preflighted
    );
}

/// The `Cookie` header that the API receives, and the result of the fetch.
fn with_cookie(fetch: Fetch, page: &str) -> (Option<String>, Result<FetchResponse, Blocked>) {
    let browser = Browser::spec();
    assert!(browser.set_cookie(API, "a=1; Max-Age=60"));
    let mut cookie = None;
    let mut app = |request: Request<()>| {
        let header = request.headers().get("cookie");
        cookie = header.map(|value| value.to_str().unwrap().to_owned());
        let mut response = allow("https://app.example.com");
        response
            .headers_mut()
            .append("set-cookie", "b=1".parse().unwrap());
        response
            .headers_mut()
            .append("access-control-allow-credentials", "true".parse().unwrap());
        response
    };
    let result = crate::run(browser.open(page).fetch(&mut app, fetch));
    (cookie, result)
}

#[test]
fn cookies_depend_on_credentials_mode_and_site() {
    let sent = Some("a=1".to_owned());
    let get = || Fetch::get(API);
    assert_eq!(with_cookie(get().credentials_include(), PAGE).0, sent);
    assert_eq!(with_cookie(get(), PAGE).0, None);
    assert_eq!(with_cookie(get(), "https://api.example.com/page").0, sent);
    let omit = get().credentials(Credentials::Omit);
    assert_eq!(with_cookie(omit, "https://api.example.com/page").0, None);
    // Cookies are `Lax` by default, so cross-site requests do not carry them.
    assert_eq!(
        with_cookie(get().credentials_include(), "https://other.example").0,
        None
    );
}

/// The `Cookie` headers of fetches from these pages of one browser. Each response sets the cookie.
fn cookies_between(profile: &str, pages: &[(&str, bool)], line: &str) -> Vec<Option<String>> {
    let browser = crate::browser(profile);
    let mut cookies = Vec::new();
    for (url, sandboxed) in pages {
        let page = browser.open(url);
        let page = if *sandboxed { page.sandboxed() } else { page };
        let mut app = |request: Request<()>| {
            let header = request.headers().get("cookie");
            cookies.push(header.map(|value| value.to_str().unwrap().to_owned()));
            let mut response = Response::new(());
            response
                .headers_mut()
                .append("set-cookie", line.parse().unwrap());
            response
        };
        // The CORS check fails, which does not affect cookies.
        let fetch = Fetch::get(API).credentials_include();
        assert!(crate::run(page.fetch(&mut app, fetch)).is_err());
    }
    cookies
}

#[test]
fn sandboxed_frames_are_cross_site() {
    let pages = [(PAGE, false), (PAGE, false), (PAGE, true)];
    let sent = || Some("a=1".to_owned());
    assert_eq!(cookies_between("spec", &pages, "a=1"), [None, sent(), None]);
    let cross_site = "a=1; SameSite=None; Secure";
    assert_eq!(
        cookies_between("spec", &pages, cross_site),
        [None, sent(), sent()]
    );
}

#[test]
fn partitioned_cookies_are_not_shared_between_sites() {
    let (first, second) = (
        ("https://first.example", false),
        ("https://second.example", false),
    );
    let sent = || Some("a=1".to_owned());
    let line = "a=1; SameSite=None; Secure";
    for (profile, line, shared) in [
        ("firefox", line, None),
        ("chromium", "a=1; SameSite=None; Secure; Partitioned", None),
        ("spec", line, sent()),
    ] {
        let cookies = cookies_between(profile, &[first, first, second], line);
        assert_eq!(cookies, [None, sent(), shared], "{profile}");
    }
}

#[test]
fn scripts_cannot_read_set_cookie() {
    for page in [PAGE, "https://api.example.com"] {
        let (_, result) = with_cookie(Fetch::get(API).credentials_include(), page);
        assert!(
            !result.unwrap().headers.contains_key("set-cookie"),
            "{page}"
        );
    }
}

#[test]
fn cookies_expire_by_the_clock() {
    let browser = Browser::spec();
    assert!(browser.set_cookie(API, "a=1; Max-Age=60"));
    let page = browser.open("https://api.example.com");
    let mut cookies = Vec::new();
    for _ in 0..2 {
        let mut app = |request: Request<()>| {
            cookies.push(request.headers().contains_key("cookie"));
            Response::new(())
        };
        crate::run(page.fetch(&mut app, Fetch::get(API))).unwrap();
        browser.advance_clock(Duration::from_secs(60));
    }
    assert_eq!(cookies, [true, false]);
}

/// `Sec-Fetch-Mode` of a preflight and of the request after it.
fn modes(profile: &str, api: &str) -> Vec<Option<String>> {
    let page = crate::browser(profile).open("http://app.example.com");
    let mut modes = Vec::new();
    let mut app = |request: Request<()>| {
        let mode = request.headers().get("sec-fetch-mode");
        modes.push(mode.map(|mode| mode.to_str().unwrap().to_owned()));
        allow("*")
    };
    crate::run(page.fetch(&mut app, Fetch::put(api))).unwrap();
    modes
}

#[test]
fn sec_fetch_headers_require_trustworthy_urls() {
    let cors = || Some("cors".to_owned());
    for profile in ["spec", "chromium", "firefox", "webkit"] {
        let insecure_preflight = if profile == "chromium" { cors() } else { None };
        assert_eq!(
            modes(profile, "http://api.example.com"),
            [insecure_preflight, None],
            "{profile}"
        );
        assert_eq!(
            modes(profile, "http://localhost:3000"),
            [cors(), cors()],
            "{profile}"
        );
    }
}

#[test]
fn head_responses_have_no_body() {
    let mut app = |_: Request<()>| {
        let mut response = allow("*");
        "text".clone_into(response.body_mut());
        response
    };
    let page = Browser::spec().open(PAGE);
    assert_eq!(
        crate::run(page.fetch(&mut app, Fetch::head(API)))
            .unwrap()
            .text(),
        ""
    );
    let response = crate::run(page.fetch(&mut app, Fetch::get(API))).unwrap();
    assert_eq!(
        (
            response.text().as_str(),
            response.url.as_str(),
            response.redirected
        ),
        ("text", API, false)
    );
}

#[test]
fn opaque_responses_are_unreadable() {
    let mut app = |_: Request<()>| allow("*");
    let page = Browser::spec().open(PAGE);
    let fetch = Fetch::get(API).mode(Mode::NoCors);
    let response = crate::run(page.fetch(&mut app, fetch)).unwrap();
    assert_eq!(
        (response.status, response.headers.len(), response.body.len()),
        (0, 0, 0)
    );
    assert_eq!(response.url, "");
}
