//! The columns of the table: the decision, annotated functions and the running servers.

use crate::case::{Case, Integration};
use crate::decide::through_decide;
use crate::exchange::through_server;
use crate::fixtures::Fixture;
use crate::integrations::{Server, through_function};
use crate::observed::Observed;
use crate::report::{Column, NoResponse};

pub(crate) fn columns<'c>(fixtures: &'c [Fixture], servers: &'c [Server]) -> Vec<Column<'c>> {
    let functions = ["sync", "async", "result", "named"];
    let functions = functions.map(|variant| function(fixtures, variant));
    [decide(fixtures)]
        .into_iter()
        .chain(functions)
        .chain(servers.iter().map(server))
        .collect()
}

fn decide(fixtures: &[Fixture]) -> Column<'_> {
    Column {
        integration: Integration::Decide,
        variant: "decide",
        respond: Box::new(|case| {
            let fixture = fixtures.iter().find(|fixture| fixture.name == case.fixture);
            let missing = || NoResponse::Failed("there is no such fixture".to_owned());
            Ok(through_decide(fixture.ok_or_else(missing)?, case))
        }),
        known_difference: Server::NONE,
    }
}

fn function<'c>(fixtures: &'c [Fixture], variant: &'static str) -> Column<'c> {
    Column {
        integration: Integration::Plain,
        variant,
        respond: Box::new(move |case| {
            let fixture = fixtures
                .iter()
                .filter(|fixture| fixture.name == case.fixture);
            let mut functions = fixture.flat_map(|fixture| &fixture.functions);
            let function = functions.find(|(name, _)| *name == variant);
            let several =
                NoResponse::NotApplicable("a fixture of several handlers is not a function");
            let (_, function) = function.ok_or(several)?;
            Ok(through_function(*function, case))
        }),
        known_difference: Server::NONE,
    }
}

fn server(server: &Server) -> Column<'_> {
    let respond = |case: &Case| -> Result<Observed, NoResponse> {
        if !server.fixtures.contains(&case.fixture) {
            return Err(NoResponse::NotApplicable(server.missing_reason));
        }
        let response = through_server(server.address, &server.base, case);
        response.map_err(|error| NoResponse::Failed(format!("no response: {error}")))
    };
    Column {
        integration: server.integration,
        variant: server.variant,
        respond: Box::new(respond),
        known_difference: server.known_difference,
    }
}
