//! Sends the request of a case to a server.

use std::net::SocketAddr;

use crate::case::Case;
use crate::observed::Observed;
use crate::{raw_http, spy};

/// Sends the request of a case to a running server. Fails if there is no HTTP response.
pub(crate) fn through_server(
    server: SocketAddr,
    base: &str,
    case: &Case,
) -> Result<Observed, std::io::Error> {
    let target = format!("{base}/{}{}", case.fixture, case.path);
    let mut request = if case.is_handshake {
        raw_http::Request::handshake(&target)
    } else {
        raw_http::Request::for_host(case.host, &case.method, &target)
    };
    for (name, value) in request_headers(case) {
        request = request.header(name, &value);
    }
    spy::take_records();
    let request = request.body(case.body.as_bytes());
    let response = if case.is_handshake {
        raw_http::exchange_handshake(server, &request)?
    } else {
        raw_http::exchange(server, &request)?
    };
    Ok(Observed {
        status: Some(response.status),
        reached: Some(spy::take_records()),
        body: Some(String::from_utf8_lossy(&response.body).into_owned()),
        ..Observed::from_headers(response.headers)
    })
}

/// Returns the request's headers and the headers that control the handler.
pub(crate) fn request_headers(case: &Case) -> impl Iterator<Item = (&'static str, Vec<u8>)> {
    let configured = case.handler.headers.iter();
    let configured = configured.map(|(name, value)| {
        (
            spy::RESPONSE_HEADER,
            format!("{name}: {value}").into_bytes(),
        )
    });
    let status = case.handler.status.to_string().into_bytes();
    let configured = configured.chain([(spy::RESPONSE_STATUS, status)]);
    // A preflight carries them too, and must not reach a handler that reads them.
    case.headers
        .clone()
        .into_iter()
        .chain(configured.collect::<Vec<_>>())
}
