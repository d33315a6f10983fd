//! Typed paths of `axum-extra`.

use axum_extra::routing::TypedPath;

use super::routes::Routes;
use super::routing::{delete, get, head, options, patch, post, put};
use super::service::IntoRoute;

/// The arguments of a handler of which the first is the typed path `P`, an `Option<P>` or a `Result<P, _>`.
pub trait FirstArgument<P> {}

// The bound of the implementations lets the compiler choose among them.
macro_rules! first_argument {
    ($($other:ident)*) => {
        impl<P: TypedPath, $($other),*> FirstArgument<P> for (P, $($other,)*) {}
        impl<P: TypedPath, $($other),*> FirstArgument<P> for (Option<P>, $($other,)*) {}
        impl<P: TypedPath, E, $($other),*> FirstArgument<P> for (Result<P, E>, $($other,)*) {}
    };
}

first_argument!();
first_argument!(T2);
first_argument!(T2 T3);
first_argument!(T2 T3 T4);
first_argument!(T2 T3 T4 T5);
first_argument!(T2 T3 T4 T5 T6);
first_argument!(T2 T3 T4 T5 T6 T7);
first_argument!(T2 T3 T4 T5 T6 T7 T8);
first_argument!(T2 T3 T4 T5 T6 T7 T8 T9);
first_argument!(T2 T3 T4 T5 T6 T7 T8 T9 T10);
first_argument!(T2 T3 T4 T5 T6 T7 T8 T9 T10 T11);
first_argument!(T2 T3 T4 T5 T6 T7 T8 T9 T10 T11 T12);
first_argument!(T2 T3 T4 T5 T6 T7 T8 T9 T10 T11 T12 T13);
first_argument!(T2 T3 T4 T5 T6 T7 T8 T9 T10 T11 T12 T13 T14);
first_argument!(T2 T3 T4 T5 T6 T7 T8 T9 T10 T11 T12 T13 T14 T15);
first_argument!(T2 T3 T4 T5 T6 T7 T8 T9 T10 T11 T12 T13 T14 T15 T16);

macro_rules! typed {
    ($(#[$attr:meta])* $typed:ident, $method:ident) => {
        $(#[$attr])*
        ///
        /// # Panics
        ///
        /// See [`Routes::route`].
        #[cfg_attr(docsrs, doc(cfg(feature = "axum-extra")))]
        #[track_caller]
        pub fn $typed<H, T, M, P>(self, handler: H) -> Self
        where
            H: IntoRoute<S, T, M>,
            T: FirstArgument<P>,
            P: TypedPath,
        {
            self.route(P::PATH, $method(handler))
        }
    };
}

impl<S> Routes<S>
where
    S: Clone + Send + Sync + 'static,
{
    typed! {
        /// Routes `GET` requests to `handler`. Its first argument is the [`TypedPath`] of the route. It is the
        /// counterpart of `RouterExt::typed_get` of `axum-extra`.
        ///
        /// Middleware between CORS and a handler needs the path in full: `.route(NotePath::PATH,
        /// get(show).layer(…))`.
        ///
        /// ```ignore
        /// use axum::Router;
        /// use axum_extra::routing::{RouterExt, TypedPath};
        /// use cors::axum::{Routes, cors};
        /// use serde::Deserialize;
        ///
        /// #[derive(TypedPath, Deserialize)]
        /// #[typed_path("/notes/{id}")]
        /// struct NotePath {
        ///     id: u64,
        /// }
        ///
        /// #[derive(TypedPath)]
        /// #[typed_path("/health")]
        /// struct HealthPath;
        ///
        /// #[cors(origins = ["*"])]
        /// async fn show(NotePath { id }: NotePath) -> String {
        ///     format!("note {id}")
        /// }
        ///
        /// #[cors(origins = ["https://app.example.com"], headers = ["content-type"])]
        /// async fn save(path: NotePath, text: String) -> String {
        ///     format!("{path} is {text}")
        /// }
        ///
        /// async fn health(_: HealthPath) -> &'static str {
        ///     "ok"
        /// }
        ///
        /// pub fn app() -> Router {
        ///     Router::new()
        ///         .merge(Routes::new().typed_get(show).typed_put(save))
        ///         .typed_get(health)
        /// }
        /// ```
        typed_get, get
    }

    typed! {
        /// Routes `HEAD` requests to `handler`, like [`typed_get`](Self::typed_get).
        typed_head, head
    }

    typed! {
        /// Routes `POST` requests to `handler`, like [`typed_get`](Self::typed_get).
        typed_post, post
    }

    typed! {
        /// Routes `PUT` requests to `handler`, like [`typed_get`](Self::typed_get).
        typed_put, put
    }

    typed! {
        /// Routes `PATCH` requests to `handler`, like [`typed_get`](Self::typed_get).
        typed_patch, patch
    }

    typed! {
        /// Routes `DELETE` requests to `handler`, like [`typed_get`](Self::typed_get).
        typed_delete, delete
    }

    typed! {
        /// Routes `OPTIONS` requests except preflights to `handler`, like [`typed_get`](Self::typed_get).
        typed_options, options
    }
}
