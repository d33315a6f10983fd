//! What the Web Platform Tests assert of every browser, as rows of our own.
//!
//! The folders `cors` and `fetch/api/cors` there: values of the response headers, safelisted request
//! headers, statuses of preflights, `*` and where it counts, redirects. `Last-Event-ID`, which those
//! tests have among the safelisted headers, is not: the standard does not list it, and no engine lets
//! it pass.

mod preflights;
mod redirects;
mod requests;
mod values;

use cors_browser::{Body, Browser, Fetch, Seen};
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

/// One fetch to a server with one answer to preflights and one to everything else.
fn fetched(fetch: Fetch, pre: &Response<()>, main: &Response<()>) -> Option<Seen> {
    let page = Browser::spec().open(PAGE);
    let copy = |of: &Response<()>| {
        let mut response = Response::new(());
        *response.status_mut() = of.status();
        response.headers_mut().clone_from(of.headers());
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
