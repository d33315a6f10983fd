//! Functions on the types of `http`.

use http::{HeaderMap, HeaderName, HeaderValue, Request, Response};

use super::{Exchange, Integration, Observed, assert_alike, counted};

#[facade::cors(
    crate = facade,
    origins = ["https://app.example.com"],
    credentials,
    methods = ["PUT"],
    headers = ["x-token"],
    max_age = 600,
)]
fn annotated(_: Request<()>) -> Response<()> {
    Response::new(())
}

pub(super) fn request<B>(exchange: Exchange, body: B) -> Request<B> {
    let mut request = Request::builder().method(exchange.method());
    for (name, value) in exchange.request_headers() {
        request = request.header(name, value);
    }
    request.body(body).expect("a valid request")
}

/// Returns the headers of the response.
pub(super) fn lines(exchange: Exchange) -> Vec<(HeaderName, HeaderValue)> {
    let lines = exchange
        .response_headers(Integration::Http)
        .iter()
        .map(|(name, value)| {
            (
                HeaderName::from_static(name),
                HeaderValue::from_static(value),
            )
        });
    lines.collect()
}

/// Returns the headers of the response as a map, built outside of the measurement.
pub(super) fn map(exchange: Exchange) -> HeaderMap {
    lines(exchange).into_iter().collect()
}

pub(super) fn observed<B>((response, allocated): (Response<B>, u64)) -> Observed {
    let lines = response.headers().iter();
    let lines = lines.map(|(name, value)| (name.as_str(), value.as_bytes()));
    Observed::new(response.status().as_u16(), lines, allocated)
}

/// Copies the map for a preflight, and inserts the headers one by one otherwise.
pub(super) fn handwritten<B: Default>(
    exchange: Exchange,
    map: &HeaderMap,
    lines: &[(HeaderName, HeaderValue)],
) -> Response<B> {
    let mut response = Response::new(B::default());
    *response.status_mut() = exchange.status().try_into().expect("a status");
    if exchange.is_preflight() {
        *response.headers_mut() = map.clone();
    } else {
        for (name, value) in lines {
            response.headers_mut().insert(name, value.clone());
        }
    }
    response
}

#[test]
fn function_allocates_no_more_than_a_handwritten_one() {
    assert_alike(
        |exchange| {
            let request = request(exchange, ());
            observed(counted(|| annotated(request)))
        },
        |exchange| {
            let (map, lines) = (map(exchange), lines(exchange));
            observed(counted(|| handwritten::<()>(exchange, &map, &lines)))
        },
    );
}
