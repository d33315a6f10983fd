//! `get`, `put` and the others: a resource with its first handler, and with its next.
//!
//! Written out, not generated: what a compile error quotes of them is what its reader sees.

use axum::routing::MethodFilter;

use super::mounted::Mountable;
use super::resource::Resource;

/// A resource with `handler` for the methods of `filter`.
///
/// ```
/// use axum::routing::{MethodFilter, MethodRouter};
/// use cors::axum::{cors, on};
///
/// #[cors(origins = ["https://app.example.com"])]
/// async fn store() {}
///
/// let resource: MethodRouter = on(MethodFilter::PUT.or(MethodFilter::PATCH), store).into();
/// ```
pub fn on<H, Arguments, M, S>(filter: MethodFilter, handler: H) -> Resource<S>
where
    H: Mountable<S, Arguments, M>,
    S: Clone + Send + Sync + 'static,
{
    Resource::empty().on(filter, handler)
}

/// A resource with `handler` for `GET`, and for `HEAD` where that has no handler of its own.
///
/// ```
/// use axum::routing::MethodRouter;
/// use cors::axum::{cors, get};
///
/// #[cors(origins = ["https://app.example.com"])]
/// async fn handler() {}
///
/// let resource: MethodRouter = get(handler).into();
/// ```
pub fn get<H, Arguments, M, S>(handler: H) -> Resource<S>
where
    H: Mountable<S, Arguments, M>,
    S: Clone + Send + Sync + 'static,
{
    on(MethodFilter::GET, handler)
}

/// A resource with `handler` for `HEAD`.
///
/// ```
/// use axum::routing::MethodRouter;
/// use cors::axum::{cors, head};
///
/// #[cors(origins = ["https://app.example.com"])]
/// async fn handler() {}
///
/// let resource: MethodRouter = head(handler).into();
/// ```
pub fn head<H, Arguments, M, S>(handler: H) -> Resource<S>
where
    H: Mountable<S, Arguments, M>,
    S: Clone + Send + Sync + 'static,
{
    on(MethodFilter::HEAD, handler)
}

/// A resource with `handler` for `POST`.
///
/// ```
/// use axum::routing::MethodRouter;
/// use cors::axum::{cors, post};
///
/// #[cors(origins = ["https://app.example.com"])]
/// async fn handler() {}
///
/// let resource: MethodRouter = post(handler).into();
/// ```
pub fn post<H, Arguments, M, S>(handler: H) -> Resource<S>
where
    H: Mountable<S, Arguments, M>,
    S: Clone + Send + Sync + 'static,
{
    on(MethodFilter::POST, handler)
}

/// A resource with `handler` for `PUT`.
///
/// ```
/// use axum::routing::MethodRouter;
/// use cors::axum::{cors, put};
///
/// #[cors(origins = ["https://app.example.com"])]
/// async fn handler() {}
///
/// let resource: MethodRouter = put(handler).into();
/// ```
pub fn put<H, Arguments, M, S>(handler: H) -> Resource<S>
where
    H: Mountable<S, Arguments, M>,
    S: Clone + Send + Sync + 'static,
{
    on(MethodFilter::PUT, handler)
}

/// A resource with `handler` for `PATCH`.
///
/// ```
/// use axum::routing::MethodRouter;
/// use cors::axum::{cors, patch};
///
/// #[cors(origins = ["https://app.example.com"])]
/// async fn handler() {}
///
/// let resource: MethodRouter = patch(handler).into();
/// ```
pub fn patch<H, Arguments, M, S>(handler: H) -> Resource<S>
where
    H: Mountable<S, Arguments, M>,
    S: Clone + Send + Sync + 'static,
{
    on(MethodFilter::PATCH, handler)
}

