//! What the contenders on plain `http` types have in common: a function, called through a pointer.

use http::{HeaderMap, Request, Response, StatusCode};

use crate::contender::Answer;

/// A handler.
pub type Handler = fn(Request<()>) -> Response<()>;

/// Reads an answer, whatever its body is.
#[must_use]
pub fn read<B>(response: &Response<B>) -> Answer {
    answer(response.status(), response.headers())
}

/// An answer in its parts.
#[must_use]
pub fn answer(status: StatusCode, headers: &HeaderMap) -> Answer {
    let lines = headers.iter().map(|(name, value)| {
        let value = String::from_utf8_lossy(value.as_bytes());
        (name.as_str().to_owned(), value.into_owned())
    });
    Answer {
        status: status.as_u16(),
        headers: lines.collect(),
    }
}

/// A contender that is a function: its name, its twin's, and the function for a case.
macro_rules! function {
    ($(#[$doc:meta])* $type:ident, $name:literal, $bare:literal, $handler_of:path) => {
        $(#[$doc])*
        #[derive(Debug)]
        pub struct $type($crate::contenders::function::Handler);

        impl $crate::contender::Contender for $type {
            const NAME: &'static str = $name;
            const BARE: &'static str = $bare;
            type Request = http::Request<()>;
            type Response = http::Response<()>;

            fn new(case: &$crate::case::Case) -> Option<Self> {
                $handler_of(case).map(Self)
            }

            fn request(&self, case: &$crate::case::Case) -> Self::Request {
                $crate::request::request(case, ())
            }

            fn answer(&self, request: Self::Request) -> Self::Response {
                (self.0)(request)
            }

            fn read(response: Self::Response) -> $crate::contender::Answer {
                $crate::contenders::function::read(&response)
            }
        }
    };
}
pub(super) use function;
