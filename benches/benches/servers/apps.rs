//! The apps that are served: a single route, `/`, that returns a line of text.

use axum::Router;
use axum::routing::get;
use cors_benches::case::origin;
use cors_benches::policies;
use http::HeaderValue;
use tower_http::cors::{AllowOrigin, CorsLayer};

/// An app.
pub struct App {
    /// The number of origins, or `no-cors`.
    pub case: &'static str,
    /// The implementation.
    pub name: &'static str,
    /// The origin of the requests, which is the last of the list.
    pub origin: String,
    /// Builds the router.
    pub router: fn() -> Router,
}

impl App {
    /// Returns whether the app has this case and name.
    pub fn is(&self, case: &str, name: &str) -> bool {
        self.case == case && self.name == name
    }

    /// Returns whether responses have CORS headers.
    pub fn has_cors(&self) -> bool {
        self.case != "no-cors"
    }
}

/// Returns all apps.
pub fn all() -> Vec<App> {
    let app = |case, name, many: usize, router| App {
        case,
        name,
        origin: origin(many - 1),
        router,
    };
    vec![
        app("no-cors", "no-cors-axum", 1, plain),
        app("1-origin", "cors-axum", 1, || {
            Router::new().route("/", cors::axum::get(hello_1).into())
        }),
        app("1-origin", "cors-axum-layer", 1, || {
            plain().layer(cors::tower::CorsLayer::new(&policies::EXACT_1))
        }),
        app("1-origin", "tower-http-axum", 1, || {
            plain().layer(tower_http(1))
        }),
        app("1000-origins", "cors-axum", 1_000, || {
            Router::new().route("/", cors::axum::get(hello_1000).into())
        }),
        app("1000-origins", "cors-axum-layer", 1_000, || {
            plain().layer(cors::tower::CorsLayer::new(&policies::EXACT_1000))
        }),
        app("1000-origins", "tower-http-axum", 1_000, || {
            plain().layer(tower_http(1_000))
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

fn tower_http(many: usize) -> CorsLayer {
    let value = |index| HeaderValue::from_str(&origin(index)).expect("a value");
    CorsLayer::new().allow_origin(AllowOrigin::list((0..many).map(value)))
}
