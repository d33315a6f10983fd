//! The recipe of AWS Lambda.

use lambda_http::{Body, Error, Request, Response, service_fn};

#[cors::cors(
    origins = ["https://app.example.com"],
    credentials,
    methods = ["PUT"],
    headers = ["content-type"],
)]
async fn note(request: Request) -> Result<Response<Body>, Error> {
    let text = format!("{} bytes", request.body().len());
    Ok(Response::new(text.into()))
}

pub async fn run() -> Result<(), Error> {
    lambda_http::run(service_fn(note)).await
}
