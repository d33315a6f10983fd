//! Runs a case through an integration: converts the request and the response. One file per framework
//! has its server.

mod actix;
mod axum;
mod poem;
mod rocket;
mod server;
mod tower;

use std::net::SocketAddr;

use http::{HeaderName, HeaderValue, Request};

pub(crate) use self::server::Server;
use crate::case::Case;
use crate::exchange::request_headers;
use crate::fixtures::{Fixture, Function};
use crate::observed::Observed;
use crate::{raw_http, spy};

/// Calls an annotated function.
pub(crate) fn through_function(function: Function, case: &Case) -> Observed {
    let mut request = Request::new(case.body.to_owned());
    *request.method_mut() = case.method.parse().expect("a case names a method");
    let target = format!("/{}{}", case.fixture, case.path);
    *request.uri_mut() = target.parse().expect("a case has a path");
    // `raw_http::Request` adds this header too.
    let host = HeaderValue::from_static(case.host);
    request.headers_mut().insert("host", host);
    for (name, value) in request_headers(case) {
        let value =
            HeaderValue::from_bytes(&value).expect("a case for this integration has a value");
        request
            .headers_mut()
            .append(HeaderName::from_static(name), value);
    }
    spy::take_records();
    let response = function(request).expect("the handlers of the table do not fail here");
    let lines = response.headers().iter();
    let lines = lines.map(|(name, value)| (name.to_string(), value.as_bytes().to_owned()));
    Observed {
        status: Some(response.status().as_u16()),
        reached: Some(spy::take_records()),
        body: Some(response.body().clone()),
        ..Observed::from_headers(lines.collect())
    }
}

/// Starts all servers; each runs until the test process ends.
pub(crate) fn start_servers(fixtures: &[Fixture]) -> Vec<Server> {
    let mut servers = axum::serve(fixtures);
    servers.extend(actix::serve());
    servers.extend(rocket::serve());
    servers.extend(poem::serve());
    servers.extend(tower::serve(fixtures));
    servers
}

/// Sends any request to a running server.
pub(crate) fn send(
    server: SocketAddr,
    request: &Request<Vec<u8>>,
) -> Result<raw_http::Response, std::io::Error> {
    let mut sent = raw_http::Request::new(request.method().as_str(), request.uri().path());
    for (name, value) in request.headers() {
        // `raw_http::Request` adds these three itself.
        if !["host", "connection", "content-length"].contains(&name.as_str()) {
            sent = sent.header(name.as_str(), value.as_bytes());
        }
    }
    raw_http::exchange(server, &sent.body(request.body()))
}
