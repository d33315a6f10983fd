//! The host and the path that a source of origins receives, in routers that remove prefixes.

use facade::{OriginSource, Policy, RequestTarget};

const APP: &str = "https://app.example.com";
const HOST: &str = "acme.test:8443";
const PATH: &str = "/api/v1/notes/a%2Fb";
/// The path with a query, which a source does not see.
const URI: &str = "/api/v1/notes/a%2Fb?at=/other";

/// A source that allows one origin at one host and path.
struct Only(&'static str);

impl OriginSource for Only {
    fn allows(&self, _: &str) -> bool {
        false
    }

    fn allows_for(&self, origin: &str, target: &RequestTarget<'_>) -> bool {
        origin == APP
            && target.host() == Some("acme.test")
            && target.authority() == Some(HOST)
            && target.path() == self.0
    }
}

static WHOLE: Only = Only(PATH);
static STRIPPED: Only = Only("/notes/a%2Fb");
static API: Policy = facade::policy! { crate = facade, origins_from = WHOLE };
static INNER: Policy = facade::policy! { crate = facade, origins_from = STRIPPED };

mod in_axum {
    use axum::Router;
    use axum::body::Body;
    use axum::extract::Request;
    use axum::middleware::{Next, from_fn};
    use axum::routing::MethodRouter;
    use facade::Policy;
    use facade::axum::{cors, delete, options};
    use facade::tower::CorsLayer;
    use tower::ServiceExt;

    use super::{API, APP, HOST, INNER, URI};

    #[cors(crate = facade, policy = API)]
    async fn read() {}

    #[cors(crate = facade, origins = ["https://admin.example.com"])]
    async fn remove() {}

    async fn pass(request: Request, next: Next) -> axum::response::Response {
        next.run(request).await
    }

    /// Returns whether the app allows the origin in a response to `method`, or in a preflight for it.
    async fn allows(app: &Router, method: &str, host: &str, requested: Option<&str>) -> bool {
        let request = Request::builder().method(method).uri(URI);
        let mut request = request.header("origin", APP).header("host", host);
        if let Some(method) = requested {
            request = request.header("access-control-request-method", method);
        }
        let request = request.body(Body::empty()).expect("a request");
        let Ok(response) = app.clone().oneshot(request).await;
        let allowed = response.headers().get("access-control-allow-origin");
        allowed.is_some_and(|allowed| allowed == APP)
    }

    fn nested(routes: MethodRouter) -> Router {
        let inner = Router::new().route("/notes/{note}", routes);
        Router::new().nest("/api", Router::new().nest("/v1", inner))
    }

    #[tokio::test]
    async fn annotated_handler_in_a_nested_router_sees_the_whole_path() {
        // The handler with the source is not the first, so selecting its policy depends on the path.
        let layered = || delete(remove).layer(from_fn(pass)).get(read).into();
        let with_options = || options(remove).get(read).into();
        for app in [
            nested(delete(remove).get(read).into()),
            nested(layered()),
            nested(with_options()),
        ] {
            assert!(allows(&app, "GET", HOST, None).await);
            // Also for the selection of a policy where no handler has the method.
            for requested in ["GET", "HEAD", "PUT"] {
                assert!(allows(&app, "OPTIONS", HOST, Some(requested)).await);
            }
            // A 405.
            assert!(allows(&app, "PATCH", HOST, None).await);
            assert!(!allows(&app, "GET", "acme.test", None).await);
            assert!(!allows(&app, "OPTIONS", "acme.test", Some("GET")).await);
            assert!(!allows(&app, "OPTIONS", "acme.test", Some("PUT")).await);
        }
    }

    #[tokio::test]
    async fn layer_sees_the_path_at_its_place() {
        let routes = |policy: &'static Policy| {
            let inner = Router::new().route("/notes/{note}", axum::routing::get(async || ()));
            let inner = inner.layer(CorsLayer::new(policy));
            Router::new().nest("/api", Router::new().nest("/v1", inner))
        };
        let outside = Router::new().fallback(async || ());
        let outside = outside.layer(CorsLayer::new(&API));
        for (app, expected) in [
            (routes(&API), false),
            (routes(&INNER), true),
            (outside, true),
        ] {
            assert_eq!(allows(&app, "GET", HOST, None).await, expected);
            assert_eq!(allows(&app, "OPTIONS", HOST, Some("GET")).await, expected);
        }
    }
}

#[actix_web::test]
async fn actix_handler_in_a_scope_sees_the_whole_path() {
    use actix_web::test::{TestRequest, call_service, init_service};
    use actix_web::{App, get, web};
    use facade::actix::cors;

    #[cors(crate = facade, policy = API)]
    #[get("/notes/{note}")]
    async fn read() -> &'static str {
        ""
    }

    let scopes = web::scope("/api").service(web::scope("/v1").service(read));
    let app = init_service(App::new().service(scopes)).await;
    for (host, expected) in [(HOST, true), ("acme.test", false)] {
        let request = |request: TestRequest| {
            let request = request.insert_header(("origin", APP));
            request.insert_header(("host", host)).to_request()
        };
        let preflight = TestRequest::with_uri(URI)
            .method(actix_web::http::Method::OPTIONS)
            .insert_header(("access-control-request-method", "GET"));
        for request in [request(TestRequest::get().uri(URI)), request(preflight)] {
            let response = call_service(&app, request).await;
            let headers = response.headers();
            assert_eq!(
                headers.contains_key("access-control-allow-origin"),
                expected
            );
        }
    }
}

mod in_rocket {
    use facade::rocket::{cors, routes};
    use rocket::config::{Config, LogLevel};
    use rocket::get;
    use rocket::http::{Header, Method};
    use rocket::local::blocking::Client;

    use super::{API, APP, HOST, URI};

    #[cors(crate = facade, policy = API)]
    #[get("/notes/<_note>")]
    fn read(_note: &str) {}

    #[test]
    fn handler_sees_the_path_with_its_base() {
        let quiet = Config {
            log_level: LogLevel::Off,
            ..Config::debug_default()
        };
        let rocket = rocket::custom(quiet).attach(routes![read].at("/api/v1"));
        let client = Client::untracked(rocket).expect("the Rocket ignites");
        for (host, expected) in [(HOST, true), ("acme.test", false)] {
            for method in [Method::Get, Method::Options] {
                let mut request = client.req(method, URI);
                request.add_header(Header::new("Origin", APP));
                request.add_header(Header::new("Host", host));
                if method == Method::Options {
                    request.add_header(Header::new("Access-Control-Request-Method", "GET"));
                }
                let response = request.dispatch();
                let allowed = response.headers().get_one("Access-Control-Allow-Origin");
                assert_eq!(allowed.is_some(), expected, "{method} {host}");
            }
        }
    }
}
