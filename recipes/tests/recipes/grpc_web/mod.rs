//! `protocols = [grpc_web]`: a service of tonic, called by tonic's client in a page.

mod example;

use std::convert::Infallible;
use std::time::Duration;

use bytes::{Buf, BufMut, Bytes};
use cors_browser::{Blocked, Browser, Fetch};
use http_body_util::{BodyExt, Full};
use tonic::codec::{Codec, DecodeBuf, Decoder, EncodeBuf, Encoder};
use tonic::{Code, Request, Response, Status};
use tonic_web::{GrpcWebCall, GrpcWebClientLayer};
use tower::{Layer, service_fn};

use crate::documented::assert_recipe;
use crate::support::{APP, EVIL};
use crate::wire::{Server, serve};

#[test]
fn guide_has_the_example() {
    assert_recipe("gRPC-Web", include_str!("example.rs"));
}

/// Messages that are text. A generated service has the messages of its `.proto` file.
#[derive(Debug, Clone, Copy)]
struct TextCodec;

impl Codec for TextCodec {
    type Encode = String;
    type Decode = String;
    type Encoder = Self;
    type Decoder = Self;

    fn encoder(&mut self) -> Self {
        *self
    }

    fn decoder(&mut self) -> Self {
        *self
    }
}

impl Encoder for TextCodec {
    type Item = String;
    type Error = Status;

    fn encode(&mut self, item: String, buffer: &mut EncodeBuf<'_>) -> Result<(), Status> {
        buffer.put_slice(item.as_bytes());
        Ok(())
    }
}

impl Decoder for TextCodec {
    type Item = String;
    type Error = Status;

    fn decode(&mut self, buffer: &mut DecodeBuf<'_>) -> Result<Option<String>, Status> {
        let bytes = buffer.copy_to_bytes(buffer.remaining());
        let text = String::from_utf8(bytes.into());
        text.map(Some)
            .map_err(|_| Status::invalid_argument("not UTF-8"))
    }
}

async fn greet(name: Request<String>) -> Result<Response<String>, Status> {
    match name.into_inner().as_str() {
        "" => Err(Status::invalid_argument("a name is missing")),
        name => Ok(Response::new(format!("hello {name}"))),
    }
}

async fn greeter(
    request: http::Request<tonic::body::Body>,
) -> Result<http::Response<tonic::body::Body>, Infallible> {
    let mut grpc = tonic::server::Grpc::new(TextCodec);
    Ok(grpc.unary(service_fn(greet), request).await)
}

async fn server() -> Server {
    serve(example::app(service_fn(greeter))).await
}

/// Sends a request of tonic's client by `fetch()`, with the headers that the clients in browsers add.
async fn fetch(
    mut server: Server,
    page: &str,
    request: http::Request<GrpcWebCall<tonic::body::Body>>,
) -> Result<http::Response<Full<Bytes>>, Blocked> {
    let page = Browser::spec().open(page);
    let (parts, body) = request.into_parts();
    let mut fetch = Fetch::new(parts.method.as_str(), parts.uri.to_string())
        .header("x-grpc-web", "1")
        .header("x-user-agent", "recipe");
    for (name, value) in &parts.headers {
        fetch = fetch.header(name.as_str(), value.to_str().expect("ASCII"));
    }
    let body = body.collect().await.expect("a body in memory");
    let fetch = fetch.bytes(body.to_bytes());
    let response = page.fetch(&mut server, fetch).await?;
    let mut converted = http::Response::new(Full::new(response.body));
    *converted.status_mut() = http::StatusCode::from_u16(response.status).expect("a status");
    *converted.headers_mut() = response.headers;
    Ok(converted)
}

async fn call(page: &'static str, name: &str) -> Result<String, Status> {
    let server = server().await;
    let client =
        GrpcWebClientLayer::new().layer(service_fn(move |request| fetch(server, page, request)));
    let origin = "https://api.example.com".parse().expect("valid");
    let mut client = tonic::client::Grpc::with_origin(client, origin);
    let mut request = Request::new(name.to_owned());
    request.set_timeout(Duration::from_secs(5));
    let path = "/greeter.Greeter/Greet".parse().expect("valid");
    let response = client.unary(request, path, TextCodec).await?;
    Ok(response.into_inner())
}

#[tokio::test]
async fn page_calls_the_service() {
    assert_eq!(call(APP, "Ada").await.expect("a response"), "hello Ada");

    // The status is in response headers, which the policy exposes.
    let status = call(APP, "").await.expect_err("no name");
    assert_eq!(
        (status.code(), status.message()),
        (Code::InvalidArgument, "a name is missing")
    );

    let status = call(EVIL, "Ada").await.expect_err("blocked");
    assert_eq!(status.code(), Code::Unknown);
}

#[tokio::test]
async fn headers_are_those_of_the_protocol() {
    let server = server().await;
    let path = "/greeter.Greeter/Greet";
    assert_eq!(
        server.preflight("POST", path, APP).await,
        [
            "204",
            "access-control-allow-headers: content-type,grpc-timeout,x-grpc-web,x-user-agent",
            "access-control-allow-origin: https://app.example.com",
            "access-control-max-age: 600",
            "vary: Origin",
        ]
    );
    assert_eq!(
        server.preflight("POST", path, EVIL).await,
        ["403", "vary: Origin"]
    );
    let post = |origin| {
        http::Request::post(path)
            .header("origin", origin)
            .header("content-type", "application/grpc-web+proto")
    };
    let frame = "\0\0\0\0\u{3}Ada";
    assert_eq!(
        server.send(post(APP), frame).await,
        [
            "200",
            "access-control-allow-origin: https://app.example.com",
            "access-control-expose-headers: grpc-message,grpc-status,grpc-status-details-bin",
            "vary: Origin",
        ]
    );
    assert_eq!(
        server.send(post(EVIL), frame).await,
        ["200", "vary: Origin"]
    );
}
