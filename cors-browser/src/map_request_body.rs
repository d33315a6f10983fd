use std::task::{Context, Poll};

use http::Request;
use tower_service::Service;

use crate::body::Body;

/// Adapts a service of requests with the body `B`, so that a page can fetch from it.
///
/// ```
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), cors_browser::Blocked> {
/// use cors_browser::{Browser, Fetch, map_request_body};
/// use http::{Request, Response};
///
/// let service = tower::service_fn(async |request: Request<String>| {
///     let response = Response::builder().header("access-control-allow-origin", "*");
///     response.body(request.into_body())
/// });
///
/// let page = Browser::spec().open("https://app.example.com");
/// let post = Fetch::post("https://api.example.com/echo").text("hello");
/// let response = page.fetch(&mut map_request_body(service), post).await?;
/// assert_eq!(response.text(), "hello");
/// # Ok(())
/// # }
/// ```
pub fn map_request_body<S, B>(service: S) -> MapRequestBody<S, B>
where
    S: Service<Request<B>>,
    B: From<Body>,
{
    let map = |request: Request<Body>| request.map(B::from);
    MapRequestBody { service, map }
}

/// A service of requests with the body [`Body`], from [`map_request_body`].
#[derive(Clone, Debug)]
pub struct MapRequestBody<S, B> {
    service: S,
    map: fn(Request<Body>) -> Request<B>,
}

impl<S: Service<Request<B>>, B> Service<Request<Body>> for MapRequestBody<S, B> {
    type Response = S::Response;
    type Error = S::Error;
    type Future = S::Future;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        self.service.poll_ready(cx)
    }

    fn call(&mut self, request: Request<Body>) -> S::Future {
        self.service.call((self.map)(request))
    }
}
