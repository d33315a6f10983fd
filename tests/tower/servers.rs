//! The layer with the servers it is made for, over real sockets.

use std::convert::Infallible;
use std::future::{Ready, ready};
use std::net::{Ipv4Addr, SocketAddr};
use std::task::{Context, Poll};

use axum::Router;
use axum::body::Bytes;
use axum::routing;
use cors_tests::raw_http;
use facade::tower::CorsLayer;
use http::{HeaderValue, Request, Response};
use http_body_util::{BodyExt, Full};
use hyper::body::Incoming;
use hyper_util::rt::{TokioExecutor, TokioIo};
use hyper_util::server::conn::auto;
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tonic::transport::server::TcpIncoming;
use tower::{Layer, Service, service_fn};

use crate::support::{ACTUAL, API, APP, DENIED, EVIL, PREFLIGHT, cors, get};

async fn listen() -> (TcpListener, SocketAddr) {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await;
    let listener = listener.expect("there is a port");
    let address = listener.local_addr().expect("it has an address");
    (listener, address)
}

/// Returns status, CORS headers and body.
async fn send(server: SocketAddr, request: raw_http::Request) -> (u16, Vec<String>, String) {
    let response = tokio::task::spawn_blocking(move || raw_http::exchange(server, &request));
    let response = response.await.expect("no panic").expect("a response");
    let lines = response.headers.iter().filter_map(|(name, value)| {
        let short = name.strip_prefix("access-control-");
        let short = short.or((name == "vary").then_some("vary"))?;
        Some(format!("{short}: {}", value.escape_ascii()))
    });
    let body = String::from_utf8_lossy(&response.body).into_owned();
    (response.status, lines.collect(), body)
}

fn request(method: &str, path: &str, origin: &str) -> raw_http::Request {
    raw_http::Request::new(method, path).header("origin", origin.as_bytes())
}

/// Sends two preflights and two actual requests, and asserts responses that are equal with every
/// server. `body` is the body of the actual responses.
async fn assert_responses(server: SocketAddr, path: &str, body: &str) {
    let owned = |lines: &[&str]| -> Vec<String> {
        let lines = lines.iter().map(|line| (*line).to_owned());
        lines.collect()
    };
    for (origin, status, lines) in [(APP, 204, &PREFLIGHT[..]), (EVIL, 403, &DENIED)] {
        let preflight = request("OPTIONS", path, origin);
        let preflight = preflight.header("access-control-request-method", b"PUT");
        let seen = send(server, preflight.body(b"")).await;
        assert_eq!(seen, (status, owned(lines), String::new()));
    }
    for (origin, lines) in [(APP, &ACTUAL[..]), (EVIL, &DENIED)] {
        let request = request("POST", path, origin).body(b"echoed");
        let seen = send(server, request).await;
        assert_eq!(seen, (200, owned(lines), body.to_owned()));
    }
}

#[tokio::test]
async fn layer_works_with_axum() {
    for layer in [CorsLayer::new(&API), CorsLayer::fallback(&API)] {
        let (listener, server) = listen().await;
        let app = Router::new().route("/users", routing::post("axum's"));
        let app = app.layer(layer);
        let serving = tokio::spawn(async { axum::serve(listener, app).await });
        assert_responses(server, "/users", "axum's").await;
        let (status, lines, _) = send(server, request("GET", "/unknown", APP).body(b"")).await;
        assert_eq!((status, lines.len()), (404, ACTUAL.len()));
        serving.abort();
    }
}

/// An echo service. `Incoming` has no public constructor for an empty body.
async fn echo(request: Request<Incoming>) -> Result<Response<Incoming>, Infallible> {
    Ok(Response::new(request.into_body()))
}

#[tokio::test]
async fn layer_works_with_hyper() {
    for layer in [CorsLayer::new(&API), CorsLayer::fallback(&API)] {
        let (listener, server) = listen().await;
        let service = TowerToHyperService::new(layer.layer(service_fn(echo)));
        let serving = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let service = service.clone();
                tokio::spawn(async {
                    let server = auto::Builder::new(TokioExecutor::new());
                    server.serve_connection(TokioIo::new(stream), service).await
                });
            }
        });
        assert_responses(server, "/", "echoed").await;
        serving.abort();
    }
}

/// A service as a gRPC code generator writes it.
#[derive(Clone)]
struct Greeter;

impl Service<Request<tonic::body::Body>> for Greeter {
    type Response = Response<tonic::body::Body>;
    type Error = Infallible;
    type Future = Ready<Result<Self::Response, Infallible>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request<tonic::body::Body>) -> Self::Future {
        ready(Ok(if request.uri().path() == "/greet.Greeter/Greet" {
            let status = [("grpc-status", "0")];
            let status = status.map(|(name, value)| {
                let name = http::HeaderName::from_static(name);
                (name, HeaderValue::from_static(value))
            });
            let trailers = ready(Some(Ok(status.into_iter().collect())));
            let body = Full::from("tonic's").with_trailers(trailers);
            let mut response = Response::new(tonic::body::Body::new(body));
            let grpc = HeaderValue::from_static("application/grpc");
            response.headers_mut().insert("content-type", grpc);
            response
        } else {
            tonic::Status::unimplemented("").into_http()
        }))
    }
}

/// HTTP/1.1 as pages use it, and HTTP/2 as gRPC clients use it.
#[tokio::test]
async fn layer_works_with_tonic() {
    for layer in [CorsLayer::new(&API), CorsLayer::fallback(&API)] {
        let (listener, server) = listen().await;
        let serving = tokio::spawn(async {
            tonic::transport::Server::builder()
                .accept_http1(true)
                .layer(layer)
                .serve_with_incoming(Greeter, TcpIncoming::from(listener))
                .await
        });
        assert_responses(server, "/unknown", "").await;

        let stream = TcpStream::connect(server).await.expect("it listens");
        let (mut client, connection) =
            hyper::client::conn::http2::handshake(TokioExecutor::new(), TokioIo::new(stream))
                .await
                .expect("it speaks HTTP/2");
        tokio::spawn(connection);
        let address = format!("http://{server}/greet.Greeter/Greet");
        let mut request = get::<Full<Bytes>>(&address, APP);
        *request.method_mut() = http::Method::POST;
        request.headers_mut().remove("host");
        let response = client.send_request(request).await.expect("a response");
        assert_eq!(cors(response.headers()), ACTUAL);
        let body = response.into_body().collect().await.expect("a body");
        let status = body
            .trailers()
            .map(|trailers| trailers["grpc-status"].clone());
        assert_eq!(status, Some(HeaderValue::from_static("0")));
        assert_eq!(body.to_bytes(), "tonic's");
        serving.abort();
    }
}
