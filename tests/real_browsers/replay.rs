//! A case without an engine: what each step asks for, with whose origin, and what was answered.
//!
//! This is for anything that claims to behave like an engine: given the same requests and the same
//! answers, it has to come to the same verdicts. [`server::api::router`](crate::server::api::router)
//! is the service that answered.

use std::fmt;

use crate::case::Case;
use crate::fetch_call::PageAsk;
use crate::origins::Sites;
use crate::server::recorder::Exchange;

/// One step.
pub(crate) struct Replayed {
    /// The origin of who asks; `None` is an opaque one.
    pub(crate) origin: Option<String>,
    /// The request, with its URL.
    pub(crate) ask: PageAsk,
}

/// The steps of a case over the scheme of `sites`, and what came over the wire for all of them.
pub(crate) fn replay<'e>(
    case: &Case,
    number: usize,
    sites: Sites,
    exchanges: &'e [Exchange],
) -> (Vec<Replayed>, Vec<&'e Exchange>) {
    let mark = sites.mark(number);
    let steps = case.steps_over(sites.scheme).iter().map(|step| Replayed {
        origin: step.asker.origin().map(|place| sites.origin(place)),
        ask: step.ask.for_page(&mark, sites),
    });
    let of_case = exchanges.iter().filter(|exchange| exchange.case == mark);
    (steps.collect(), of_case.collect())
}

impl fmt::Display for Replayed {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let origin = self.origin.as_deref().unwrap_or("null");
        let PageAsk {
            way,
            method,
            url,
            mode,
            credentials,
            ..
        } = &self.ask;
        write!(
            out,
            "{origin} asks: {way:?} {method} {url} ({mode:?}, {credentials:?})"
        )
    }
}
