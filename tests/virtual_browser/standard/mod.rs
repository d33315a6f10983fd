//! Requirements of the Fetch Standard, after the assertions of the Web Platform Tests.
//!
//! The folders `cors` and `fetch/api/cors` of those tests cover values of the response headers,
//! safelisted request headers, statuses of preflight responses, wildcards and redirects. They treat
//! `Last-Event-ID` as safelisted, which neither the standard nor any engine does.

mod preflights;
mod redirects;
mod requests;
mod values;

use cors_browser::{Body, Browser, Fetch, FetchResponse};
use http::{HeaderName, HeaderValue, Request, Response};

const PAGE: &str = "https://app.example.com";
const API: &str = "https://api.example.com/";

type Headers<'a> = Vec<(&'a str, &'a str)>;

fn response(status: u16, headers: &[(&str, &str)]) -> Response<()> {
    let mut response = Response::new(());
    *response.status_mut() = status.try_into().unwrap();
    for (name, value) in headers {
        let name: HeaderName = name.parse().unwrap();
        response
            .headers_mut()
            .append(name, HeaderValue::from_str(value).unwrap());
    }
    response
}

fn is_preflight(request: &Request<Body>) -> bool {
    request
        .headers()
        .contains_key("access-control-request-method")
}

/// The response to a fetch, if it succeeds. The server responds with `pre` to preflights and with
/// `main` to other requests.
fn fetched(fetch: Fetch, pre: &Response<()>, main: &Response<()>) -> Option<FetchResponse> {
    let page = Browser::spec().open(PAGE);
    let copy = |original: &Response<()>| {
        let mut response = Response::new(());
        *response.status_mut() = original.status();
        response.headers_mut().clone_from(original.headers());
        response
    };
    let mut app = |request| {
        if is_preflight(&request) {
            copy(pre)
        } else {
            copy(main)
        }
    };
    crate::run(page.fetch(&mut app, fetch)).ok()
}

const ORIGIN: &str = "access-control-allow-origin";
const CREDENTIALS: &str = "access-control-allow-credentials";
const METHODS: &str = "access-control-allow-methods";
const HEADERS: &str = "access-control-allow-headers";
const EXPOSE: &str = "access-control-expose-headers";
