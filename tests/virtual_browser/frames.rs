//! The `Origin` and the cookies of requests in cross-site frames, as measured in a page of
//! `localhost` over `http`. Over `https` the results were equal, except for cookies that require
//! it.

use cors_browser::{Browser, Fetch, Mode, Page};
use http::{Request, Response};

const PAGE: &str = "http://localhost:8101";
const SAME_SITE: &str = "http://localhost:8102";
const API: &str = "http://localhost:8103";
const CROSS_SITE: &str = "http://cross-site.localhost:8101";
const THIRD: &str = "http://third.localhost:8103";
const SANDBOX: &str = "sandbox";
const DATA: &str = "data:text/html,";

/// The page, or a frame in it.
fn open(browser: &Browser, document: &str) -> Page {
    let page = browser.open(PAGE);
    match document {
        PAGE => page,
        SANDBOX => page.sandboxed(),
        _ => page.frame(document),
    }
}

/// The `Origin` of the requests for an image in `document` that is redirected along `hops`; `-` if
/// the header is absent.
fn sent_origins(profile: &str, document: &str, hops: &[&str], fetch: Fetch) -> Vec<String> {
    let mut origins = Vec::new();
    let mut app = |request: Request<()>| {
        let origin = request.headers().get("origin");
        origins.push(
            origin
                .map_or("-", |value| value.to_str().unwrap())
                .to_owned(),
        );
        match hops.get(origins.len()) {
            Some(next) => Response::builder().status(302).header("location", *next),
            None => Response::builder(),
        }
        .body(())
        .unwrap()
    };
    let page = open(&crate::browser(profile), document);
    crate::run(page.fetch(&mut app, fetch.mode(Mode::NoCors))).unwrap();
    origins
}

#[test]
fn cross_site_frames_send_origin_to_the_top_level_site() {
    const FRAME: &str = CROSS_SITE;
    const NULL: &str = "null";
    let absent = ["-"; 3];
    for (document, hops, chromium, firefox) in [
        (CROSS_SITE, &[API][..], &[FRAME][..], &[FRAME][..]),
        (DATA, &[API], &[NULL], &[NULL]),
        (SANDBOX, &[API], &[NULL], &[NULL]),
        (SANDBOX, &[PAGE], &[NULL], &[NULL]),
        (CROSS_SITE, &[THIRD], &["-"], &["-"]),
        (CROSS_SITE, &[CROSS_SITE], &["-"], &["-"]),
        (SAME_SITE, &[API], &["-"], &["-"]),
        (PAGE, &[THIRD], &["-"], &["-"]),
        (CROSS_SITE, &[API, API], &[FRAME, FRAME], &[FRAME, FRAME]),
        (CROSS_SITE, &[API, THIRD], &[FRAME, NULL], &[FRAME, "-"]),
        (CROSS_SITE, &[API, PAGE], &[FRAME, NULL], &[FRAME, "-"]),
        (CROSS_SITE, &[THIRD, API], &["-", "-"], &["-", "-"]),
        (CROSS_SITE, &[CROSS_SITE, API], &["-", "-"], &["-", FRAME]),
        (
            CROSS_SITE,
            &[CROSS_SITE, CROSS_SITE, API],
            &absent,
            &["-", "-", FRAME],
        ),
    ] {
        let image = || Fetch::get(hops[0]).credentials_include();
        assert_eq!(
            sent_origins("chromium", document, hops, image()),
            chromium,
            "{document} {hops:?}"
        );
        assert_eq!(
            sent_origins("firefox", document, hops, image()),
            firefox,
            "{document} {hops:?}"
        );
        for profile in ["webkit", "spec"] {
            assert_eq!(
                sent_origins(profile, document, hops, image()),
                absent[..hops.len()]
            );
        }
    }
    // Requests without credentials have no `Origin`, either.
    for profile in ["chromium", "firefox"] {
        assert_eq!(
            sent_origins(profile, CROSS_SITE, &[API], Fetch::get(API)),
            ["-"]
        );
        let head = Fetch::head(API).credentials_include();
        assert_eq!(
            sent_origins(profile, CROSS_SITE, &[API], head),
            [CROSS_SITE]
        );
    }
}

const SET: [&str; 5] = [
    "def=1; Path=/",
    "lax=1; Path=/; SameSite=Lax",
    "strict=1; Path=/; SameSite=Strict",
    "nonesec=1; Path=/; SameSite=None; Secure",
    "nonensec=1; Path=/; SameSite=None",
];

/// The names of the cookies that the last of these requests sends. Every response sets all of
/// `SET`.
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
    for (document, url) in requests {
        // Some fail the CORS check, which does not affect cookies.
        let fetch = Fetch::get(url).credentials_include();
        let _ = crate::run(open(&browser, document).fetch(&mut app, fetch));
    }
    sent
}

#[test]
fn cookies_in_frames_match_measurements() {
    let first_party = "def lax strict nonesec";
    let (webkit_all, partitioned) = ("def lax strict nonensec", "def nonesec");
    for (set, sent, chromium, firefox, webkit) in [
        (
            (PAGE, API),
            (SAME_SITE, API),
            first_party,
            first_party,
            webkit_all,
        ),
        ((PAGE, API), (CROSS_SITE, API), "", "", webkit_all),
        ((PAGE, API), (SANDBOX, API), "", "", webkit_all),
        ((PAGE, API), (DATA, API), "", "", webkit_all),
        ((CROSS_SITE, API), (PAGE, API), "", "", webkit_all),
        ((SANDBOX, API), (PAGE, API), "", "", webkit_all),
        (
            (CROSS_SITE, API),
            (CROSS_SITE, API),
            "",
            partitioned,
            webkit_all,
        ),
        (
            (CROSS_SITE, API),
            (SANDBOX, API),
            "",
            partitioned,
            webkit_all,
        ),
        (
            (CROSS_SITE, CROSS_SITE),
            (CROSS_SITE, CROSS_SITE),
            "",
            partitioned,
            "",
        ),
        (
            (PAGE, CROSS_SITE),
            (CROSS_SITE, CROSS_SITE),
            "",
            partitioned,
            "",
        ),
        ((PAGE, THIRD), (PAGE, THIRD), "", partitioned, ""),
        ((CROSS_SITE, THIRD), (PAGE, THIRD), "", partitioned, ""),
        (
            (CROSS_SITE, THIRD),
            (CROSS_SITE, THIRD),
            "",
            partitioned,
            "",
        ),
    ] {
        let requests = [set, sent];
        assert_eq!(
            cookies("chromium", requests),
            chromium,
            "chromium {requests:?}"
        );
        assert_eq!(
            cookies("firefox", requests),
            firefox,
            "firefox {requests:?}"
        );
        assert_eq!(cookies("webkit", requests), webkit, "webkit {requests:?}");
    }
}

#[test]
fn frames_have_the_origin_of_their_url() {
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
