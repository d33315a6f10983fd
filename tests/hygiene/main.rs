//! Macro hygiene: expansions work with a renamed facade, without a prelude, with shadowed names,
//! inside `macro_rules!` macros and inside functions.

#![no_implicit_prelude]
// axum requires `async` handlers, even if a handler does not await anything.
#![allow(clippy::unused_async)]

use ::facade::cors;
use ::http::{Request, Response};

// Names that an expansion could resolve by mistake.
#[allow(dead_code)]
mod shadows {
    pub(crate) struct Result;
    pub(crate) struct Option;
    pub(crate) struct Policy;
    pub(crate) struct Some;
    pub(crate) mod std {}
    pub(crate) mod core {}
    pub(crate) mod cors {}
    pub(crate) mod __private {}
}
#[allow(unused_imports)]
use shadows::{__private, Option, Policy, Result, Some, core, std};

#[cors(crate = ::facade, origins = ["https://example.com", "https://*.example.com"], dev_origins = ["http://localhost:*"])]
fn no_prelude(_: Request<()>) -> Response<()> {
    Response::new(())
}

#[cors(crate = ::facade, origins = ["https://app.example.com"])]
async fn no_prelude_async<Option>(_: Request<Option>, argument_0: u8) -> Response<u8> {
    Response::new(argument_0)
}

mod axum_handlers {
    use ::facade::axum::{cors, get};

    #[cors(crate = ::facade, origins = ["https://app.example.com"])]
    async fn no_prelude(argument_0: ::axum::http::Method) -> ::std::string::String {
        ::std::string::ToString::to_string(&argument_0)
    }

    pub(crate) fn routes() -> ::axum::routing::MethodRouter {
        ::std::convert::Into::into(get(no_prelude))
    }
}

macro_rules! handlers {
    ($($name:ident: $origin:literal, $key:ident = $value:expr, $krate:path;)*) => {
        $(
            #[cors(crate = $krate, origins = [$origin], $key = $value)]
            fn $name(_: Request<()>) -> Response<()> {
                Response::new(())
            }
        )*
    };
}

handlers! {
    from_macro: "https://a.example.com", headers = ["x-a"], ::facade;
    from_macro_too: "https://b.example.com", max_age = 60, ::facade;
}

macro_rules! policies {
    ($name:ident, $list:expr) => {
        static $name: ::facade::Policy = ::facade::policy! { origins = $list };
    };
}

policies!(NAMED, ["https://c.example.com", "https://*.c.example.com"]);

mod re_export {
    pub(crate) use ::facade as renamed_again;
}

#[cors(crate = re_export::renamed_again, origins = ["https://app.example.com"])]
fn through_a_re_export(_: Request<()>) -> Response<()> {
    Response::new(())
}

// Sources with the names of items in an expansion.
static POLICY: ::facade::LiveOrigins = ::facade::LiveOrigins::empty();
static PATTERNS: ::facade::LiveOrigins = ::facade::LiveOrigins::empty();
static DEV_PATTERNS: ::facade::LiveOrigins = ::facade::LiveOrigins::empty();

#[cors(crate = ::facade, origins_from = POLICY)]
fn from_policy(_: Request<()>) -> Response<()> {
    Response::new(())
}

#[cors(crate = ::facade, origins = ["https://*.example.com"], origins_from = PATTERNS)]
fn from_patterns(_: Request<()>) -> Response<()> {
    Response::new(())
}

#[cors(crate = ::facade, dev_origins = ["http://localhost:*"], origins_from = DEV_PATTERNS)]
fn from_dev_patterns(_: Request<()>) -> Response<()> {
    Response::new(())
}

#[cors(crate = ::facade, policy = NAMED)]
fn by_name(_: Request<()>) -> Response<()> {
    Response::new(())
}

/// Handlers, arguments and parameters with the names of local variables in an expansion, and a static
/// and a constant with the names that they had.
mod names_of_locals {
    use ::facade::cors;
    use ::http::{Request, Response};

    #[allow(non_upper_case_globals, dead_code)]
    static response: u8 = 1;
    #[allow(non_upper_case_globals, dead_code)]
    const argument_0: u8 = 1;

    #[cors(crate = ::facade, origins = ["https://app.example.com"])]
    pub(super) fn __evaluation(_: Request<()>) -> Response<()> {
        Response::new(())
    }

    #[cors(crate = ::facade, origins = ["https://app.example.com"])]
    pub(super) fn __response(_: Request<()>) -> Response<()> {
        Response::new(())
    }

    #[cors(crate = ::facade, origins = ["https://app.example.com"])]
    pub(super) fn __argument_0(_: Request<()>, __argument_1: u8, __argument_0: u8) -> Response<u8> {
        Response::new(__argument_0 - __argument_1)
    }

    #[cors(crate = ::facade, origins = ["https://app.example.com"])]
    #[allow(non_upper_case_globals, non_camel_case_types)]
    pub(super) async fn parameters<__response, const __argument_0: u8, const __evaluation: u8>(
        _: Request<__response>,
    ) -> Response<u8> {
        Response::new(__argument_0 + __evaluation)
    }
}

/// Type parameters with the name of the handler.
mod type_parameters {
    use ::facade::cors;
    use ::http::{Request, Response};

