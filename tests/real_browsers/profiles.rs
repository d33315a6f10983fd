//! The virtual browser's profiles in the place of the engines: the same cases, the same API and
//! record, and the same judge with the same deviations. There is no socket, and nobody is waited for.
//!
//! What a profile makes of one request is in `tab`; what none of them can do, in `unmodelled`.

use cors_tests::launch::Engine;
use facade::browser::Browser;
use tokio::runtime::Builder;

use crate::case::Case;
use crate::driver::Tab;
use crate::origins::{Ports, Scheme, Sites};
use crate::report::Seen;
use crate::server;
use crate::server::recorder::Exchange;

/// The whole table over one scheme, as one browser has gone through it.
pub(crate) struct Profiled {
    pub(crate) sites: Sites,
    /// By case and step.
    pub(crate) seen: Vec<Vec<Seen>>,
    pub(crate) exchanges: Vec<Exchange>,
}

/// Runs the table in the profile of `engine`. One browser does all of it, as an engine does: cases
/// are kept apart by their marks alone.
pub(crate) fn run(engine: Engine, scheme: Scheme, table: &[Case]) -> Profiled {
    let sites = sites(engine, scheme);
    let (app, recorder) = server::in_process(sites);
    let mut tab = Tab::open(&browser(engine), sites, app, recorder.clone());
    let runtime = Builder::new_current_thread().build().expect("a runtime");
    let of_case = |(number, case): (usize, &Case)| {
        let mark = sites.mark(number);
        let steps = case.steps_over(scheme).iter();
        let seen = steps.map(|step| {
            let ask = step.ask.for_page(&mark, sites);
            runtime.block_on(tab.perform(step.asker, &ask))
        });
        seen.collect()
    };
    let seen = table.iter().enumerate().map(of_case).collect();
    Profiled {
        sites,
        seen,
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

/// Ports that nobody listens on. No two runs share one: whom the API admits while it runs, it admits
/// for the rest of this process.
fn sites(engine: Engine, scheme: Scheme) -> Sites {
    let of_engine = match engine {
        Engine::Chromium => 8100,
        Engine::Firefox => 8200,
        Engine::WebKit => 8300,
    };
    let page = match scheme {
        Scheme::Http => of_engine,
        Scheme::Https => of_engine + 50,
    };
    let ports = Ports {
        page,
        neighbour: page + 1,
        api: page + 2,
    };
    Sites { scheme, ports }
}
