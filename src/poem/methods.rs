//! The handlers of a path, by their methods.

use std::fmt;
use std::future::{Future, ready};
use std::pin::Pin;
use std::sync::Arc;

use poem::endpoint::{DynEndpoint, ToDynEndpoint};
use poem::error::MethodNotAllowedError;
use poem::http::Method;
use poem::{Endpoint, Request, Response, Result};

/// The handlers of a path by their methods, without policies: the endpoint that middleware of the path is
/// around.
#[derive(Default)]
pub struct Methods(pub(super) Vec<Mounted>);

pub(super) struct Mounted {
    pub(super) method: Method,
    pub(super) endpoint: SharedEndpoint,
    pub(super) has_policy: bool,
}

pub(super) type SharedEndpoint = Arc<dyn DynEndpoint<Output = Response>>;

pub(super) fn share(endpoint: impl Endpoint<Output = Response> + 'static) -> SharedEndpoint {
    Arc::new(ToDynEndpoint(endpoint))
}

type BoxFuture<'e> = Pin<Box<dyn Future<Output = Result<Response>> + Send + 'e>>;

impl Methods {
    /// Returns the handler for a method, and whether it is that for `GET` in place of one for `HEAD`, as in
    /// poem.
    fn find(&self, method: &Method) -> Option<(&Mounted, bool)> {
        let find = |method: &Method| self.0.iter().find(|mounted| mounted.method == *method);
        match find(method) {
            None if *method == Method::HEAD => find(&Method::GET).map(|mounted| (mounted, true)),
            found => found.map(|mounted| (mounted, false)),
        }
    }

    pub(super) fn is_plain(&self, method: &Method) -> bool {
        let found = self.find(method);
        found.is_some_and(|(mounted, _)| !mounted.has_policy)
    }

    /// Calls the handler. Requests are large, and each future between this one and that of the handler
    /// would copy them.
    pub(super) fn call_boxed(&self, mut request: Request) -> BoxFuture<'_> {
        match self.find(request.method()) {
            None => Box::pin(ready(Err(MethodNotAllowedError.into()))),
            Some((mounted, false)) => DynEndpoint::call(&*mounted.endpoint, request),
            Some((mounted, true)) => {
                request.set_method(Method::GET);
                let future = DynEndpoint::call(&*mounted.endpoint, request);
                Box::pin(async {
                    let mut response = future.await?;
                    response.set_body(());
                    Ok(response)
                })
            }
        }
    }
}

impl Endpoint for Methods {
    type Output = Response;

    fn call(&self, request: Request) -> impl Future<Output = Result<Response>> + Send {
        self.call_boxed(request)
    }
}

impl fmt::Debug for Methods {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let methods = self.0.iter().map(|mounted| &mounted.method);
        f.debug_list().entries(methods).finish()
    }
}
