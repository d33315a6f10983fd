//! An actix-web app without CORS.

use actix_http::Request;
use actix_web::body::BoxBody;
use actix_web::dev::ServiceResponse;
use actix_web::{App, test};

use super::super::poll::poll_once;
use super::app::{self, AppService, app_service, resource};
use crate::case::Case;
use crate::implementation::Implementation;
use crate::response::ResponseText;

/// An app without CORS.
pub struct NoCors(AppService<BoxBody>);

impl Implementation for NoCors {
    const NAME: &'static str = "no-cors-actix";
    const NO_CORS: &'static str = Self::NAME;
    type Request = Request;
    type Response = ServiceResponse<BoxBody>;

    fn new(case: &Case) -> Option<Self> {
        let app = App::new().service(resource(case));
        Some(Self(app_service(poll_once(test::init_service(app)))))
    }

    fn request(&self, case: &Case) -> Request {
        app::request(case)
    }

    fn respond(&self, request: Request) -> Self::Response {
        (self.0)(request)
    }

    fn read_response(response: Self::Response) -> ResponseText {
        app::read_response(&response)
    }
}
