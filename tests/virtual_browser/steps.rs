//! Steps that no measured row reaches: what is never sent, what is forgotten, what stays hidden.

use std::time::Duration;

use cors_browser::{Blocked, Browser, Credentials, Fetch, Mode, Reason, Redirect, Seen, Stage};
use http::{Request, Response};

const PAGE: &str = "https://app.example.com";
const API: &str = "https://api.example.com/";

fn allowing(origin: &'static str) -> Response<String> {
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

/// A fetch that must not reach anybody.
fn unsent(fetch: Fetch) -> Reason {
    let mut app = |_: Request<()>| -> Response<()> { panic!("nothing may be sent") };
    let blocked = crate::run(Browser::spec().open(PAGE).fetch(&mut app, fetch)).unwrap_err();
    assert_eq!(
        (blocked.stage, blocked.preflighted),
        (Stage::Request, false)
    );
    blocked.reason
}

#[test]
fn what_is_not_sent() {
    assert_eq!(
        unsent(Fetch::get(API).mode(Mode::SameOrigin)),
        Reason::DisallowedByMode
    );
    assert_eq!(
        unsent(
            Fetch::get(API)
                .mode(Mode::NoCors)
                .redirect(Redirect::Manual)
        ),
        Reason::RedirectModeInNoCors,
    );
    assert_eq!(
        unsent(Fetch::get("https://api.example.com:22")),
        Reason::BadPort { port: 22 }
    );
    let scheme = "ftp".to_owned();
    assert_eq!(
        unsent(Fetch::get("ftp://api.example.com")),
        Reason::SchemeNotSupported { scheme }
    );
    let url = "https://".to_owned();
    assert_eq!(unsent(Fetch::get(&url)), Reason::InvalidUrl { url });
    let method = "TRACE".to_owned();
    assert_eq!(
        unsent(Fetch::new("TRACE", API)),
        Reason::ForbiddenMethod { method }
    );
}

/// Fetches in turn from a server that allows everybody until it is told otherwise.
fn preflighted(fetches: &[(Fetch, &'static str)]) -> Vec<bool> {
    let page = Browser::spec().open(PAGE);
    let results = fetches.iter().map(|(fetch, actual)| {
        let mut app =
            |request: Request<()>| allowing(if is_preflight(&request) { "*" } else { actual });
        let result = crate::run(page.fetch(&mut app, fetch.clone()));
        result.map_or_else(|blocked| blocked.preflighted, |seen| seen.preflighted)
    });
    results.collect()
}

#[test]
fn a_failure_is_remembered_by_asking_again() {
    let put = || Fetch::put(API);
    assert_eq!(preflighted(&[(put(), "*"), (put(), "*")]), [true, false]);
    // The answer was granted, and what it was for failed.
    assert_eq!(preflighted(&[(put(), "null"), (put(), "*")]), [true, true]);
    // A request that never had a preflight takes nothing away.
    let get = Fetch::get(API);
    assert_eq!(
        preflighted(&[(put(), "*"), (get, "null"), (put(), "*")]),
        [true, false, false]
    );
}

#[test]
fn a_failed_preflight_takes_the_older_ones_with_it() {
    let page = Browser::spec().open(PAGE);
    let mut app = |_: Request<()>| allowing("*");
    let asked = |fetch: Fetch, app: &mut _| crate::run(page.fetch(app, fetch));
    assert!(asked(Fetch::put(API), &mut app).unwrap().preflighted);
    assert!(!asked(Fetch::put(API), &mut app).unwrap().preflighted);
    let refused = asked(Fetch::delete(API), &mut app).unwrap_err();
    assert!(matches!(refused.reason, Reason::MethodNotAllowed { .. }));
    assert!(asked(Fetch::put(API), &mut app).unwrap().preflighted);
}

#[test]
fn sites_share_no_preflights_and_pages_of_one_do() {
    let browser = Browser::spec();
    let mut app = |_: Request<()>| allowing("*");
    let page = browser.open(PAGE);
    assert!(
        crate::run(page.fetch(&mut app, Fetch::put(API)))
            .unwrap()
            .preflighted
    );
    let again = browser.open(PAGE);
    assert!(
        !crate::run(again.fetch(&mut app, Fetch::put(API)))
            .unwrap()
            .preflighted
    );
    let framed = page.sandboxed();
    assert!(
        crate::run(framed.fetch(&mut app, Fetch::put(API)))
            .unwrap()
            .preflighted
    );
    let other = Browser::spec().open(PAGE);
    assert!(
        crate::run(other.fetch(&mut app, Fetch::put(API)))
            .unwrap()
            .preflighted
    );
}

/// What the API gets of a cookie, and what the page sees of the answer.
fn with_cookie(fetch: Fetch, page: &str) -> (Option<String>, Result<Seen, Blocked>) {
    let browser = Browser::spec();
    assert!(browser.set_cookie(API, "a=1; Max-Age=60"));
    let mut cookie = None;
    let mut app = |request: Request<()>| {
        let header = request.headers().get("cookie");
        cookie = header.map(|value| value.to_str().unwrap().to_owned());
        let mut response = allowing("https://app.example.com");
        response
            .headers_mut()
            .append("set-cookie", "b=1".parse().unwrap());
        response
            .headers_mut()
            .append("access-control-allow-credentials", "true".parse().unwrap());
        response
    };
    let seen = crate::run(browser.open(page).fetch(&mut app, fetch));
    (cookie, seen)
}

#[test]
fn who_gets_cookies() {
    let sent = Some("a=1".to_owned());
    let get = || Fetch::get(API);
    assert_eq!(with_cookie(get().credentials_include(), PAGE).0, sent);
    assert_eq!(with_cookie(get(), PAGE).0, None);
    assert_eq!(with_cookie(get(), "https://api.example.com/page").0, sent);
    let omit = get().credentials(Credentials::Omit);
    assert_eq!(with_cookie(omit, "https://api.example.com/page").0, None);
    // Lax by default: not for another site.
    assert_eq!(
        with_cookie(get().credentials_include(), "https://other.example").0,
        None
    );
}

/// The cookie that the API got from these pages of one browser, which all set one as well.
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
        // Not for these pages to read.
        let fetch = Fetch::get(API).credentials_include();
        assert!(crate::run(page.fetch(&mut app, fetch)).is_err());
    }
    cookies
}

#[test]
fn a_sandboxed_frame_is_of_another_site() {
    let pages = [(PAGE, false), (PAGE, false), (PAGE, true)];
    let sent = || Some("a=1".to_owned());
    assert_eq!(cookies_between("spec", &pages, "a=1"), [None, sent(), None]);
    let anywhere = "a=1; SameSite=None; Secure";
    assert_eq!(
        cookies_between("spec", &pages, anywhere),
        [None, sent(), sent()]
    );
}

#[test]
fn partitions_share_no_cookies() {
    let (one, other) = (
        ("https://one.example", false),
        ("https://other.example", false),
    );
    let sent = || Some("a=1".to_owned());
    let line = "a=1; SameSite=None; Secure";
    for (profile, line, shared) in [
        ("firefox", line, None),
        ("chromium", "a=1; SameSite=None; Secure; Partitioned", None),
        ("spec", line, sent()),
    ] {
        let cookies = cookies_between(profile, &[one, one, other], line);
        assert_eq!(cookies, [None, sent(), shared], "{profile}");
    }
}

#[test]
fn nobody_reads_set_cookie() {
    for page in [PAGE, "https://api.example.com"] {
        let (_, seen) = with_cookie(Fetch::get(API).credentials_include(), page);
        assert!(!seen.unwrap().headers.contains_key("set-cookie"), "{page}");
    }
}

#[test]
fn cookies_end_with_time() {
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
        browser.advance(Duration::from_secs(60));
    }
    assert_eq!(cookies, [true, false]);
}

