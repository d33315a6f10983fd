//! The recipe of gRPC-Web.

use cors::Policy;
use cors::tower::{Cors, CorsLayer};
use tonic_web::{GrpcWebLayer, GrpcWebService};
use tower::ServiceBuilder;

static API: Policy = cors::policy! {
    origins = ["https://app.example.com"],
    protocols = [grpc_web],
    max_age = 600,
};

/// `greeter` is a service of tonic, such as `GreeterServer::new(Greeter)`.
pub fn app<S>(greeter: S) -> Cors<GrpcWebService<S>> {
    ServiceBuilder::new()
        .layer(CorsLayer::new(&API))
        .layer(GrpcWebLayer::new())
        .service(greeter)
}
