//! The recipe of GraphQL.

use async_graphql::{EmptyMutation, EmptySubscription, Object, Schema};
use async_graphql_axum::{GraphQLRequest, GraphQLResponse};
use axum::Router;
use axum::extract::State;
use cors::axum::{cors, post};

struct Query;

#[Object]
impl Query {
    async fn greeting(&self, name: String) -> String {
        format!("hello {name}")
    }
}

type Api = Schema<Query, EmptyMutation, EmptySubscription>;

#[cors(
    origins = ["https://app.example.com"],
    credentials,
    headers = ["content-type"],
    max_age = 600,
    enforce,
)]
async fn graphql(State(api): State<Api>, request: GraphQLRequest) -> GraphQLResponse {
    api.execute(request.into_inner()).await.into()
}

pub fn app() -> Router {
    Router::new()
        .route("/graphql", post(graphql).into())
        .with_state(Schema::new(Query, EmptyMutation, EmptySubscription))
}
