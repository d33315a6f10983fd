//! What is asked beforehand when a request is sent on, and for whom an answer is kept, as measured.

use cors_browser::Fetch;
use http::{Request, Response};

const PAGE: &str = "http://localhost:8101";
const API: &str = "http://localhost:8103";
const THIRD: &str = "http://third.localhost:8103";
const THIRD_TOO: &str = "http://third.localhost:8103/too";
const API_TOO: &str = "http://localhost:8103/too";

/// An answer that allows whatever is asked, and keeps it allowed.
fn allowing(request: &Request<()>) -> Response<()> {
    let mut response = Response::new(());
    for (asks, allows) in [
        ("origin", "access-control-allow-origin"),
        (
            "access-control-request-method",
            "access-control-allow-methods",
        ),
        (
            "access-control-request-headers",
            "access-control-allow-headers",
        ),
    ] {
        if let Some(value) = request.headers().get(asks) {
            response.headers_mut().insert(allows, value.clone());
        }
    }
    let lines = [
        ("access-control-allow-credentials", "true"),
        ("access-control-max-age", "600"),
    ];
    for (name, value) in lines {
        response.headers_mut().insert(name, value.parse().unwrap());
    }
    response
}

/// The preflights of a request that is sent on with these statuses, but for those of its first hop.
fn asked_on_the_way(profile: &str, fetch: Fetch, hops: &[(u16, &str)]) -> Vec<String> {
    let mut asked = Vec::new();
    let mut hops = hops.iter();
    let mut has_moved = false;
    let mut app = |request: Request<()>| {
        let mut response = allowing(&request);
        if request.method() == "OPTIONS" {
            let sent = |name: &str| {
                let value = request.headers().get(name);
                value.map_or("", |value| value.to_str().unwrap())
            };
            let origin = sent("origin").replace(PAGE, "page");
            let method = sent("access-control-request-method");
            let names = sent("access-control-request-headers");
            if has_moved {
                asked.push(format!("{method} [{names}] {origin}"));
            }
            return response;
        }
        has_moved = true;
        if let Some((status, to)) = hops.next() {
            *response.status_mut() = (*status).try_into().unwrap();
            response
                .headers_mut()
                .insert("location", to.parse().unwrap());
        }
        response
    };
    let page = crate::browser(profile).open(PAGE);
    crate::run(page.fetch(&mut app, fetch)).unwrap();
    asked
}

/// What was sent on, and what Chromium, Firefox and `WebKit` asked then.
type Row = (
    Fetch,
    &'static [(u16, &'static str)],
    [&'static [&'static str]; 3],
);

