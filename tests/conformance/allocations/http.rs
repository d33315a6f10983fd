//! Functions on the types of `http`.

use http::{HeaderMap, HeaderName, HeaderValue, Request, Response};

use super::{Answer, Asked, Door, assert_alike, counted};

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

pub(super) fn request<B>(asked: Asked, body: B) -> Request<B> {
    let mut request = Request::builder().method(asked.method());
    for (name, value) in asked.sent() {
        request = request.header(name, value);
    }
    request.body(body).expect("the request is one")
}

/// The lines of an answer.
pub(super) fn lines(asked: Asked) -> Vec<(HeaderName, HeaderValue)> {
    let lines = asked.answered(Door::Http).iter().map(|(name, value)| {
        (
            HeaderName::from_static(name),
            HeaderValue::from_static(value),
        )
    });
    lines.collect()
}

/// The map of a whole answer, which is made beforehand.
pub(super) fn map(asked: Asked) -> HeaderMap {
    lines(asked).into_iter().collect()
}

pub(super) fn answer<B>((response, allocated): (Response<B>, u64)) -> Answer {
    let lines = response.headers().iter();
    let lines = lines.map(|(name, value)| (name.as_str(), value.as_bytes()));
    Answer::new(response.status().as_u16(), lines, allocated)
}

/// The map of a preflight's answer is copied, others are filled.
pub(super) fn by_hand<B: Default>(
    asked: Asked,
    map: &HeaderMap,
    lines: &[(HeaderName, HeaderValue)],
) -> Response<B> {
    let mut response = Response::new(B::default());
    *response.status_mut() = asked.status().try_into().expect("a status");
    if asked.is_preflight() {
        *response.headers_mut() = map.clone();
    } else {
        for (name, value) in lines {
            response.headers_mut().insert(name, value.clone());
        }
    }
    response
}

#[test]
fn a_function_allocates_what_its_headers_take() {
    assert_alike(
        |asked| {
            let request = request(asked, ());
            answer(counted(|| annotated(request)))
        },
        |asked| {
            let (map, lines) = (map(asked), lines(asked));
            answer(counted(|| by_hand::<()>(asked, &map, &lines)))
        },
    );
}
