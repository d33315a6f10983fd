/// The step of a fetch that failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Stage {
    /// The request, which was not sent or got no response.
    Request,
    /// The response to a preflight.
    Preflight,
    /// The response with a redirect.
    Redirect,
    /// The final response.
    Response,
}
