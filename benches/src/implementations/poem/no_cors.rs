//! A route of poem without CORS.

use poem::{Request, Response};

use super::app::{self, App, app, route};
use crate::case::Case;
use crate::implementation::Implementation;
use crate::response::ResponseText;

/// A route without CORS.
pub struct NoCors(App);

impl Implementation for NoCors {
    const NAME: &'static str = "no-cors-poem";
    const NO_CORS: &'static str = Self::NAME;
    type Request = Request;
    type Response = Response;

    fn new(case: &Case) -> Option<Self> {
        let method = case.method.parse().expect("a method");
        Some(Self(app(route(case, [method]))))
    }

    fn request(&self, case: &Case) -> Request {
        app::request(case)
    }

    fn respond(&self, request: Request) -> Response {
        (self.0)(request)
    }

    fn read_response(response: Response) -> ResponseText {
        app::read_response(&response)
    }
}
