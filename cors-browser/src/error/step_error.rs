use super::reason::BlockedReason;
use super::stage::Stage;

/// The failure of one step of a fetch.
#[derive(Debug)]
pub(crate) struct StepError {
    pub(crate) stage: Stage,
    pub(crate) reason: BlockedReason,
    /// The status of the response that failed, if there is one.
    pub(crate) status: Option<u16>,
}

impl StepError {
    /// A failure without a response.
    pub(crate) fn without_response(stage: Stage, reason: BlockedReason) -> Self {
        Self {
            stage,
            reason,
            status: None,
        }
    }
}
