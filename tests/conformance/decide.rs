//! Runs a case through the decision, without an integration.

use cors_runtime::protocol::resource::choose;
use cors_runtime::protocol::{self, Action, RequestOrigin, FetchMetadata, decide};

use crate::case::{Case, HOST};
use crate::fixtures::{Fixture, TestEndpoint};
use crate::observed::{Observed, tokens};

/// Calls `decide` for the endpoint of the fixture that the request selects.
pub(crate) fn through_decide(fixture: &Fixture, case: &Case) -> Observed {
    let lines = |name: &'static str| {
        let lines = case.headers.iter().filter(move |line| line.0 == name);
        lines.map(|line| line.1.as_slice())
    };
    let request = protocol::Request {
        method: &case.method,
        origin: RequestOrigin::from_values(lines("origin")),
        requested_method: lines("access-control-request-method").next(),
        site: FetchMetadata {
            fetch_site: lines("sec-fetch-site").next(),
            authority: lines("host").next().or(Some(HOST.as_bytes())),
        },
    };
    let choice = choose(&fixture.endpoints, || request).expect("a fixture has a policy");
    let TestEndpoint {
        policy, methods, ..
    } = choice.endpoint;
    let decision = decide(policy, methods, &request).chosen_by(choice.vary);
    let fields = decision.fields(policy, methods, &request);
    let cors = fields.map(|(name, value)| (name.to_owned(), value.to_owned()));

    let handler_vary = case
        .handler
        .headers
        .iter()
        .filter(|(name, _)| *name == "vary");
    let handler_vary: Vec<&str> = match decision.outcome() {
        Action::Continue => handler_vary.map(|(_, value)| *value).collect(),
        Action::Preflight(_) | Action::Forbidden(_) => Vec::new(),
    };
    let vary = decision.vary();
    let own = vary.is_absent_from(handler_vary.iter().map(|line| line.as_bytes()));
    let own = vary.as_sent().filter(|_| own);
    Observed {
        status: decision.outcome().answered(),
        cors: cors.collect(),
        vary: handler_vary
            .into_iter()
            .chain(own)
            .flat_map(tokens)
            .collect(),
        others: None,
        body: None,
        reached: None,
        is_preflight: Some(decision.outcome() != Action::Continue),
    }
}
