//! CORS written by hand around a route of poem, which also handles the inputs that this library handles.

use std::marker::PhantomData;

use poem::endpoint::Endpoint;
use poem::{Request, Response, Result, RouteMethod};

use super::super::handwritten::policies::{self, HandwrittenPolicy};
use super::super::handwritten::protocol::{Evaluation, apply_headers, evaluate};
use super::app::{self, App, app, methods, route};
use super::no_cors::NoCors;
use crate::case::{Case, PolicyId};
use crate::implementation::Implementation;
use crate::policies::every_policy;
use crate::response::ResponseText;

/// A route with a policy around it.
pub struct HandwrittenCorrect(App);

struct WithPolicy<P> {
    route: RouteMethod,
    policy: PhantomData<fn() -> P>,
}

impl<P: HandwrittenPolicy> Endpoint for WithPolicy<P> {
    type Output = Response;

    async fn call(&self, request: Request) -> Result<Response> {
        match evaluate::<P, true>(request.method(), request.headers(), P::preflights) {
            Evaluation::Preflight(status, headers) => {
                let mut response = Response::default();
                response.set_status(status);
                *response.headers_mut() = headers;
                Ok(response)
            }
            Evaluation::Actual(allowed) => {
                // Errors get the headers, too.
                let mut response = self.route.get_response(request).await;
                apply_headers::<P, true>(allowed, response.headers_mut());
                Ok(response)
            }
        }
    }
}

fn with_policy<P: HandwrittenPolicy>(route: RouteMethod) -> App {
    app(WithPolicy::<P> {
        route,
        policy: PhantomData,
    })
}

macro_rules! app_by_policy {
    ($(($name:ident $policy:ident $type:ident $id:pat))*) => {
        fn app_of(case: &Case) -> Option<App> {
            let route = route(case, methods(case.policy));
            Some(match case.policy {
                $($id => with_policy::<policies::$type>(route),)*
                PolicyId::Exact(_) => return None,
            })
        }
    };
}
every_policy!(app_by_policy);

impl Implementation for HandwrittenCorrect {
    const NAME: &'static str = "handwritten-correct-poem";
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
