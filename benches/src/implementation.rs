//! The trait of everything that is measured: code that responds to a request, with CORS or without.

use crate::case::Case;
use crate::repeats::Repeats;
use crate::response::ResponseText;

/// An implementation of the handler that the cases describe.
///
/// Requests are built and responses are read outside of the measurement. Dropping the response is part
/// of it, because the implementations differ in what there is to drop.
pub trait Implementation: Sized {
    /// The name in the tables.
    const NAME: &'static str;

    /// The name of the implementation without CORS in the same framework, whose figures are subtracted;
    /// equal to `NAME` for an implementation without CORS.
    const NO_CORS: &'static str;

    /// The number of times that instructions are counted. Implementations whose counts vary need more repetitions.
    const REPEATS: Repeats = Repeats::DETERMINISTIC;

    /// A request in the framework's own type.
    type Request;

    /// A response in the framework's own type.
    type Response;

    /// Prepares the implementation for a case. Returns `None` where it cannot express the policy of the
    /// case, for example because it has no patterns.
    fn new(case: &Case) -> Option<Self>;

    /// Builds the request of the case.
    fn request(&self, case: &Case) -> Self::Request;

    /// Responds to the request. Only this call and the drop of its result are measured.
    fn respond(&self, request: Self::Request) -> Self::Response;

    /// Converts a response to text, to check it.
    fn read_response(response: Self::Response) -> ResponseText;
}
