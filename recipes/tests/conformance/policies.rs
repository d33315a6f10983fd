//! The policies of the table, by their names and on functions.

use cors::Policy;
use http::{Request, Response};

macro_rules! policies {
    ($(
        $(#[$_about:meta])*
        $name:ident $_path:literal on $_route:tt
        { $($policy:tt)* } and { $($of_function:tt)* }
    )+) => {
        $(
            mod $name {
                use http::{Request, Response};

                #[cors::cors($($policy)*, $($of_function)*)]
                pub(super) async fn respond<B>(request: Request<B>) -> Response<String> {
                    crate::spy::respond(request.headers())
                }
            }
        )+

        /// Returns every policy with its name.
        pub(crate) fn policies() -> Vec<(&'static str, &'static Policy)> {
            vec![$((stringify!($name), $name::respond::policy())),+]
        }

        /// Responds by the function with the policy that the path names.
        pub(crate) async fn respond<B>(request: Request<B>) -> Response<String> {
            match request.uri().path().trim_start_matches('/') {
                $(stringify!($name) => $name::respond(request).await,)+
                path => panic!("no policy: {path}"),
            }
        }
    };
}

crate::table::every_fixture!(policies);
