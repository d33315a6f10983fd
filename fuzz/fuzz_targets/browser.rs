//! Feeds arbitrary responses to the virtual browser: it does not panic, no engine lets a page read a
//! cross-origin response that does not allow its origin, and no script reads `Set-Cookie`.
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

/// The response to a preflight or to another request.
#[derive(Arbitrary, Debug)]
struct ResponseInput<'a> {
    status: u16,
    lines: Vec<(u8, &'a [u8])>,
}

#[derive(Arbitrary, Debug)]
struct Input<'a> {
    engine: u8,
    page: &'a str,
    uses_fixed_page: bool,
    method: &'a str,
    headers: Vec<(&'a str, &'a str)>,
    body: Option<&'a [u8]>,
    credentials: u8,
    mode: u8,
    upload_listener: bool,
    stream: bool,
    responses: Vec<ResponseInput<'a>>,
    /// Whether to fetch twice, so that cached preflights and stored cookies are used.
    repeat: bool,
}

impl ResponseInput<'_> {
    fn response(&self) -> Response<Vec<u8>> {
        let mut response = Response::new(b"secret".to_vec());
        *response.status_mut() = (200 + self.status % 400)
            .try_into()
            .expect("a status between 200 and 599");
        for (name, value) in &self.lines {
            let name = NAMES[usize::from(*name) % NAMES.len()];
            if let Ok(value) = HeaderValue::from_bytes(value) {
                response
                    .headers_mut()
                    .append(HeaderName::from_static(name), value);
            }
        }
        response
    }
}

fn block_on<F: Future>(future: F) -> F::Output {
    let mut future = pin!(future);
    loop {
        if let Poll::Ready(output) = future
            .as_mut()
            .poll(&mut Context::from_waker(Waker::noop()))
        {
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
    let page = if input.uses_fixed_page {
        browser.open("https://app.example.com")
    } else {
        match browser.try_open(input.page) {
            Ok(page) => page,
            Err(_) => return,
        }
    };
    let origin = page.origin();
    for _ in 0..1 + u8::from(input.repeat) {
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
        let mut responses = input.responses.iter();
        let mut last = None;
        let mut requests = 0;
        let mut app = |request: Request<Vec<u8>>| {
            requests += 1;
            let response = responses
                .next()
                .map_or_else(Response::default, ResponseInput::response);
            last = Some((request.uri().clone(), response.headers().clone()));
            response
        };
        let result = block_on(page.fetch(&mut app, fetch));
        // 21 URLs, with a preflight for each.
        assert!(requests <= 42, "{requests} requests");
        let Ok(response) = result else { continue };
        assert!(
            !response.headers.contains_key("set-cookie"),
            "`Set-Cookie` is readable"
        );
        if response.response_type != ResponseType::Cors {
            continue;
        }
        // The CORS check again, in a simple form.
        let (_, headers) = last.expect("a readable response was sent");
        let lines: Vec<_> = headers
            .get_all("access-control-allow-origin")
            .iter()
            .collect();
        let [line] = lines[..] else {
            panic!("{lines:?} allows {origin}");
        };
        let value = line.as_bytes().trim_ascii();
        let is_credentialed = input.credentials % 3 == 0;
        let is_origin = value == origin.as_bytes() || value == b"null";
        assert!(
            is_origin || (value == b"*" && !is_credentialed),
            "{line:?} allows {origin}"
        );
    }
});
