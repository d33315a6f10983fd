//! Hand-written CORS in Rocket: a fairing that recognises routes by their names.
//!
//! Rocket's header map takes text, and hashes a name byte by byte for each lookup. `Shield`, which is part of
//! every Rocket, looks up its own headers in the response of a handler. Headers that are set before, by a
//! handler or its responder, therefore cost more than those that a fairing sets afterwards.
//!
//! The fairing also responds to preflights and sets their status, on a route for `OPTIONS` whose handler does
//! nothing, so that each request is read once. [`handwritten_correct`](super::handwritten_correct) sets the
//! status in the route instead, where other fairings see it.

use std::borrow::Cow;
use std::marker::PhantomData;

use rocket::fairing::{Fairing, Info, Kind};
use rocket::http::{HeaderMap, Status};
use rocket::local::asynchronous::{LocalRequest, LocalResponse};
use rocket::{Build, Request, Response, Rocket, Route};

use super::super::handwritten::origins::Origins;
use super::super::handwritten::policies::{self, EXPOSED_NAMES, HandwrittenPolicy};
use super::super::handwritten::protocol::{CORS_HEADERS, includes_origin};
use super::client::{self, LeakedClient, REPEATS, launch, quiet};
use super::handler::is_preflighted;
use crate::case::{Case, PolicyId};
use crate::implementation::Implementation;
use crate::policies::every_policy;
use crate::repeats::Repeats;
use crate::response::ResponseText;

const ALLOW_ORIGIN: &str = "access-control-allow-origin";
const ALLOW_CREDENTIALS: &str = "access-control-allow-credentials";
const REQUEST_METHOD: &str = "access-control-request-method";
const VARY: &str = "vary";

/// The fairing. A program with several policies would have a match arm for each.
struct HandwrittenFairing<P>(PhantomData<P>);

#[rocket::async_trait]
impl<P: HandwrittenPolicy + Send + Sync> Fairing for HandwrittenFairing<P> {
    fn info(&self) -> Info {
        Info {
            name: "hand-written CORS",
            kind: Kind::Response,
        }
    }

    async fn on_response<'r>(&self, request: &'r Request<'_>, response: &mut Response<'r>) {
        let route = request.route().and_then(|route| route.name.as_deref());
        match route {
            Some("on_get" | "on_put" | "on_post" | "on_patch" | "on_delete") => {
                apply_headers::<P>(request, response);
            }
            Some("on_options") => {
                let status = apply_preflight_headers::<P>(request, response);
                response.set_status(status);
            }
            _ => {}
        }
    }
}

/// Adds the CORS headers to the response of a handler.
pub(super) fn apply_headers<'r, P: HandwrittenPolicy>(
    request: &'r Request<'_>,
    response: &mut Response<'r>,
) {
    let vary = remove_cors_headers(response);
    if let Some(origin) = allowed_origin::<P>(|| origin(request.headers())) {
        set_origin::<P>(origin, response);
        if P::EXPOSES {
            response.set_raw_header("access-control-expose-headers", EXPOSED_NAMES);
        }
    }
    if P::Origins::DEPENDS_ON_REQUEST {
        match vary {
            ExistingVary::None => _ = response.set_raw_header(VARY, "Origin"),
            ExistingVary::WithoutOrigin => response.adjoin_raw_header(VARY, "Origin"),
            ExistingVary::WithOrigin => {}
        }
    }
}

/// Adds the headers of the response to a preflight, and returns its status.
pub(super) fn apply_preflight_headers<'r, P: HandwrittenPolicy>(
    request: &'r Request<'_>,
    response: &mut Response<'r>,
) -> Status {
    let Some((origin, requested)) = preflight(request.headers()) else {
        return Status::NotFound;
    };
    remove_cors_headers(response);
    let allowed = allowed_origin::<P>(|| Some(origin));
    if let Some(origin) = allowed {
        set_origin::<P>(origin, response);
        // The methods of the mounted handlers that are not safelisted.
        let mut methods = ["DELETE", "PATCH", "PUT"].into_iter();
        if let Some(method) = methods.find(|method| *method == requested) {
            response.set_raw_header("access-control-allow-methods", method);
        }
        response.set_raw_header("access-control-allow-headers", P::HEADERS);
        response.set_raw_header("access-control-max-age", "600");
    }
    response.set_raw_header(VARY, "Origin, Access-Control-Request-Method");
    preflight_status(allowed)
}

/// Returns the origin and the requested method of a preflight, or `None` for any other request.
pub(super) fn preflight<'r>(headers: &'r HeaderMap<'_>) -> Option<(&'r str, &'r str)> {
    Some((origin(headers)?, first_value(headers, REQUEST_METHOD)?))
}

/// Returns the status of the response to a preflight.
pub(super) fn preflight_status(allowed: Option<&str>) -> Status {
    if allowed.is_some() {
        Status::NoContent
    } else {
        Status::Forbidden
    }
}

/// Returns the `Origin` of a request. Several lines yield an empty value, which no policy allows.
fn origin<'r>(headers: &'r HeaderMap<'_>) -> Option<&'r str> {
    let mut lines = headers.get("origin");
    let first = lines.next()?;
    Some(if lines.next().is_some() { "" } else { first })
}

