//! What frames of other sites say of themselves, and which cookies they get, as measured in a page of
//! `localhost` over http. Over https it was the same but for the cookies that take it.

use cors_browser::{Browser, Fetch, Mode, Page};
use http::{Request, Response};

const PAGE: &str = "http://localhost:8101";
const NEIGHBOUR: &str = "http://localhost:8102";
const API: &str = "http://localhost:8103";
const STRANGER: &str = "http://stranger.localhost:8101";
const THIRD: &str = "http://third.localhost:8103";
const SANDBOX: &str = "sandbox";
const DATA: &str = "data:text/html,";

/// Who asks in a page.
fn asking(browser: &Browser, who: &str) -> Page {
    let page = browser.open(PAGE);
    match who {
        PAGE => page,
        SANDBOX => page.sandboxed(),
        _ => page.frame(who),
    }
}

/// What an image of `who` says in `Origin` at each of these servers, the next of which is where it is
/// sent on to; `-` is nothing.
fn said(profile: &str, who: &str, hops: &[&str], fetch: Fetch) -> Vec<String> {
    let mut said = Vec::new();
    let mut app = |request: Request<()>| {
        let origin = request.headers().get("origin");
        said.push(
            origin
                .map_or("-", |value| value.to_str().unwrap())
                .to_owned(),
        );
        match hops.get(said.len()) {
            Some(next) => Response::builder().status(302).header("location", *next),
            None => Response::builder(),
        }
        .body(())
        .unwrap()
    };
    let page = asking(&crate::browser(profile), who);
    crate::run(page.fetch(&mut app, fetch.mode(Mode::NoCors))).unwrap();
    said
}

#[test]
fn frames_name_themselves_to_the_page_s_own_site() {
    const SAID: &str = STRANGER;
    const NULL: &str = "null";
    let unsaid = ["-"; 3];
    for (who, hops, chromium, firefox) in [
        (STRANGER, &[API][..], &[SAID][..], &[SAID][..]),
        (DATA, &[API], &[NULL], &[NULL]),
        (SANDBOX, &[API], &[NULL], &[NULL]),
        (SANDBOX, &[PAGE], &[NULL], &[NULL]),
        (STRANGER, &[THIRD], &["-"], &["-"]),
        (STRANGER, &[STRANGER], &["-"], &["-"]),
        (NEIGHBOUR, &[API], &["-"], &["-"]),
        (PAGE, &[THIRD], &["-"], &["-"]),
        (STRANGER, &[API, API], &[SAID, SAID], &[SAID, SAID]),
        (STRANGER, &[API, THIRD], &[SAID, NULL], &[SAID, "-"]),
        (STRANGER, &[API, PAGE], &[SAID, NULL], &[SAID, "-"]),
        (STRANGER, &[THIRD, API], &["-", "-"], &["-", "-"]),
        (STRANGER, &[STRANGER, API], &["-", "-"], &["-", SAID]),
        (
            STRANGER,
            &[STRANGER, STRANGER, API],
            &unsaid,
            &["-", "-", SAID],
        ),
    ] {
        let image = || Fetch::get(hops[0]).credentials_include();
        assert_eq!(
            said("chromium", who, hops, image()),
            chromium,
            "{who} {hops:?}"
        );
        assert_eq!(
            said("firefox", who, hops, image()),
            firefox,
            "{who} {hops:?}"
        );
        for profile in ["webkit", "spec"] {
            assert_eq!(said(profile, who, hops, image()), unsaid[..hops.len()]);
        }
    }
    // Where no cookies could go along nothing is said, either.
    for profile in ["chromium", "firefox"] {
        assert_eq!(said(profile, STRANGER, &[API], Fetch::get(API)), ["-"]);
        let head = Fetch::head(API).credentials_include();
        assert_eq!(said(profile, STRANGER, &[API], head), [STRANGER]);
    }
}

const SET: [&str; 5] = [
    "def=1; Path=/",
    "lax=1; Path=/; SameSite=Lax",
    "strict=1; Path=/; SameSite=Strict",
    "nonesec=1; Path=/; SameSite=None; Secure",
    "nonensec=1; Path=/; SameSite=None",
];

/// Names of the cookies that the last of these requests sends, when every answer sets all.
fn cookies(profile: &str, requests: [(&str, &str); 2]) -> String {
    let browser = crate::browser(profile);
    let mut sent = String::new();
    let mut app = |request: Request<()>| {
        let header = request.headers().get("cookie");
        let pairs = header
            .map_or("", |value| value.to_str().unwrap())
            .split("; ");
        let names = pairs.filter_map(|pair| pair.split_once('='));
        sent = names.map(|(name, _)| name).collect::<Vec<_>>().join(" ");
        let mut response = Response::new(());
        for line in SET {
            response
                .headers_mut()
                .append("set-cookie", line.parse().unwrap());
        }
        response
    };
    for (who, url) in requests {
        // Not for all of them to read, which is nothing to cookies.
        let fetch = Fetch::get(url).credentials_include();
        let _ = crate::run(asking(&browser, who).fetch(&mut app, fetch));
    }
    sent
}

#[test]
fn frames_get_the_cookies_that_engines_gave_them() {
    let first = "def lax strict nonesec";
    let (own, apart) = ("def lax strict nonensec", "def nonesec");
    for (set, sent, chromium, firefox, webkit) in [
        ((PAGE, API), (NEIGHBOUR, API), first, first, own),
        ((PAGE, API), (STRANGER, API), "", "", own),
        ((PAGE, API), (SANDBOX, API), "", "", own),
        ((PAGE, API), (DATA, API), "", "", own),
        ((STRANGER, API), (PAGE, API), "", "", own),
        ((SANDBOX, API), (PAGE, API), "", "", own),
        ((STRANGER, API), (STRANGER, API), "", apart, own),
        ((STRANGER, API), (SANDBOX, API), "", apart, own),
        ((STRANGER, STRANGER), (STRANGER, STRANGER), "", apart, ""),
        ((PAGE, STRANGER), (STRANGER, STRANGER), "", apart, ""),
        ((PAGE, THIRD), (PAGE, THIRD), "", apart, ""),
        ((STRANGER, THIRD), (PAGE, THIRD), "", apart, ""),
        ((STRANGER, THIRD), (STRANGER, THIRD), "", apart, ""),
    ] {
        let both = [set, sent];
        assert_eq!(cookies("chromium", both), chromium, "chromium {both:?}");
        assert_eq!(cookies("firefox", both), firefox, "firefox {both:?}");
        assert_eq!(cookies("webkit", both), webkit, "webkit {both:?}");
    }
}

#[test]
fn a_frame_has_the_origin_of_its_url() {
    let page = Browser::spec().open(PAGE);
    for (url, origin) in [
        ("https://Ads.example:443/banner", "https://ads.example"),
        (DATA, "null"),
        ("about:blank", PAGE),
        ("about:srcdoc", PAGE),
    ] {
        assert_eq!(page.frame(url).origin(), origin);
    }
    assert_eq!(page.sandboxed().frame("about:blank").origin(), "null");
}