    #[cors(crate = ::facade, origins = ["https://app.example.com"])]
    #[allow(non_camel_case_types)]
    pub(super) fn plain<plain>(_: Request<plain>) -> Response<()> {
        Response::new(())
    }

    pub(super) mod axum {
        use ::axum::extract::State;
        use ::facade::__private::{HasPolicy, LazyPolicy};
        use ::facade::axum::{cors, get};

        /// A policy that a caller could put in the place of the handler's.
        pub(in super::super) struct Other;

        impl HasPolicy for Other {
            fn lazy_policy() -> &'static LazyPolicy {
                static ANY: LazyPolicy = LazyPolicy::new(::facade::policy! { origins = ["*"] });
                &ANY
            }
        }

        #[cors(crate = ::facade, origins = ["https://app.example.com"])]
        #[allow(non_camel_case_types)]
        async fn show<show: 'static>(State(()): State<()>) -> &'static str {
            ::core::any::type_name::<show>()
        }

        pub(in super::super) fn routes() -> ::axum::routing::MethodRouter {
            ::std::convert::Into::into(get(show::<Other>))
        }
    }
}

/// A handler in the body of a handler of the same name: each has its own policy.
mod nested {
    use ::facade::cors;
    use ::http::{Request, Response};

    #[cors(crate = ::facade, origins = ["https://app.example.com"])]
    pub(super) fn show(request: Request<()>) -> Response<()> {
        #[cors(crate = ::facade, origins = ["https://other.example.com"], credentials)]
        fn show(_: Request<()>) -> Response<()> {
            Response::new(())
        }

        show(request)
    }
}

/// `cfg_attr` of an attribute that does not apply.
#[cors(crate = ::facade, origins = ["https://app.example.com"])]
#[cfg_attr(any(), cors(crate = ::facade, origins = ["https://other.example.com"]))]
fn second_attribute_is_off(_: Request<()>) -> Response<()> {
    Response::new(())
}

#[::core::prelude::v1::test]
fn expansions_are_hygienic() {
    use ::std::{assert, assert_eq};

    #[cors(crate = ::facade, origins = ["https://local.example.com"])]
    fn local(_: Request<()>) -> Response<()> {
        Response::new(())
    }

    let allowed = |origin: &str, handler: fn(Request<()>) -> Response<()>| {
        let request = Request::builder().header("origin", origin).body(());
        let response = handler(::std::result::Result::unwrap(request));
        response
            .headers()
            .contains_key("access-control-allow-origin")
    };
    assert!(allowed("https://app.example.com", no_prelude));
    assert!(allowed("https://x.example.com", no_prelude));
    assert!(allowed("https://a.example.com", from_macro));
    assert!(!allowed("https://b.example.com", from_macro));
    assert!(allowed("https://b.example.com", from_macro_too));
    assert!(allowed("https://x.c.example.com", by_name));
    assert!(allowed("https://x.example.com", from_patterns));
    assert!(!allowed("https://x.example.com", from_policy));
    assert!(!allowed("https://x.example.com", from_dev_patterns));
    assert!(allowed("https://app.example.com", through_a_re_export));
    assert!(allowed("https://local.example.com", local));
    assert_eq!(from_macro::policy().headers(), "x-a");
    assert_eq!(from_macro_too::policy().max_age(), "60");
    assert!(no_prelude_async::policy().allows(b"https://app.example.com"));
    ::std::mem::drop(no_prelude_async(Request::new(()), 1));
    let _ = axum_handlers::routes();

    assert!(allowed(
        "https://app.example.com",
        names_of_locals::__evaluation
    ));
    assert!(allowed(
        "https://app.example.com",
        names_of_locals::__response
    ));
    let arguments = names_of_locals::__argument_0(Request::new(()), 1, 8);
    assert_eq!(arguments.into_body(), 7);
    ::std::mem::drop(names_of_locals::parameters::<(), 1, 2>(Request::new(())));
    assert!(allowed(
        "https://app.example.com",
        type_parameters::plain::<()>
    ));
    assert!(!allowed(
        "https://other.example.com",
        type_parameters::plain::<()>
    ));
    assert!(allowed("https://app.example.com", nested::show));
    assert!(!allowed("https://other.example.com", nested::show));
    assert!(allowed("https://app.example.com", second_attribute_is_off));
}

/// A type parameter of the handler's name does not replace its policy.
#[::core::prelude::v1::test]
fn type_parameters_do_not_replace_the_policy() {
    use ::std::{assert, assert_eq, option::Option::Some};

    let request = Request::builder()
        .header("origin", "https://other.example.com")
        .body(::axum::body::Body::empty());
    let request = ::std::result::Result::unwrap(request);
    let app = ::axum::Router::new().route("/", type_parameters::axum::routes());
    let response = ::tower::ServiceExt::oneshot(app, request);
    let runtime = ::tokio::runtime::Builder::new_current_thread().build();
    let response = ::std::result::Result::unwrap(runtime).block_on(response);
    let response = ::std::result::Result::unwrap(response);
    let headers = response.headers();
    assert_eq!(
        headers.get("vary").map(::http::HeaderValue::as_bytes),
        Some(&b"Origin"[..])
    );
    assert!(!headers.contains_key("access-control-allow-origin"));
}
