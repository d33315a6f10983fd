//! `#[cors::actix::cors]` above the route attributes of actix-web.

use actix_http::Request;
use actix_web::body::BoxBody;
use actix_web::dev::ServiceResponse;
use actix_web::{App, HttpResponse, test};

use super::super::poll::poll_once;
use super::app::{self, AppService, app_service, plain};
use super::no_cors::NoCors;
use crate::case::{Case, PolicyId};
use crate::implementation::Implementation;
use crate::policies::{self, every_policy};
use crate::response::ResponseText;

/// Annotated handlers.
pub struct CorsActix(AppService<BoxBody>);

macro_rules! handlers {
    ($(($name:ident $policy:ident $type:ident $id:pat))*) => {
        $(handlers!(@route $name $policy);)*

        fn service(case: &Case) -> Option<AppService<BoxBody>> {
            Some(match case.policy {
                PolicyId::Exact(1) if case.handler_has_headers => {
                    app_service(poll_once(test::init_service(App::new().service(with_headers))))
                }
                _ if case.handler_has_headers => return None,
                $($id => app_service(poll_once(test::init_service(App::new().service($name)))),)*
                PolicyId::Exact(_) => return None,
            })
        }
    };
    // The methods that preflights can request are those of the route.
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
    app::with_headers()
}

impl Implementation for CorsActix {
    const NAME: &'static str = "cors-actix";
    const NO_CORS: &'static str = NoCors::NAME;
    type Request = Request;
    type Response = ServiceResponse<BoxBody>;

    fn new(case: &Case) -> Option<Self> {
        service(case).map(Self)
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
