//! `axum-extra`: `Routes::typed_get` beside `RouterExt::typed_get`.

mod example;

use axum::Router;
use axum::extract::State;
use axum_extra::routing::TypedPath;
use cors::axum::{Routes, cors};
use cors_browser::Fetch;
use serde::Deserialize;

use crate::documented::assert_example_of;
use crate::support::{API, APP, EVIL, preflight, read};

#[test]
fn documentation_has_the_example() {
    let module = include_str!("../../../../src/axum/typed.rs");
    assert_example_of(module, include_str!("example.rs"));
}

#[tokio::test]
async fn handlers_of_a_typed_path_answer_their_own_preflights() {
    let app = example::app();
    let url = format!("{API}/notes/7");
    let save = || Fetch::put(&url).json("1");
    let saved = Some((200, "/notes/7 is 1".to_owned()));
    assert_eq!(read(&app, APP, save()).await, saved);
    assert_eq!(read(&app, EVIL, save()).await, None);
    let note = Some((200, "note 7".to_owned()));
    assert_eq!(read(&app, EVIL, Fetch::get(&url)).await, note);
    let health = Fetch::get(format!("{API}/health"));
    assert_eq!(read(&app, APP, health).await, None);
    assert_eq!(preflight(&app, "PUT", "/notes/7", EVIL).await.status(), 403);
}

#[derive(TypedPath, Deserialize)]
#[typed_path("/items/{id}")]
struct ItemPath {
    id: u64,
}

/// Handlers that respond with their name, the path and the state.
macro_rules! handlers {
    ($($name:ident)*) => {
        $(
            #[cors(origins = ["https://app.example.com"])]
            async fn $name(path: ItemPath, State(state): State<&'static str>) -> String {
                format!("{} {} {state}", stringify!($name), path.id)
            }
        )*
    };
}

handlers!(get post put patch delete options);

#[tokio::test]
async fn every_method_has_a_typed_route() {
    let routes = Routes::new()
        .typed_get(get)
        .typed_post(post)
        .typed_put(put)
        .typed_patch(patch)
        .typed_delete(delete)
        .typed_options(options);
    let app: Router = Router::from(routes).with_state("of the state");
    for method in ["get", "post", "put", "patch", "delete", "options"] {
        let upper = method.to_uppercase();
        let response = preflight(&app, &upper, "/items/7", APP).await;
        assert_eq!(response.status(), 204, "{method}");
        let fetch = Fetch::new(upper, format!("{API}/items/7"));
        let answer = Some((200, format!("{method} 7 of the state")));
        assert_eq!(read(&app, APP, fetch).await, answer);
    }
}

#[cors(origins = ["https://app.example.com"])]
async fn head(path: ItemPath) {
    assert_eq!(path.id, 7);
}

#[cors(origins = ["https://app.example.com"])]
async fn fallible(path: Result<ItemPath, axum::extract::rejection::PathRejection>) -> String {
    path.map_or_else(
        |error| error.status().to_string(),
        |path| path.id.to_string(),
    )
}

#[tokio::test]
async fn path_may_be_invalid() {
    let routes = Routes::new().typed_head(head).typed_get(fallible);
    let app: Router = routes.into();
    let fetch = |id| Fetch::get(format!("{API}/items/{id}"));
    assert_eq!(
        read(&app, APP, fetch("7")).await,
        Some((200, "7".to_owned()))
    );
    let rejected = Some((200, "400 Bad Request".to_owned()));
    assert_eq!(read(&app, APP, fetch("x")).await, rejected);
    let head = Fetch::head(format!("{API}/items/7"));
    assert_eq!(read(&app, APP, head).await, Some((200, String::new())));
}
