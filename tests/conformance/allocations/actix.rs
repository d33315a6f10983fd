//! Handlers of actix-web.

use std::cell::Cell;

use actix_http::Request;
use actix_web::dev::{Service, ServiceResponse};
use actix_web::http::StatusCode;
use actix_web::http::header::{HeaderName, HeaderValue};
use actix_web::{App, Error, HttpResponse, guard, put, test, web};

use super::{Answer, Asked, Door, assert_alike, counted, drive};

#[facade::actix::cors(
    crate = facade,
    origins = ["https://app.example.com"],
    credentials,
    headers = ["x-token"],
    max_age = 600,
)]
#[put("/")]
async fn annotated() -> HttpResponse {
    HttpResponse::new(StatusCode::OK)
}

fn request(asked: Asked) -> Request {
    let mut request = Request::new();
    let head = request.head_mut();
    head.method = asked.method().parse().expect("a method");
    for (name, value) in asked.sent() {
        let (name, value) = (
            HeaderName::from_static(name),
            HeaderValue::from_static(value),
        );
        head.headers.append(name, value);
    }
    request
}

fn ask<B>(
    app: &impl Service<Request, Response = ServiceResponse<B>, Error = Error>,
    asked: Asked,
) -> Answer {
    let request = request(asked);
    let (response, allocated) = counted(|| drive(app.call(request)).expect("an answer"));
    let lines = response.headers().iter();
    let lines = lines.map(|(name, value)| (name.as_str(), value.as_bytes()));
    Answer::new(response.status().as_u16(), lines, allocated)
}

thread_local! {
    /// What the handler is to answer, which has no size itself, as ours has none.
    static ANSWERING: Cell<Asked> = const { Cell::new(Asked::Bare) };
}

fn by_hand() -> HttpResponse {
    let asked = ANSWERING.get();
    let status = asked.status().try_into().expect("a status");
    let mut response = HttpResponse::new(status);
    for (name, value) in asked.answered(Door::Actix) {
        let (name, value) = (
            HeaderName::from_static(name),
            HeaderValue::from_static(value),
        );
        response.headers_mut().append(name, value);
    }
    response
}

#[::core::prelude::v1::test]
fn a_handler_of_actix_web_allocates_what_its_headers_take() {
    let ours = drive(test::init_service(App::new().service(annotated)));
    assert_alike(
        |asked| ask(&ours, asked),
        |asked| {
            ANSWERING.set(asked);
            let method = asked.method().parse().expect("a method");
            let resource = web::resource("/").guard(guard::Method(method));
            let resource = resource.to(async || by_hand());
            let app = drive(test::init_service(App::new().service(resource)));
            for _ in 0..4 {
                ask(&app, asked);
            }
            ask(&app, asked)
        },
    );
}
