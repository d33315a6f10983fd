//! Preflights after redirects, and the requests that cached preflight responses allow, as measured.

use cors_browser::Fetch;
use http::{Request, Response};

const PAGE: &str = "http://localhost:8101";
const API: &str = "http://localhost:8103";
const THIRD: &str = "http://third.localhost:8103";
const THIRD_TOO: &str = "http://third.localhost:8103/too";
const API_TOO: &str = "http://localhost:8103/too";

/// A cacheable response that allows everything that the request requests.
fn allow_all(request: &Request<()>) -> Response<()> {
    let mut response = Response::new(());
    for (request_header, response_header) in [
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
        if let Some(value) = request.headers().get(request_header) {
            response
                .headers_mut()
                .insert(response_header, value.clone());
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

/// The preflights of a request that is redirected with these statuses, without those for the first
/// URL.
fn preflights_after_redirects(profile: &str, fetch: Fetch, hops: &[(u16, &str)]) -> Vec<String> {
    let mut preflights = Vec::new();
    let mut hops = hops.iter();
    let mut is_redirected = false;
    let mut app = |request: Request<()>| {
        let mut response = allow_all(&request);
        if request.method() == "OPTIONS" {
            let sent = |name: &str| {
                let value = request.headers().get(name);
                value.map_or("", |value| value.to_str().unwrap())
            };
            let origin = sent("origin").replace(PAGE, "page");
            let method = sent("access-control-request-method");
            let names = sent("access-control-request-headers");
            if is_redirected {
                preflights.push(format!("{method} [{names}] {origin}"));
            }
            return response;
        }
        is_redirected = true;
        if let Some((status, location)) = hops.next() {
            *response.status_mut() = (*status).try_into().unwrap();
            response
                .headers_mut()
                .insert("location", location.parse().unwrap());
        }
        response
    };
    let page = crate::browser(profile).open(PAGE);
    crate::run(page.fetch(&mut app, fetch)).unwrap();
    preflights
}

/// A request, its redirects, and the preflights of Chromium, Firefox and `WebKit` after them.
type Row = (
    Fetch,
    &'static [(u16, &'static str)],
    [&'static [&'static str]; 3],
);

#[test]
fn preflights_after_redirects_match_measurements() {
    let json = || Fetch::post(API).json("{}");
    let token = |url| Fetch::get(url).header("authorization", "Bearer x");
    let none: [&[&str]; 3] = [&[]; 3];
    let rows: [Row; 12] = [
        // A 303 changes the method to GET.
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
        (Fetch::put(PAGE), &[(303, API_TOO)], none),
        (Fetch::post(API).text("x"), &[(303, THIRD)], none),
        (
            Fetch::post(API).text("x").upload_listener(),
            &[(303, THIRD)],
            [&["GET [] null"], &["GET [] page"], &["GET [] null"]],
        ),
        // A redirect across origins removes `Authorization`.
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
    for (index, (fetch, hops, expected)) in rows.into_iter().enumerate() {
        for (profile, expected) in ["chromium", "firefox", "webkit"].into_iter().zip(expected) {
            let preflights = preflights_after_redirects(profile, fetch.clone(), hops);
            assert_eq!(preflights, expected, "{profile}, row {index}: {hops:?}");
        }
        // Chromium follows the standard.
        assert_eq!(preflights_after_redirects("spec", fetch, hops), expected[0]);
    }
}

/// Returns whether each of these fetches sent a preflight. `/hop` redirects to `/redirected`, whose
/// preflight responses list only `listed`.
fn preflighted(profile: &str, fetches: &[Fetch], listed: Option<&'static str>) -> Vec<bool> {
    let page = crate::browser(profile).open(PAGE);
    let mut app = |request: Request<()>| {
        let mut response = allow_all(&request);
        if request.uri().path() == "/redirected" {
            let headers = response.headers_mut();
            headers.remove("access-control-allow-methods");
            let lines = listed.map(http::HeaderValue::from_static).into_iter();
            headers.extend(lines.map(|line| (http::header::ACCESS_CONTROL_ALLOW_METHODS, line)));
        }
        if request.uri().path() == "/hop" && request.method() != "OPTIONS" {
            *response.status_mut() = http::StatusCode::SEE_OTHER;
            let location = format!("{API}/redirected").parse().unwrap();
            response.headers_mut().insert("location", location);
        }
        response
    };
    let responses = fetches
        .iter()
        .map(|fetch| crate::run(page.fetch(&mut app, fetch.clone())));
    responses
        .map(|response| response.unwrap().preflighted)
        .collect()
}

#[test]
fn preflights_after_redirects_are_cached() {
    let put = || Fetch::put(format!("{API}/hop"));
    let token = || Fetch::get(format!("{API}/hop")).header("authorization", "Bearer x");
    for profile in ["spec", "chromium", "firefox", "webkit"] {
        for listed in [None, Some("PUT"), Some("GET")] {
            let sent = |fetches: &[Fetch]| preflighted(profile, fetches, listed);
            assert_eq!(sent(&[put(), put()]), [true, false], "{profile} {listed:?}");
            assert_eq!(
                sent(&[token(), token()]),
                [true, false],
                "{profile} {listed:?}"
            );
        }
    }
}

#[test]
fn cache_entries_without_credentials_do_not_allow_credentials() {
    let without = || Fetch::put(API);
    let include = || Fetch::put(API).credentials_include();
    for profile in ["spec", "chromium", "firefox", "webkit"] {
        let sent = |fetches: &[Fetch]| preflighted(profile, fetches, None);
        let without_first = sent(&[without(), include(), without(), include()]);
        assert_eq!(without_first, [true, true, false, false], "{profile}");
        let is_separate = profile == "firefox";
        let include_first = sent(&[include(), without(), include(), without()]);
        assert_eq!(
            include_first,
            [true, is_separate, false, false],
            "{profile}"
        );
    }
}
