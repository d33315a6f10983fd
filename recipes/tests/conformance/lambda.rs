//! Functions on AWS Lambda, which get events of an HTTP API.

use std::convert::Infallible;

use lambda_http::aws_lambda_events::apigw::ApiGatewayV2httpResponse;
use lambda_http::service_fn;
use serde_json::{Map, json};

use crate::case::{Case, Integration, RespondedBy};
use crate::exchange::request_headers;
use crate::known_difference::KnownDifference;
use crate::lambda_runtime::{Function, event};
use crate::observed::{Observed, tokens};
use crate::policies::respond;
use crate::report::{Column, NoResponse};
use crate::spy;

pub(crate) fn column() -> Column<'static> {
    let function = Function::start(run);
    Column {
        integration: Integration::Plain,
        variant: "lambda",
        respond: Box::new(move |case| through_lambda(&function, case)),
        known_difference,
    }
}

async fn run() -> Result<(), lambda_http::Error> {
    let service = service_fn(async |request| Ok::<_, Infallible>(respond(request).await));
    lambda_http::run(service).await
}

fn through_lambda(function: &Function, case: &Case) -> Result<Observed, NoResponse> {
    if case
        .host
        .contains(|letter: char| letter.is_ascii_uppercase())
    {
        let reason = "lambda_http writes the host in lower case";
        return Err(NoResponse::NotApplicable(reason));
    }
    let mut headers = Map::from_iter([("host".to_owned(), json!(case.host))]);
    for (name, value) in request_headers(case) {
        let Ok(value) = String::from_utf8(value) else {
            return Err(NoResponse::NotApplicable("events are text"));
        };
        if headers.insert(name.to_owned(), json!(value)).is_some() {
            let reason = "API Gateway joins the lines of a header";
            return Err(NoResponse::NotApplicable(reason));
        }
    }
    let path = format!("/{}", case.fixture);
    spy::take_records();
    let response = function.invoke(event(&case.method, &path, headers, case.body));
    let response: ApiGatewayV2httpResponse = serde_json::from_str(&response)
        .map_err(|error| NoResponse::Failed(format!("no response: {error}")))?;
    let headers = response.headers.iter();
    let headers = headers.map(|(name, value)| (name.to_string(), value.as_bytes().to_owned()));
    let body = response.body.unwrap_or_default();
    Ok(Observed {
        status: u16::try_from(response.status_code).ok(),
        reached: Some(spy::take_records()),
        body: Some(String::from_utf8_lossy(&body).into_owned()),
        ..Observed::from_headers(headers.collect())
    })
}

/// Returns the known differences of `lambda_http`.
fn known_difference(case: &Case) -> Option<KnownDifference> {
    let mut expected = case.expected.clone();
    let lines = case.handler.headers.iter();
    let mut vary = lines.filter(|(name, _)| *name == "vary");
    if expected.by == RespondedBy::Handler
        && let Some((_, own)) = vary.next()
    {
        expected.vary = tokens(own).collect();
    }
    (expected != case.expected).then_some(KnownDifference {
        reason: "a header has one value in payload 2.0",
        expected,
    })
}
