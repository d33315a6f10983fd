//! Annotated handlers of several paths.

use std::collections::BTreeMap;
use std::fmt;

use axum::Router;

use super::method_router::CorsMethodRouter;

/// Annotated handlers by path, in which a path may occur several times. `.into()` converts it into a
/// [`Router`], and [`Router::merge`] and [`Router::nest`] take it.
///
/// It is for programs that mount the handlers of a path in several places. A
/// [`Router`] panics there with "Handler for `OPTIONS /notes` already exists", because the handlers that are
/// mounted together respond to their preflights together.
///
/// ```
/// use axum::Router;
/// use cors::axum::Routes;
///
/// mod public {
///     use cors::axum::{Routes, cors, get};
///
///     #[cors(origins = ["*"])]
///     async fn list() -> &'static str {
///         "notes"
///     }
///
///     pub fn routes() -> Routes {
///         Routes::new().route("/notes", get(list))
///     }
/// }
///
/// mod admin {
///     use cors::axum::{Routes, cors, delete, post};
///
///     #[cors(origins = ["https://admin.example.com"], credentials)]
///     async fn create() {}
///
///     #[cors(origins = ["https://admin.example.com"], credentials)]
///     async fn clear() {}
///
///     pub fn routes() -> Routes {
///         Routes::new().route("/notes", post(create)).route("/notes", delete(clear))
///     }
/// }
///
/// let app: Router = Router::new().nest("/api", public::routes().merge(admin::routes()).into());
/// ```
#[must_use = "routes do nothing until they are converted into a `Router`"]
pub struct Routes<S = ()> {
    paths: BTreeMap<String, CorsMethodRouter<S>>,
}

impl<S> Routes<S>
where
    S: Clone + Send + Sync + 'static,
{
    /// Creates a list without routes.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds handlers to a path, which has the form of [`Router::route`].
    ///
    /// # Panics
    ///
    /// If the path already has a handler for one of the methods.
    #[track_caller]
    pub fn route(mut self, path: &str, handlers: CorsMethodRouter<S>) -> Self {
        let handlers = match self.paths.remove(path) {
            None => handlers,
            Some(earlier) => {
                if let Some(method) = earlier.conflict(&handlers) {
                    panic!("`{path}` already has a handler for {method}");
                }
                earlier.merge(handlers)
            }
        };
        self.paths.insert(path.to_owned(), handlers);
        self
    }

    /// Adds all handlers of another list.
    ///
    /// # Panics
    ///
    /// If both have a handler for the same path and method.
    #[track_caller]
    pub fn merge(mut self, other: Self) -> Self {
        for (path, handlers) in other.paths {
            self = self.route(&path, handlers);
        }
        self
    }
}

impl<S> From<Routes<S>> for Router<S>
where
    S: Clone + Send + Sync + 'static,
{
    fn from(routes: Routes<S>) -> Self {
        let paths = routes.paths.into_iter();
        paths.fold(Router::new(), |router, (path, handlers)| {
            router.route(&path, handlers.into())
        })
    }
}

impl<S> Default for Routes<S> {
    fn default() -> Self {
        Self {
            paths: BTreeMap::new(),
        }
    }
}

impl<S> fmt::Debug for Routes<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(&self.paths).finish()
    }
}
