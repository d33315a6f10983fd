//! The steps of a case with their origins and URLs, and the recorded exchanges.
//!
//! An implementation that claims to behave like a browser has to get the same outcomes for the same
//! requests and responses. [`server::api::router`](crate::server::api::router) is the recorded
//! service.

use std::fmt;

use crate::case::Case;
use crate::fetch_call::ResolvedCall;
use crate::origins::Origins;
use crate::recorder::Exchange;

/// One step.
pub(crate) struct ReplayStep {
    /// The initiator's origin; `None` is an opaque origin.
    pub(crate) origin: Option<String>,
    /// The call with its URL.
    pub(crate) call: ResolvedCall,
}

/// Returns the steps of a case over the scheme of `origins`, and all exchanges of the case.
pub(crate) fn replay<'e>(
    case: &Case,
    number: usize,
    origins: Origins,
    exchanges: &'e [Exchange],
) -> (Vec<ReplayStep>, Vec<&'e Exchange>) {
    let case_id = origins.case_id(number);
    let steps = case
        .steps_over(origins.scheme)
        .iter()
        .map(|step| ReplayStep {
            origin: step
                .initiator
                .origin()
                .map(|origin_name| origins.origin(origin_name)),
            call: step.call.resolve(&case_id, origins),
        });
    let of_case = exchanges.iter().filter(|exchange| exchange.case == case_id);
    (steps.collect(), of_case.collect())
}

impl fmt::Display for ReplayStep {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let origin = self.origin.as_deref().unwrap_or("null");
        let ResolvedCall {
            mechanism,
            method,
            url,
            mode,
            credentials,
            ..
        } = &self.call;
        write!(
            f,
            "{origin} sends: {mechanism:?} {method} {url} ({mode:?}, {credentials:?})"
        )
    }
}