/// A resource with `handler` for `DELETE`.
///
/// ```
/// use axum::routing::MethodRouter;
/// use cors::axum::{cors, delete};
///
/// #[cors(origins = ["https://app.example.com"])]
/// async fn handler() {}
///
/// let resource: MethodRouter = delete(handler).into();
/// ```
pub fn delete<H, Arguments, M, S>(handler: H) -> Resource<S>
where
    H: Mountable<S, Arguments, M>,
    S: Clone + Send + Sync + 'static,
{
    on(MethodFilter::DELETE, handler)
}

/// A resource with `handler` for `OPTIONS`: for those requests that are no preflights.
///
/// ```
/// use axum::routing::MethodRouter;
/// use cors::axum::{cors, options};
///
/// #[cors(origins = ["https://app.example.com"])]
/// async fn handler() {}
///
/// let resource: MethodRouter = options(handler).into();
/// ```
pub fn options<H, Arguments, M, S>(handler: H) -> Resource<S>
where
    H: Mountable<S, Arguments, M>,
    S: Clone + Send + Sync + 'static,
{
    on(MethodFilter::OPTIONS, handler)
}

/// The next handler of a resource.
///
/// # Panics
///
/// As axum's own, while the routes are put together: if the resource has a handler for the method
/// already.
///
/// ```
/// use axum::routing::MethodRouter;
/// use cors::axum::{cors, get};
///
/// #[cors(origins = ["*"])]
/// async fn read() {}
///
/// #[cors(origins = ["https://app.example.com"], credentials)]
/// async fn write() {}
///
/// let resource: MethodRouter = get(read).put(write).into();
/// ```
impl<S> Resource<S>
where
    S: Clone + Send + Sync + 'static,
{
    /// Mounts `handler` for `GET`, and for `HEAD` where that has no handler of its own.
    ///
    /// # Panics
    ///
    /// As [`Resource::on`].
    pub fn get<H, Arguments, M>(self, handler: H) -> Self
    where
        H: Mountable<S, Arguments, M>,
    {
        self.on(MethodFilter::GET, handler)
    }

    /// Mounts `handler` for `HEAD`.
    ///
    /// # Panics
    ///
    /// As [`Resource::on`].
    pub fn head<H, Arguments, M>(self, handler: H) -> Self
    where
        H: Mountable<S, Arguments, M>,
    {
        self.on(MethodFilter::HEAD, handler)
    }

    /// Mounts `handler` for `POST`.
    ///
    /// # Panics
    ///
    /// As [`Resource::on`].
    pub fn post<H, Arguments, M>(self, handler: H) -> Self
    where
        H: Mountable<S, Arguments, M>,
    {
        self.on(MethodFilter::POST, handler)
    }

    /// Mounts `handler` for `PUT`.
    ///
    /// # Panics
    ///
    /// As [`Resource::on`].
    pub fn put<H, Arguments, M>(self, handler: H) -> Self
    where
        H: Mountable<S, Arguments, M>,
    {
        self.on(MethodFilter::PUT, handler)
    }

    /// Mounts `handler` for `PATCH`.
    ///
    /// # Panics
    ///
    /// As [`Resource::on`].
    pub fn patch<H, Arguments, M>(self, handler: H) -> Self
    where
        H: Mountable<S, Arguments, M>,
    {
        self.on(MethodFilter::PATCH, handler)
    }

    /// Mounts `handler` for `DELETE`.
    ///
    /// # Panics
    ///
    /// As [`Resource::on`].
    pub fn delete<H, Arguments, M>(self, handler: H) -> Self
    where
        H: Mountable<S, Arguments, M>,
    {
        self.on(MethodFilter::DELETE, handler)
    }

    /// Mounts `handler` for `OPTIONS`: for those requests that are no preflights.
    ///
    /// # Panics
    ///
    /// As [`Resource::on`].
    pub fn options<H, Arguments, M>(self, handler: H) -> Self
    where
        H: Mountable<S, Arguments, M>,
    {
        self.on(MethodFilter::OPTIONS, handler)
    }
}