/// Returns the value of `Access-Control-Allow-Origin`.
pub(super) fn allowed_origin<'r, P: HandwrittenPolicy>(
    origin: impl FnOnce() -> Option<&'r str>,
) -> Option<&'r str> {
    if !P::Origins::DEPENDS_ON_REQUEST {
        return Some("*");
    }
    origin().filter(|origin| P::Origins::contains(origin.as_bytes()))
}

/// Sets the headers that actual requests and preflights have in common.
fn set_origin<'r, P: HandwrittenPolicy>(origin: &'r str, response: &mut Response<'r>) {
    response.set_raw_header(ALLOW_ORIGIN, origin);
    if P::CREDENTIALS {
        response.set_raw_header(ALLOW_CREDENTIALS, "true");
    }
}

/// The `Vary` of the handler's response.
enum ExistingVary {
    None,
    WithoutOrigin,
    WithOrigin,
}

/// Removes CORS headers that the handler has set, and returns its `Vary`, in a single pass.
fn remove_cors_headers(response: &mut Response<'_>) -> ExistingVary {
    let mut vary = ExistingVary::None;
    let mut has_cors_headers = false;
    for line in response.headers().iter() {
        if line.name() == VARY {
            if includes_origin(line.value().as_bytes()) {
                vary = ExistingVary::WithOrigin;
            } else if matches!(vary, ExistingVary::None) {
                vary = ExistingVary::WithoutOrigin;
            }
        }
        has_cors_headers = has_cors_headers || line.name().starts_with("access-control-");
    }
    if has_cors_headers {
        for name in &CORS_HEADERS {
            response.remove_header(name.as_str());
        }
    }
    vary
}

/// Returns the first value of a header with a long name, which is compared faster than it is hashed.
fn first_value<'r>(headers: &'r HeaderMap<'_>, name: &str) -> Option<&'r str> {
    let mut lines = headers.iter();
    let line = lines.find(|line| line.name() == name)?;
    match line.value {
        Cow::Borrowed(value) => Some(value),
        Cow::Owned(_) => None,
    }
}

mod handlers {
    use rocket::{delete, get, options, patch, post, put};

    use super::super::handler::{RawResponse, plain};

    macro_rules! handlers {
        ($($method:ident $name:ident),*) => {$(
            #[$method("/")]
            pub(super) fn $name() -> RawResponse {
                plain()
            }
        )*};
    }
    handlers!(
        get on_get, put on_put, post on_post, patch on_patch, delete on_delete, options on_options
    );

    /// The handler that sets headers. Fairings recognise the name of its function too.
    pub(super) mod with_headers {
        use super::super::super::handler::{RawResponse, with_headers};

        #[rocket::get("/")]
        pub(in super::super) fn on_get() -> RawResponse {
            with_headers()
        }
    }
}

/// Returns the handlers of a case, and `options` where the case has preflights.
pub(super) fn handlers(case: &Case, options: impl Into<Vec<Route>>) -> Vec<Route> {
    use handlers::{on_delete, on_get, on_patch, on_post, on_put, with_headers};

    if case.handler_has_headers {
        rocket::routes![with_headers::on_get]
    } else if is_preflighted(case.policy) {
        let mut routes = rocket::routes![on_get, on_put, on_post, on_patch, on_delete];
        routes.extend(options.into());
        routes
    } else {
        rocket::routes![on_get]
    }
}

/// The way of responding to preflights.
pub trait PreflightStrategy {
    /// [`Implementation::NAME`]
    const NAME: &'static str;

    /// Builds the Rocket of a case.
    fn rocket<P: HandwrittenPolicy + Send + Sync>(case: &Case) -> Rocket<Build>;
}

/// Preflights are handled by the fairing alone.
#[derive(Debug)]
pub struct ByFairing;

impl PreflightStrategy for ByFairing {
    const NAME: &'static str = "handwritten-rocket";

    fn rocket<P: HandwrittenPolicy + Send + Sync>(case: &Case) -> Rocket<Build> {
        quiet()
            .mount("/", handlers(case, rocket::routes![handlers::on_options]))
            .attach(HandwrittenFairing::<P>(PhantomData))
    }
}

macro_rules! rockets {
    ($(($name:ident $policy:ident $type:ident $id:pat))*) => {
        fn client_of<A: PreflightStrategy>(case: &Case) -> Option<LeakedClient> {
            Some(match case.policy {
                $($id => launch(|| A::rocket::<policies::$type>(case)),)*
                PolicyId::Exact(_) => return None,
            })
        }
    };
}
every_policy!(rockets);

/// Hand-written CORS.
pub struct Handwritten<A = ByFairing>(LeakedClient, PhantomData<A>);

impl<A: PreflightStrategy> Implementation for Handwritten<A> {
    const NAME: &'static str = A::NAME;
    const NO_CORS: &'static str = "no-cors-rocket";
    const REPEATS: Repeats = REPEATS;
    type Request = LocalRequest<'static>;
    type Response = LocalResponse<'static>;

    fn new(case: &Case) -> Option<Self> {
        Some(Self(client_of::<A>(case)?, PhantomData))
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
