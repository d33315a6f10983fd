//! Every form of handler that the axum integration accepts.

#![deny(warnings)]
#![allow(dead_code, missing_docs)]
// The handlers show forms of signatures; their own style does not matter here.
#![allow(clippy::all, clippy::pedantic)]

extern crate facade as cors;

use axum::Router;
use axum::extract::{FromRef, Json, Path, Query, Request, State};
use axum::http::{HeaderMap, Method, StatusCode, Uri};
use axum::response::IntoResponse;
use axum::routing::{MethodFilter, MethodRouter};
use cors::axum::{cors, delete, get, on, post};
use std::collections::HashMap;

#[derive(Clone)]
struct App {
    name: &'static str,
}

#[derive(Clone)]
struct Name(&'static str);

impl FromRef<App> for Name {
    fn from_ref(app: &App) -> Self {
        Name(app.name)
    }
}

trait Repository: Clone + Send + Sync + 'static {
    fn count(&self) -> usize;
}

impl Repository for App {
    fn count(&self) -> usize {
        self.name.len()
    }
}

#[cors(origins = ["*"])]
async fn nothing() {}

#[cors(origins = ["https://app.example.com"])]
async fn with_state(State(app): State<App>, State(Name(name)): State<Name>) -> String {
    format!("{} {name}", app.name)
}

#[cors(origins = ["https://app.example.com"])]
async fn generic<R: Repository, const N: usize>(State(repository): State<R>) -> String
where
    R: Sync,
{
    format!("{} {N}", repository.count())
}

#[cors(origins = ["https://app.example.com"], headers = ["content-type"])]
async fn fallible(
    Path(id): Path<u64>,
    Query(query): Query<HashMap<String, String>>,
    Json(names): Json<Vec<String>>,
) -> Result<impl IntoResponse, StatusCode> {
    if names.is_empty() {
        return Err(StatusCode::NOT_FOUND);
    }
    Ok((
        StatusCode::CREATED,
        format!("{id} {} {}", query.len(), names.len()),
    ))
}

#[cors(origins = ["https://app.example.com"])]
async fn opaque(_: impl axum::extract::FromRequestParts<App>) -> impl IntoResponse {
    "opaque"
}

/// The maximal number of extractors.
#[cors(origins = ["https://app.example.com"])]
#[allow(clippy::too_many_arguments)]
async fn sixteen(
    _: Method,
    _: Method,
    _: Method,
    _: Method,
    _: Method,
    _: Method,
    _: Method,
    _: Method,
    _: Uri,
    _: Uri,
    _: Uri,
    _: Uri,
    _: HeaderMap,
    _: HeaderMap,
    _: HeaderMap,
    request: Request,
) -> String {
    request.uri().to_string()
}

#[cors(origins = ["https://app.example.com"])]
async fn borrowing<'a>(name: &'a str, other: &str) -> &'a str {
    let _ = other;
    name
}

#[cors(origins = ["https://app.example.com"])]
#[cfg(any())]
async fn not_there() -> Missing {}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let app = App { name: "app" };
    let resource: MethodRouter<App> = get(with_state).put(fallible).delete(nothing).into();
    let _: Router = Router::new()
        .route("/", resource)
        .route("/generic", get(generic::<App, 3>).into())
        .route("/sixteen", post(sixteen).options(nothing).into())
        .route(
            "/on",
            on(MethodFilter::PUT.or(MethodFilter::PATCH), nothing).into(),
        )
        .route(
            "/delete",
            delete(nothing).head(nothing).patch(sixteen).into(),
        )
        .with_state(app.clone());

    // Annotated handlers can be called as functions.
    nothing().await;
    let _ = opaque(Method::GET).await.into_response();
    assert_eq!(generic::<App, 3>(State(app.clone())).await, "3 3");
    assert_eq!(
        with_state(State(app.clone()), State(Name("n"))).await,
        "app n"
    );
    assert_eq!(borrowing("a", "b").await, "a");
    assert!(
        fallible(Path(1), Query(HashMap::new()), Json(vec![]))
            .await
            .is_err()
    );
}
