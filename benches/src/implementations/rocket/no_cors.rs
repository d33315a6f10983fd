//! Rocket without CORS. The figure that is subtracted from those of preflights is that of a handler for
//! `OPTIONS`.

use rocket::local::asynchronous::{LocalRequest, LocalResponse};

use super::client::{self, LeakedClient, REPEATS, launch, quiet};
use crate::case::Case;
use crate::implementation::Implementation;
use crate::repeats::Repeats;
use crate::response::ResponseText;

mod routes {
    use rocket::{get, options, put};

    use super::super::handler::{self, RawResponse};

    macro_rules! routes {
        ($($method:ident $name:ident $with_headers:ident),*) => {$(
            #[$method("/")]
            pub(super) fn $name() -> RawResponse {
                handler::plain()
            }

            #[$method("/")]
            pub(super) fn $with_headers() -> RawResponse {
                handler::with_headers()
            }
        )*};
    }
    routes!(
        get on_get on_get_with_headers, options on_options on_options_with_headers,
        put on_put on_put_with_headers
    );
}

/// Rocket without CORS.
pub struct NoCors(LeakedClient);

impl Implementation for NoCors {
    const NAME: &'static str = "no-cors-rocket";
    const NO_CORS: &'static str = Self::NAME;
    const REPEATS: Repeats = REPEATS;
    type Request = LocalRequest<'static>;
    type Response = LocalResponse<'static>;

    fn new(case: &Case) -> Option<Self> {
        let routes = if case.handler_has_headers {
            rocket::routes![
                routes::on_get_with_headers,
                routes::on_options_with_headers,
                routes::on_put_with_headers
            ]
        } else {
            rocket::routes![routes::on_get, routes::on_options, routes::on_put]
        };
        Some(Self(launch(|| quiet().mount("/", routes.clone()))))
    }

    fn request(&self, case: &Case) -> Self::Request {
        client::request(self.0, case)
    }

    fn respond(&self, request: Self::Request) -> Self::Response {
        client::dispatch(request)
    }

    fn read_response(response: Self::Response) -> ResponseText {
        client::read_response(&response)
    }
}