/// `Sec-Fetch-Mode` of a preflight and of the request behind it, to a host in the clear.
fn modes(profile: &str, api: &str) -> Vec<Option<String>> {
    let page = crate::browser(profile).open("http://app.example.com");
    let mut modes = Vec::new();
    let mut app = |request: Request<()>| {
        let mode = request.headers().get("sec-fetch-mode");
        modes.push(mode.map(|mode| mode.to_str().unwrap().to_owned()));
        allowing("*")
    };
    crate::run(page.fetch(&mut app, Fetch::put(api))).unwrap();
    modes
}

#[test]
fn sec_fetch_headers_are_for_the_trustworthy() {
    let cors = || Some("cors".to_owned());
    for profile in ["spec", "chromium", "firefox", "webkit"] {
        let in_the_clear = if profile == "chromium" { cors() } else { None };
        assert_eq!(
            modes(profile, "http://api.example.com"),
            [in_the_clear, None],
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
fn a_head_has_no_body() {
    let mut app = |_: Request<()>| {
        let mut response = allowing("*");
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
    let seen = crate::run(page.fetch(&mut app, Fetch::get(API))).unwrap();
    assert_eq!(
        (seen.text().as_str(), seen.url.as_str(), seen.redirected),
        ("text", API, false)
    );
}

#[test]
fn an_opaque_response_says_nothing() {
    let mut app = |_: Request<()>| allowing("*");
    let page = Browser::spec().open(PAGE);
    let fetch = Fetch::get(API).mode(Mode::NoCors);
    let seen = crate::run(page.fetch(&mut app, fetch)).unwrap();
    assert_eq!(
        (seen.status, seen.headers.len(), seen.body.len()),
        (0, 0, 0)
    );
    assert_eq!(seen.url, "");
}
