//! What is served: one route, `/`, that answers a line of text.

use axum::Router;
use axum::routing::get;
use cors_benches::case::origin;
use cors_benches::policies;
use http::HeaderValue;
use tower_http::cors::{AllowOrigin, CorsLayer};

/// A server.
pub struct Implementation {
    /// How many origins there are, or that there is no CORS.
    pub case: &'static str,
    /// AllowedOrigins CORS it is.
    pub name: &'static str,
    /// The origin of the requests: the last one of the list.
    pub origin: String,
    /// Its router.
    pub router: fn() -> Router,
}

impl Implementation {
    /// Whether it is called that.
    pub fn is(&self, case: &str, name: &str) -> bool {
        self.case == case && self.name == name
    }

    /// Whether its responses have to say who may read them.
    pub fn has_cors(&self) -> bool {
        self.case != "no-cors"
    }
}

/// All servers.
pub fn all() -> Vec<Implementation> {
    let one = |case, name, many: usize, router| Implementation {
        case,
        name,
        origin: origin(many - 1),
        router,
    };
    vec![
        one("no-cors", "no-cors-axum", 1, plain),
        one("1-origin", "cors-axum", 1, || {
            Router::new().route("/", cors::axum::get(hello_1).into())
        }),
        one("1-origin", "cors-axum-layer", 1, || {
            plain().layer(cors::tower::CorsLayer::new(&policies::EXACT_1))
        }),
        one("1-origin", "tower-http-axum", 1, || plain().layer(peer(1))),
        one("1000-origins", "cors-axum", 1_000, || {
            Router::new().route("/", cors::axum::get(hello_1000).into())
        }),
        one("1000-origins", "cors-axum-layer", 1_000, || {
            plain().layer(cors::tower::CorsLayer::new(&policies::EXACT_1000))
        }),
        one("1000-origins", "tower-http-axum", 1_000, || {
            plain().layer(peer(1_000))
        }),
    ]
}

const HELLO: &str = "hello, world";

async fn hello() -> &'static str {
    HELLO
}

#[cors::axum::cors(policy = policies::EXACT_1)]
async fn hello_1() -> &'static str {
    HELLO
}

#[cors::axum::cors(policy = policies::EXACT_1000)]
async fn hello_1000() -> &'static str {
    HELLO
}

fn plain() -> Router {
    Router::new().route("/", get(hello))
}

fn peer(many: usize) -> CorsLayer {
    let value = |at| HeaderValue::from_str(&origin(at)).expect("a value");
    CorsLayer::new().allow_origin(AllowOrigin::list((0..many).map(value)))
}
