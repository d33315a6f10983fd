//! `#[cors::poem::cors]` on a poem handler.

use cors::poem::on;
use poem::{Request, Response, handler};

use super::app::{self, App, app, methods};
use super::no_cors::NoCors;
use crate::case::{Case, PolicyId};
use crate::implementation::Implementation;
use crate::policies::{self, every_policy};
use crate::response::ResponseText;

/// Annotated handlers.
pub struct CorsPoem(App);

macro_rules! annotated_handlers {
    ($(($name:ident $policy:ident $type:ident $id:pat))*) => {
        $(
            #[cors::poem::cors(policy = policies::$policy)]
            #[handler]
            async fn $name() -> Response {
                app::plain()
            }
        )*

        fn app_of(case: &Case) -> Option<App> {
            let methods = methods(case.policy);
            let routes = match case.policy {
                PolicyId::Exact(1) if case.handler_has_headers => on(methods, with_headers),
                _ if case.handler_has_headers => return None,
                $($id => on(methods, $name),)*
                PolicyId::Exact(_) => return None,
            };
            Some(app(routes))
        }
    };
}
every_policy!(annotated_handlers);

#[cors::poem::cors(policy = policies::EXACT_1)]
#[handler]
async fn with_headers() -> Response {
    app::with_headers()
}

impl Implementation for CorsPoem {
    const NAME: &'static str = "cors-poem";
    const NO_CORS: &'static str = NoCors::NAME;
    type Request = Request;
    type Response = Response;

    fn new(case: &Case) -> Option<Self> {
        app_of(case).map(Self)
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
