//! Any responses into the virtual browser: nothing panics, no engine reads what no answer permits, and
//! no script sees a header that is hidden from all of them.
#![no_main]

use std::pin::pin;
use std::task::{Context, Poll, Waker};

use arbitrary::Arbitrary;
use cors_browser::{Browser, Credentials, Fetch, Mode, ResponseType};
use http::{HeaderName, HeaderValue, Request, Response};
use libfuzzer_sys::fuzz_target;

const NAMES: [&str; 14] = [
    "access-control-allow-origin",
    "access-control-allow-credentials",
    "access-control-allow-methods",
    "access-control-allow-headers",
    "access-control-max-age",
    "access-control-expose-headers",
    "vary",
    "location",
    "set-cookie",
    "content-type",
    "etag",
    "x-a",
    "referrer-policy",
    "clear-site-data",
];

/// One answer, of a preflight or of anything else.
#[derive(Arbitrary, Debug)]
struct Answer<'a> {
    status: u16,
    lines: Vec<(u8, &'a [u8])>,
}

#[derive(Arbitrary, Debug)]
struct Input<'a> {
    engine: u8,
    page: &'a str,
    is_elsewhere: bool,
    method: &'a str,
    headers: Vec<(&'a str, &'a str)>,
    body: Option<&'a [u8]>,
    credentials: u8,
    mode: u8,
    upload_listener: bool,
    stream: bool,
    answers: Vec<Answer<'a>>,
    /// How often it is fetched, so that kept preflights and cookies are used.
    again: bool,
}

impl Answer<'_> {
    fn response(&self) -> Response<Vec<u8>> {
        let mut response = Response::new(b"secret".to_vec());
        *response.status_mut() = (200 + self.status % 400)
            .try_into()
            .expect("a status between 200 and 599");
        for (name, value) in &self.lines {
            let name = NAMES[usize::from(*name) % NAMES.len()];
            if let Ok(value) = HeaderValue::from_bytes(value) {
                response.headers_mut().append(HeaderName::from_static(name), value);
            }
        }
        response
    }
}

fn drive<F: Future>(future: F) -> F::Output {
    let mut future = pin!(future);
    loop {
        if let Poll::Ready(output) = future.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
            return output;
        }
    }
}

fuzz_target!(|input: Input| {
    let browser = match input.engine % 4 {
        0 => Browser::spec(),
        1 => Browser::chromium(),
        2 => Browser::firefox(),
        _ => Browser::webkit(),
    };
    let page = if input.is_elsewhere {
        browser.open("https://app.example.com")
    } else {
        browser.open(input.page)
    };
    let origin = page.origin();
    for _ in 0..1 + u8::from(input.again) {
        let mut fetch = Fetch::new(input.method, "https://api.test/x")
            .credentials(match input.credentials % 3 {
                0 => Credentials::Include,
                1 => Credentials::SameOrigin,
                _ => Credentials::Omit,
            })
            .mode(match input.mode % 4 {
                0 => Mode::NoCors,
                1 => Mode::SameOrigin,
                _ => Mode::Cors,
            });
        for (name, value) in &input.headers {
            fetch = fetch.header(*name, *value);
        }
        match input.body {
            Some(body) if input.stream => fetch = fetch.stream(body),
            Some(body) => fetch = fetch.bytes(body),
            None => {}
        }
        if input.upload_listener {
            fetch = fetch.upload_listener();
        }
        let mut answers = input.answers.iter();
        let mut last = None;
        let mut asked = 0;
        let mut app = |request: Request<Vec<u8>>| {
            asked += 1;
            let response = answers.next().map_or_else(Response::default, Answer::response);
            last = Some((request.uri().clone(), response.headers().clone()));
            response
        };
        let got = drive(page.fetch(&mut app, fetch));
        // Twenty redirects, and a preflight for each.
        assert!(asked <= 42, "{asked} requests");
        let Ok(seen) = got else { continue };
        assert!(!seen.headers.contains_key("set-cookie"), "a cookie is shown");
        if seen.response_type != ResponseType::Cors {
            continue;
        }
        // The CORS check, said once more: what is read across origins names who may read it.
        let (_, headers) = last.expect("a response that is read was sent");
        let lines: Vec<_> = headers.get_all("access-control-allow-origin").iter().collect();
        let [line] = lines[..] else {
            panic!("{lines:?} lets {origin} read");
        };
        let value = line.as_bytes().trim_ascii();
        let is_credentialed = input.credentials % 3 == 0;
        let names_it = value == origin.as_bytes() || value == b"null";
        assert!(names_it || (value == b"*" && !is_credentialed), "{line:?} lets {origin} read");
    }
});
