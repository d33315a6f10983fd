//! The tower servers: the layer around plain services, served by hyper, and around axum routes.

use std::collections::HashMap;
use std::convert::Infallible;

use axum::Router;
use axum::body::Body;
use axum::extract::{FromRequest, Request, WebSocketUpgrade};
use axum::response::{IntoResponse, Response};
use axum::routing::any;
use facade::tower::CorsLayer;
use hyper::server::conn::http1;
use hyper_util::rt::TokioIo;
use hyper_util::service::TowerToHyperService;
use tower::util::BoxCloneSyncService;
use tower::{Layer, ServiceExt, service_fn};

use super::server::{Server, listen, spawn_server};
use crate::case::Integration;
use crate::fixtures::Fixture;
use crate::spy::{record, respond};

const MISSING: &str = "a layer has one policy and no routes";

type Boxed = BoxCloneSyncService<Request, Response, Infallible>;

pub(super) fn serve(fixtures: &[Fixture]) -> Vec<Server> {
    // Fixtures with a function variant have one policy with methods; `socket` and `streamed` have
    // one policy too.
    let fixtures: Vec<&Fixture> = fixtures
        .iter()
        .filter(|one| !one.functions.is_empty() || ["socket", "streamed"].contains(&one.name))
        .collect();
    let names: Vec<_> = fixtures.iter().map(|fixture| fixture.name).collect();
    let column = |variant, address| Server {
        integration: Integration::Tower,
        variant,
        address,
        base: String::new(),
        fixtures: names.clone(),
        missing_reason: MISSING,
        known_difference: Server::NONE,
    };

    let (listener, services_address) = listen();
    let services = fixtures.iter().map(|fixture| service(fixture));
    let services: HashMap<&'static str, Boxed> = names.iter().copied().zip(services).collect();
    spawn_server(async move || {
        let listener = tokio::net::TcpListener::from_std(listener)?;
        loop {
            let (stream, _) = listener.accept().await?;
            let services = services.clone();
            let service = service_fn(move |request: hyper::Request<_>| {
                let name = request.uri().path().trim_start_matches('/');
                let service = services.get(name).expect("a case names a fixture").clone();
                service.oneshot(request.map(Body::new))
            });
            let connection = http1::Builder::new()
                .serve_connection(TokioIo::new(stream), TowerToHyperService::new(service))
                .with_upgrades();
            tokio::spawn(connection);
        }
    });

    let (listener, router_address) = listen();
    let router = fixtures.iter().fold(Router::new(), |router, fixture| {
        router.merge(route(fixture))
    });
    spawn_server(async || {
        let listener = tokio::net::TcpListener::from_std(listener)?;
        axum::serve(listener, router).await
    });
    vec![
        column("tower", services_address),
        column("router", router_address),
    ]
}

fn layer(fixture: &Fixture) -> CorsLayer {
    CorsLayer::new(fixture.endpoints[0].policy)
}

fn service(fixture: &Fixture) -> Boxed {
    let name = fixture.name;
    let inner = service_fn(async move |request| Ok::<_, Infallible>(inner(name, request).await));
    let service = layer(fixture).layer(inner);
    BoxCloneSyncService::new(service.map_response(IntoResponse::into_response))
}

fn route(fixture: &Fixture) -> Router {
    let name = fixture.name;
    Router::new()
        .route(
            &format!("/{name}"),
            any(move |request| inner(name, request)),
        )
        .layer(layer(fixture))
}

/// The inner service, which does not know about CORS.
async fn inner(fixture: &'static str, request: Request) -> Response {
    match fixture {
        "socket" => {
            record("handler");
            match WebSocketUpgrade::from_request(request, &()).await {
                Ok(handshake) => handshake.on_upgrade(async |_| {}),
                Err(rejection) => rejection.into_response(),
            }
        }
        "streamed" => {
            record("handler");
            let pieces = ["one, ", "two, ", "three"].map(Ok::<_, Infallible>);
            let body = Body::from_stream(tokio_stream::iter(pieces));
            body.into_response()
        }
        _ => respond(request.headers()).into_response(),
    }
}
