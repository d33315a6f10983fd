extern crate facade as cors;

use cors::Policy;
use cors::tower::CorsLayer;

fn main() {
    let policy = Policy::builder().origins(["https://app.example.com"]);
    let _ = CorsLayer::new(policy);
}
