//! A tower service without CORS.

use http::{Request, Response};

use super::tower_service::{Inner, ReusedService, inner};
use crate::case::Case;
use crate::implementation::Implementation;
use crate::request;
use crate::response::ResponseText;

/// A service without CORS.
#[derive(Debug)]
pub struct NoCorsTower(ReusedService<Inner>);

impl Implementation for NoCorsTower {
    const NAME: &'static str = "no-cors-tower";
    const NO_CORS: &'static str = Self::NAME;
    type Request = Request<()>;
    type Response = Response<()>;

    fn new(case: &Case) -> Option<Self> {
        Some(Self(ReusedService::new(inner(case))))
    }

    fn request(&self, case: &Case) -> Self::Request {
        request::request(case, ())
    }

    fn respond(&self, request: Self::Request) -> Self::Response {
        self.0.call(request)
    }

    fn read_response(response: Self::Response) -> ResponseText {
        ResponseText::of(&response)
    }
}
