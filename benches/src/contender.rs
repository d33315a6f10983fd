//! What is measured: something that answers a request, with CORS or without.
//!
//! Requests are built, and responses are read, outside of what is measured; dropping the response is
//! inside, because the peers differ in what there is to drop.

use crate::callgrind::Repeats;
use crate::case::Case;

/// Something that answers the requests of a case.
pub trait Contender: Sized {
    /// What the tables call it.
    const NAME: &'static str;

    /// What the tables call the same plumbing without CORS; its own name for one that has none. What
    /// CORS costs is the difference.
    const BARE: &'static str;

    /// How often its instructions are counted: more often, where one time is not like another.
    const REPEATS: Repeats = Repeats::EQUAL;

    /// A request in the framework's own type.
    type Request;

    /// A response in the framework's own type.
    type Response;

    /// Gets ready for a case; none where the contender has no means for it (a peer without patterns).
    fn new(case: &Case) -> Option<Self>;

    /// The request of the case.
    fn request(&self, case: &Case) -> Self::Request;

    /// Answers it. This alone is measured, with the drop of what it returns.
    fn answer(&self, request: Self::Request) -> Self::Response;

    /// Reads an answer, to check it.
    fn read(response: Self::Response) -> Answer;
}

/// An answer, as text: the status, and the header lines in lower case with their values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The status.
    pub status: u16,
    /// Names and values, in the order of the framework.
    pub headers: Vec<(String, String)>,
}
