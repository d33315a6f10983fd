//! `#[cors::actix::cors]` above the attributes of actix-web.

use actix_http::Request;
use actix_web::body::BoxBody;
use actix_web::dev::ServiceResponse;
use actix_web::{App, HttpResponse, test};

use super::super::router::at_once;
use super::{Bare, Running, plain, read, request, running};
use crate::case::{Case, PolicyId};
use crate::contender::{Answer, Contender};
use crate::policies::{self, every_policy};

/// Annotated handlers.
pub struct Ours(Running<BoxBody>);

macro_rules! handlers {
    ($(($name:ident $policy:ident $known:ident $id:pat))*) => {
        $(handlers!(@route $name $policy);)*

        fn service(case: &Case) -> Option<Running<BoxBody>> {
            Some(match case.policy {
                PolicyId::Exact(1) if case.handler_has_headers => {
                    running(at_once(test::init_service(App::new().service(with_headers))))
                }
                _ if case.handler_has_headers => return None,
                $($id => running(at_once(test::init_service(App::new().service($name)))),)*
                PolicyId::Exact(_) => return None,
            })
        }
    };
    // The methods that a preflight may ask for are those of the route.
    (@route preflight $policy:ident) => { handlers!(@six preflight $policy); };
    (@route preflight_credentials $policy:ident) => { handlers!(@six preflight_credentials $policy); };
    (@route preflight_20 $policy:ident) => { handlers!(@six preflight_20 $policy); };
    (@route preflight_1000 $policy:ident) => { handlers!(@six preflight_1000 $policy); };
    (@six $name:ident $policy:ident) => {
        #[cors::actix::cors(policy = policies::$policy)]
        #[actix_web::route(
            "/", method = "DELETE", method = "GET", method = "HEAD", method = "PATCH",
            method = "POST", method = "PUT"
        )]
        async fn $name() -> HttpResponse {
            plain()
        }
    };
    (@route $name:ident $policy:ident) => {
        #[cors::actix::cors(policy = policies::$policy)]
        #[actix_web::get("/")]
        async fn $name() -> HttpResponse {
            plain()
        }
    };
}
every_policy!(handlers);

#[cors::actix::cors(policy = policies::EXACT_1)]
#[actix_web::get("/")]
async fn with_headers() -> HttpResponse {
    super::with_headers()
}

impl Contender for Ours {
    const NAME: &'static str = "ours-actix";
    const BARE: &'static str = Bare::NAME;
    type Request = Request;
    type Response = ServiceResponse<BoxBody>;

    fn new(case: &Case) -> Option<Self> {
        service(case).map(Self)
    }

    fn request(&self, case: &Case) -> Request {
        request(case)
    }

    fn answer(&self, request: Request) -> Self::Response {
        (self.0)(request)
    }

    fn read(response: Self::Response) -> Answer {
        read(&response)
    }
}
