//! Implementations on plain `http` types: a function that is called through a pointer.

use http::{Request, Response};

/// A handler.
pub type Handler = fn(Request<()>) -> Response<()>;

/// Defines an implementation that is a function, from its name, the name of the implementation without
/// CORS, and a function that returns the handler for a case.
macro_rules! function_implementation {
    ($(#[$doc:meta])* $type:ident, $name:literal, $no_cors:literal, $handler_of:path) => {
        $(#[$doc])*
        #[derive(Debug)]
        pub struct $type($crate::implementations::http_function::Handler);

        impl $crate::implementation::Implementation for $type {
            const NAME: &'static str = $name;
            const NO_CORS: &'static str = $no_cors;
            type Request = http::Request<()>;
            type Response = http::Response<()>;

            fn new(case: &$crate::case::Case) -> Option<Self> {
                $handler_of(case).map(Self)
            }

            fn request(&self, case: &$crate::case::Case) -> Self::Request {
                $crate::request::request(case, ())
            }

            fn respond(&self, request: Self::Request) -> Self::Response {
                (self.0)(request)
            }

            fn read_response(response: Self::Response) -> $crate::response::ResponseText {
                $crate::response::ResponseText::of(&response)
            }
        }
    };
}
pub(super) use function_implementation;
