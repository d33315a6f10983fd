//! Servers on loopback: what they send, and pages that fetch from them.

use std::error::Error;
use std::io;
use std::net::SocketAddr;
use std::pin::Pin;
use std::task::{Context, Poll};

use cors_browser::{Body, Browser, Fetch, FetchResponse};
use http::{Request, Response, header};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper_util::rt::TokioIo;
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tower::{Service, ServiceExt};

type BoxError = Box<dyn Error + Send + Sync>;

/// A server as a service: each request has a connection of its own.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Server {
    pub(crate) address: SocketAddr,
}

/// Runs a program that takes its listener.
pub(crate) async fn run<F>(program: impl FnOnce(TcpListener) -> F) -> Server
where
    F: Future<Output = io::Result<()>> + Send + 'static,
{
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address");
    tokio::spawn(program(listener));
    Server { address }
}

/// Serves a service of any framework by hyper.
pub(crate) async fn serve<S, B>(service: S) -> Server
where
    S: Service<Request<Incoming>, Response = Response<B>> + Clone + Send + 'static,
    S::Future: Send,
    S::Error: Into<BoxError>,
    B: hyper::body::Body + Send + 'static,
    B::Data: Send,
    B::Error: Into<BoxError>,
{
    run(async move |listener| {
        loop {
            let (stream, _) = listener.accept().await?;
            let service = TowerToHyperService::new(service.clone());
            let connection = http1::Builder::new().serve_connection(TokioIo::new(stream), service);
            tokio::spawn(connection.with_upgrades());
        }
    })
    .await
}

impl Server {
    /// Returns the status and the CORS headers of the response to a preflight.
    pub(crate) async fn preflight(self, method: &str, path: &str, origin: &str) -> Vec<String> {
        let request = Request::options(path).header("access-control-request-method", method);
        self.send(request.header("origin", origin), "").await
    }

    /// Returns the status and the CORS headers of the response to a `GET`.
    pub(crate) async fn get(self, path: &str, origin: &str) -> Vec<String> {
        let request = Request::get(path).header("origin", origin);
        self.send(request, "").await
    }

    /// Returns the status and the CORS headers of the response to a request.
    pub(crate) async fn send(self, request: http::request::Builder, body: &str) -> Vec<String> {
        let request = request.header("host", "api.example.com");
        let request = request.body(Body::from(body.to_owned())).expect("valid");
        let response = self.oneshot(request).await.expect("a response");
        let mut headers: Vec<_> = response
            .headers()
            .iter()
            .filter(|(name, _)| {
                *name == header::VARY || name.as_str().starts_with("access-control-")
            })
            .map(|(name, value)| format!("{name}: {}", value.to_str().expect("ASCII")))
            .collect();
        headers.sort();
        headers.insert(0, response.status().as_str().to_owned());
        headers
    }

    /// Returns what a page reads; `None` if the browser blocks it.
    pub(crate) async fn read(mut self, page: &str, fetch: Fetch) -> Option<FetchResponse> {
        let page = Browser::spec().open(page);
        page.fetch(&mut self, fetch).await.ok()
    }
}

impl Service<Request<Body>> for Server {
    type Response = Response<Incoming>;
    type Error = BoxError;
    type Future = Pin<Box<dyn Future<Output = Result<Self::Response, BoxError>> + Send>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, mut request: Request<Body>) -> Self::Future {
        let address = self.address;
        Box::pin(async move {
            // A client sends the path, and the authority in `Host`.
            let path = request.uri().path_and_query().map(ToString::to_string);
            *request.uri_mut() = path.unwrap_or_default().parse()?;
            let stream = TokioIo::new(TcpStream::connect(address).await?);
            let (mut client, connection) = hyper::client::conn::http1::handshake(stream).await?;
            tokio::spawn(connection);
            Ok(client.send_request(request).await?)
        })
    }
}
