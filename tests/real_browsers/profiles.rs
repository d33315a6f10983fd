//! Runs the table in the virtual browser's profiles: the same cases, API, recorder, comparison and
//! deviations, but without sockets.
//!
//! `driver` performs the calls; `not_modelled` lists what no profile models.

use cors_browser::Browser;
use cors_tests::launch::Engine;
use tokio::runtime::Builder;

use crate::case::Case;
use crate::driver::Driver;
use crate::origins::{Origins, Ports, Scheme};
use crate::recorder::Exchange;
use crate::report::Observed;
use crate::server;

/// The result of the table over one scheme.
pub(crate) struct ProfileRun {
    pub(crate) origins: Origins,
    /// By case and step.
    pub(crate) observed: Vec<Vec<Observed>>,
    pub(crate) exchanges: Vec<Exchange>,
}

/// Runs the table in the profile of `engine`. As in a real browser, one instance runs all cases,
/// and only the case id separates them.
pub(crate) fn run(engine: Engine, scheme: Scheme, table: &[Case]) -> ProfileRun {
    let origins = origins(engine, scheme);
    let (app, recorder) = server::in_process(origins);
    let mut driver = Driver::open(&browser(engine), origins, app, recorder.clone());
    let runtime = Builder::new_current_thread().build().expect("a runtime");
    let run_case = |(number, case): (usize, &Case)| {
        let case_id = origins.case_id(number);
        let steps = case.steps_over(scheme).iter();
        let observed = steps.map(|step| {
            let call = step.call.resolve(&case_id, origins);
            runtime.block_on(driver.perform(step.initiator, &call))
        });
        observed.collect()
    };
    let observed = table.iter().enumerate().map(run_case).collect();
    ProfileRun {
        origins,
        observed,
        exchanges: recorder.exchanges(),
    }
}

fn browser(engine: Engine) -> Browser {
    match engine {
        Engine::Chromium => Browser::chromium(),
        Engine::Firefox => Browser::firefox(),
        Engine::WebKit => Browser::webkit(),
    }
}

/// Returns origins with unused ports. No two runs share a port: origins that the API admits stay
/// admitted for the rest of the process.
fn origins(engine: Engine, scheme: Scheme) -> Origins {
    let base = match engine {
        Engine::Chromium => 8100,
        Engine::Firefox => 8200,
        Engine::WebKit => 8300,
    };
    let page = match scheme {
        Scheme::Http => base,
        Scheme::Https => base + 50,
    };
    let ports = Ports {
        page,
        other_port: page + 1,
        api: page + 2,
    };
    Origins { scheme, ports }
}
