//! An application in modules, with state, tags, a handler for two methods, a generic handler and a handler
//! without a policy.

use axum::Router;
use utoipa::openapi::OpenApi;
use utoipa_axum::router::OpenApiRouter;

#[derive(Clone)]
pub(super) struct App {
    name: &'static str,
}

/// The handlers of another module, by their paths.
mod users {
    use axum::Json;
    use axum::extract::{Path, State};
    use cors::axum::cors;
    use serde::{Deserialize, Serialize};
    use utoipa::ToSchema;

    use super::App;

    #[derive(Serialize, Deserialize, ToSchema)]
    pub(super) struct User {
        name: String,
    }

    #[utoipa::path(method(put, patch), path = "/users/{id}", request_body = User, tag = "users")]
    #[cors(origins = ["https://app.example.com"], headers = ["content-type"], max_age = 600)]
    pub(super) async fn rename(
        State(app): State<App>,
        Path(id): Path<u64>,
        Json(user): Json<User>,
    ) -> String {
        format!("{id} is {} of {}", user.name, app.name)
    }

    pub(super) trait Repository: Clone + Send + Sync + 'static {
        fn names() -> Vec<String>;
    }

    #[utoipa::path(get, path = "/users", responses((status = 200, body = Vec<User>)), tag = "users")]
    #[cors(origins = ["*"])]
    pub(super) async fn list<R: Repository>() -> Json<Vec<User>> {
        let users = R::names().into_iter();
        Json(users.map(|name| User { name }).collect())
    }
}

#[derive(Clone)]
struct InMemory;

impl users::Repository for InMemory {
    fn names() -> Vec<String> {
        vec!["a".to_owned()]
    }
}

#[utoipa::path(get, path = "/health")]
async fn health() -> &'static str {
    "ok"
}

pub(super) fn app() -> (Router, OpenApi) {
    let users = OpenApiRouter::new()
        .routes(cors::axum::utoipa::routes!(users::rename))
        .routes(cors::axum::utoipa::routes!(users::list::<InMemory>))
        .routes(utoipa_axum::routes!(health));
    OpenApiRouter::new()
        .nest("/api", users)
        .with_state(App { name: "the state" })
        .split_for_parts()
}
