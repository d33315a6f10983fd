extern crate facade as cors;

use cors::Policy;
use cors::tower::CorsLayer;

fn layer(policy: &Policy) -> CorsLayer {
    CorsLayer::new(policy)
}

fn main() {}
