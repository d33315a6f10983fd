//! tower: the layer around plain services, served by hyper, and around axum's routes.

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

use super::served::{Served, listen, run};
use crate::case::Door;
use crate::fixtures::Subject;
use crate::spy::{answer, mark};

const LACKS: &str = "around a whole service there is one policy, and no route";

type Boxed = BoxCloneSyncService<Request, Response, Infallible>;

pub(super) fn serve(subjects: &[Subject]) -> Vec<Served> {
    // What is a function too is one policy with methods; the others are for what a function has not.
    let subjects: Vec<&Subject> = subjects
        .iter()
        .filter(|one| !one.functions.is_empty() || ["socket", "streamed"].contains(&one.name))
        .collect();
    let names: Vec<_> = subjects.iter().map(|subject| subject.name).collect();
    let column = |way, address| Served {
        door: Door::Tower,
        way,
        address,
        base: String::new(),
        subjects: names.clone(),
        lacks: LACKS,
        exception: Served::NONE,
    };

    let (listener, of_services) = listen();
    let each = subjects.iter().map(|subject| service(subject));
    let each: HashMap<&'static str, Boxed> = names.iter().copied().zip(each).collect();
    run(async move || {
        let listener = tokio::net::TcpListener::from_std(listener)?;
        loop {
            let (stream, _) = listener.accept().await?;
            let each = each.clone();
            let service = service_fn(move |request: hyper::Request<_>| {
                let name = request.uri().path().trim_start_matches('/');
                let service = each.get(name).expect("a row names a subject").clone();
                service.oneshot(request.map(Body::new))
            });
            let connection = http1::Builder::new()
                .serve_connection(TokioIo::new(stream), TowerToHyperService::new(service))
                .with_upgrades();
            tokio::spawn(connection);
        }
    });

    let (listener, of_router) = listen();
    let router = subjects.iter().fold(Router::new(), |router, subject| {
        router.merge(route(subject))
    });
    run(async || {
        let listener = tokio::net::TcpListener::from_std(listener)?;
        axum::serve(listener, router).await
    });
    vec![column("tower", of_services), column("router", of_router)]
}

fn layer(subject: &Subject) -> CorsLayer {
    CorsLayer::new(subject.endpoints[0].policy)
}

fn service(subject: &Subject) -> Boxed {
    let name = subject.name;
    let inside = service_fn(async move |request| Ok::<_, Infallible>(inside(name, request).await));
    let service = layer(subject).layer(inside);
    BoxCloneSyncService::new(service.map_response(IntoResponse::into_response))
}

fn route(subject: &Subject) -> Router {
    let name = subject.name;
    Router::new()
        .route(
            &format!("/{name}"),
            any(move |request| inside(name, request)),
        )
        .layer(layer(subject))
}

/// The handler, which knows nothing of CORS.
async fn inside(subject: &'static str, request: Request) -> Response {
    match subject {
        "socket" => {
            mark("handler");
            match WebSocketUpgrade::from_request(request, &()).await {
                Ok(handshake) => handshake.on_upgrade(async |_| {}),
                Err(rejection) => rejection.into_response(),
            }
        }
        "streamed" => {
            mark("handler");
            let pieces = ["one, ", "two, ", "three"].map(Ok::<_, Infallible>);
            let body = Body::from_stream(tokio_stream::iter(pieces));
            body.into_response()
        }
        _ => answer(request.headers()).into_response(),
    }
}
