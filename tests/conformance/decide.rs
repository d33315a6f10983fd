//! Runs a case through the decision, without an integration.

use cors_runtime::{
    Action, FetchMetadata, KnownDetails, Request, RequestOrigin, RequestTarget, decide_selected,
    select_endpoint,
};

use crate::case::Case;
use crate::fixtures::{Fixture, TestEndpoint};
use crate::observed::{Observed, tokens};

/// Calls `decide` for the endpoint of the fixture that the request selects.
pub(crate) fn through_decide(fixture: &Fixture, case: &Case) -> Observed {
    let lines = |name: &'static str| {
        let lines = case.headers.iter().filter(move |line| line.0 == name);
        lines.map(|line| line.1.as_slice())
    };
    let path = case.path.split('?').next().unwrap_or_default();
    let path = format!("/{}{path}", case.fixture);
    let request = Request {
        method: &case.method,
        origin: RequestOrigin::from_values(lines("origin")),
        requested_method: lines("access-control-request-method").next(),
        may_be_overridden: false,
        details: KnownDetails {
            fetch_metadata: FetchMetadata {
                fetch_site: lines("sec-fetch-site").next(),
                fetch_mode: lines("sec-fetch-mode").next(),
                authority: Some(case.host.as_bytes()),
            },
            target: RequestTarget::new(Some(case.host.as_bytes()), &path),
        },
    };
    let selected = select_endpoint(&fixture.endpoints, &request);
    let (endpoint, selection) = selected.expect("a fixture has a policy");
    let TestEndpoint {
        policy, methods, ..
    } = endpoint;
    let decision = decide_selected(policy, methods, &request, selection);
    let headers = decision.header_values(&request);
    let cors = headers.map(|(name, value)| (name.to_owned(), value.to_owned()));

    let handler_vary = case
        .handler
        .headers
        .iter()
        .filter(|(name, _)| *name == "vary");
    let handler_vary: Vec<&str> = match decision.action() {
        Action::Continue => handler_vary.map(|(_, value)| *value).collect(),
        Action::Preflight(_) | Action::Forbidden(_) => Vec::new(),
    };
    let vary = decision.vary();
    let own = vary.without(handler_vary.iter().map(|line| line.as_bytes()));
    let own = own.as_str();
    Observed {
        status: decision.action().immediate_status(),
        cors: cors.collect(),
        vary: handler_vary
            .into_iter()
            .chain(own)
            .flat_map(tokens)
            .collect(),
        others: None,
        body: None,
        reached: None,
        is_preflight: Some(decision.action() != Action::Continue),
    }
}