#[test]
fn engines_ask_after_a_redirect_as_they_were_measured_to() {
    let json = || Fetch::post(API).json("{}");
    let token = |url| Fetch::get(url).header("authorization", "Bearer x");
    let nothing: [&[&str]; 3] = [&[]; 3];
    let rows: [Row; 12] = [
        // What a 303 makes a GET of.
        (
            json(),
            &[(303, API_TOO)],
            [&[], &["GET [] page"], &["GET [content-type] page"]],
        ),
        (
            json(),
            &[(303, THIRD)],
            [&[], &["GET [] page"], &["GET [content-type] null"]],
        ),
        (
            json(),
            &[(303, THIRD), (302, THIRD_TOO)],
            [
                &[],
                &["GET [] page", "GET [content-type] page"],
                &["GET [content-type] null", "GET [content-type] null"],
            ],
        ),
        (
            Fetch::put(API),
            &[(303, THIRD)],
            [&[], &["GET [] page"], &["GET [] null"]],
        ),
        (Fetch::put(PAGE), &[(303, API_TOO)], nothing),
        (Fetch::post(API).text("x"), &[(303, THIRD)], nothing),
        (
            Fetch::post(API).text("x").upload_listener(),
            &[(303, THIRD)],
            [&["GET [] null"], &["GET [] page"], &["GET [] null"]],
        ),
        // What is for the first server only.
        (
            token(API),
            &[(302, THIRD)],
            [&[], &["GET [] page"], &["GET [authorization] null"]],
        ),
        (
            token(PAGE),
            &[(302, API)],
            [&[], &["GET [] page"], &["GET [authorization] page"]],
        ),
        (
            token(API),
            &[(302, THIRD), (302, THIRD_TOO)],
            [
                &[],
                &["GET [] page", "GET [authorization] page"],
                &["GET [authorization] null", "GET [authorization] null"],
            ],
        ),
        (
            token(API),
            &[(302, THIRD), (302, API_TOO)],
            [
                &[],
                &["GET [] page", "GET [] page"],
                &["GET [authorization] null", "GET [authorization] null"],
            ],
        ),
        (
            token(API).header("x-other", "1"),
            &[(302, THIRD)],
            [
                &["GET [x-other] null"],
                &["GET [x-other] page"],
                &["GET [authorization,x-other] null"],
            ],
        ),
    ];
    for (at, (fetch, hops, expected)) in rows.into_iter().enumerate() {
        for (profile, expected) in ["chromium", "firefox", "webkit"].into_iter().zip(expected) {
            let asked = asked_on_the_way(profile, fetch.clone(), hops);
            assert_eq!(asked, expected, "{profile}, row {at}: {hops:?}");
        }
        // The standard is as Chromium is.
        assert_eq!(asked_on_the_way("spec", fetch, hops), expected[0]);
    }
}

/// Which of these fetches had a preflight, on any hop. Where `/hop` leads to, this is all that the
/// answers list.
fn preflighted(profile: &str, fetches: &[Fetch], listed: Option<&'static str>) -> Vec<bool> {
    let page = crate::browser(profile).open(PAGE);
    let mut app = |request: Request<()>| {
        let mut response = allowing(&request);
        if request.uri().path() == "/there" {
            let headers = response.headers_mut();
            headers.remove("access-control-allow-methods");
            let lines = listed.map(http::HeaderValue::from_static).into_iter();
            headers.extend(lines.map(|line| (http::header::ACCESS_CONTROL_ALLOW_METHODS, line)));
        }
        if request.uri().path() == "/hop" && request.method() != "OPTIONS" {
            *response.status_mut() = http::StatusCode::SEE_OTHER;
            let to = format!("{API}/there").parse().unwrap();
            response.headers_mut().insert("location", to);
        }
        response
    };
    let seen = fetches
        .iter()
        .map(|fetch| crate::run(page.fetch(&mut app, fetch.clone())));
    seen.map(|seen| seen.unwrap().preflighted).collect()
}

#[test]
fn what_was_asked_after_a_redirect_is_kept() {
    let put = || Fetch::put(format!("{API}/hop"));
    let token = || Fetch::get(format!("{API}/hop")).header("authorization", "Bearer x");
    for profile in ["spec", "chromium", "firefox", "webkit"] {
        for listed in [None, Some("PUT"), Some("GET")] {
            let kept = |fetches: &[Fetch]| preflighted(profile, fetches, listed);
            assert_eq!(kept(&[put(), put()]), [true, false], "{profile} {listed:?}");
            assert_eq!(
                kept(&[token(), token()]),
                [true, false],
                "{profile} {listed:?}"
            );
        }
    }
}

#[test]
fn what_is_kept_for_whom() {
    let plain = || Fetch::put(API);
    let include = || Fetch::put(API).credentials_include();
    for profile in ["spec", "chromium", "firefox", "webkit"] {
        let kept = |fetches: &[Fetch]| preflighted(profile, fetches, None);
        let alike = kept(&[plain(), include(), plain(), include()]);
        assert_eq!(alike, [true, true, false, false], "{profile}");
        let apart = profile == "firefox";
        let one_way = kept(&[include(), plain(), include(), plain()]);
        assert_eq!(one_way, [true, apart, false, false], "{profile}");
    }
}
