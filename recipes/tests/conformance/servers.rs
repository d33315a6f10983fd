//! The servers on sockets: hyper with functions, and warp, salvo and tonic with a layer.

use std::collections::HashMap;
use std::convert::Infallible;
use std::io;

use axum::routing::any;
use cors::Policy;
use cors::tower::CorsLayer;
use http::HeaderMap;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use salvo::conn::{Acceptor, Listener};
use salvo::prelude::TowerLayerCompat;
use tokio::net::TcpListener;
use tonic::transport::server::TcpIncoming;
use tower::ServiceBuilder;
use warp::Filter;

use crate::case::Integration;
use crate::exchange::through_server;
use crate::policies::respond;
use crate::report::{Column, NoResponse};
use crate::spy;
use crate::wire::{Server, run, serve};

/// Starts the servers; each runs until the runtime ends.
pub(crate) async fn columns(policies: &[(&'static str, &'static Policy)]) -> Vec<Column<'static>> {
    let hyper = run(hyper).await;
    let mut servers = ["hyper", "warp", "salvo", "tonic"].map(|name| (name, HashMap::new()));
    for (name, policy) in policies {
        let layer = CorsLayer::new(*policy);
        let started = [
            hyper,
            warp(layer.clone()).await,
            salvo(layer.clone()).await,
            run(|listener| tonic(listener, layer)).await,
        ];
        for ((_, servers), server) in servers.iter_mut().zip(started) {
            servers.insert(*name, server);
        }
    }
    servers.map(|(name, servers)| column(name, servers)).into()
}

fn column(variant: &'static str, servers: HashMap<&'static str, Server>) -> Column<'static> {
    Column {
        // A server with one policy, which receives every request.
        integration: Integration::Tower,
        variant,
        respond: Box::new(move |case| {
            let response = through_server(servers[case.fixture].address, "", case);
            response.map_err(|error| NoResponse::Failed(format!("no response: {error}")))
        }),
        known_difference: |_| None,
    }
}

/// Serves the functions, as the recipe of hyper does.
async fn hyper(listener: TcpListener) -> io::Result<()> {
    loop {
        let (stream, _) = listener.accept().await?;
        let service = service_fn(async |request| Ok::<_, Infallible>(respond(request).await));
        let connection = http1::Builder::new().serve_connection(TokioIo::new(stream), service);
        tokio::spawn(connection);
    }
}

/// Serves a filter with the layer around it, as the recipe of warp does.
async fn warp(layer: CorsLayer) -> Server {
    let filter = warp::header::headers_cloned().map(|headers: HeaderMap| spy::respond(&headers));
    let service = warp::service(filter);
    serve(ServiceBuilder::new().layer(layer).service(service)).await
}

#[salvo::handler]
async fn respond_with_salvo(request: &mut salvo::Request, response: &mut salvo::Response) {
    let (parts, body) = spy::respond(request.headers()).into_parts();
    response.status_code(parts.status);
    *response.headers_mut() = parts.headers;
    response.write_body(body).expect("no body so far");
}

/// Serves a router with the layer around its service, as the recipe of salvo does.
async fn salvo(layer: CorsLayer) -> Server {
    let router = salvo::Router::with_path("{**path}").goal(respond_with_salvo);
    let service = salvo::Service::new(router).hoop(layer.compat());
    let listener = salvo::conn::TcpListener::new("127.0.0.1:0");
    let acceptor = listener.bind().await;
    let address = acceptor.holdings()[0].local_addr.clone();
    tokio::spawn(salvo::Server::new(acceptor).serve(service));
    let address = address.into_std().expect("an address of TCP");
    Server { address }
}

/// Serves a route with the layer of tonic's server. Browsers call it with HTTP/1.1, too.
async fn tonic(listener: TcpListener, layer: CorsLayer) -> io::Result<()> {
    let route = any(async |headers: HeaderMap| spy::respond(&headers));
    let routes = axum::Router::new().fallback_service(route);
    let server = tonic::transport::Server::builder()
        .accept_http1(true)
        .layer(layer)
        .add_routes(routes.into());
    let served = server.serve_with_incoming(TcpIncoming::from(listener));
    served.await.map_err(io::Error::other)
}
