extern crate facade as cors;

use cors::Policy;
use cors::tower::CorsLayer;

fn main() {
    let policy = Policy::builder()
        .origins(["https://app.example.com/"])
        .build();
    let _ = CorsLayer::fallback(policy);
}
