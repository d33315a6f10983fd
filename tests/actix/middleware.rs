//! Middleware inside and outside of CORS, and [`Cors`] itself as middleware.

use std::future::{Ready, ready};
use std::sync::Arc;
use std::sync::Mutex;
use std::task::{Context, Poll, Waker};

use actix_web::body::MessageBody;
use actix_web::dev::{Service, ServiceRequest, ServiceResponse, Transform};
use actix_web::http::header;
use actix_web::middleware::{DefaultHeaders, Next, from_fn};
use actix_web::test::{TestRequest, init_service};
use actix_web::{App, Error, HttpResponse, error, get, web};
use facade::Policy;
use facade::actix::{Cors, ErrorWithCors, cors};

use crate::support::{ADMIN, APP, EVIL, preflight, request, send};

const ORIGIN: &str = "allow-origin";
const REQUESTED_METHOD: &str = "Access-Control-Request-Method";

/// Fails with 401 unless the request has a cookie, which a preflight never has.
pub(crate) async fn signed_in(
    request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    if request.headers().contains_key("cookie") {
        next.call(request).await
    } else {
        Err(error::ErrorUnauthorized("sign in"))
    }
}

/// Middleware like [`signed_in`] that returns a response instead of an error.
async fn signed_in_too(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse, Error> {
    if request.headers().contains_key("cookie") {
        Ok(next.call(request).await?.map_into_boxed_body())
    } else {
        let response = HttpResponse::Unauthorized()
            .insert_header(("access-control-allow-origin", "*"))
            .body("sign in too");
        Ok(request.into_response(response))
    }
}

/// The order in which requests reached middleware.
static ORDER: Mutex<Vec<&str>> = Mutex::new(Vec::new());

fn marking() -> DefaultHeaders {
    DefaultHeaders::new().add(("x-inner", "1"))
}

async fn mark(
    request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    if let Ok(mut order) = ORDER.lock() {
        order.push("wrap");
    }
    next.call(request).await
}

#[cors(crate = facade, origins = ["https://app.example.com"], credentials)]
#[get("/account", wrap = "from_fn(signed_in)", wrap = "marking()")]
async fn account() -> &'static str {
    "yours"
}

#[cors(crate = facade, origins = ["https://app.example.com"])]
#[get(
    "/account_too",
    wrap = "from_fn(signed_in_too)",
    wrap = "from_fn(mark)"
)]
async fn account_too() -> &'static str {
    "yours too"
}

#[actix_web::test]
async fn attribute_middleware_is_inside_of_cors() {
    let app = init_service(App::new().service(account).service(account_too)).await;
    let allowed = [("allow-credentials", "true"), (ORIGIN, APP)];

    // A preflight without a cookie gets its response, and does not reach the middleware.
    let response = send(&app, preflight("GET", "/account", APP)).await;
    response.assert(204, allowed, ["Origin", REQUESTED_METHOD]);
    assert_eq!(response.header("x-inner"), None);
    let response = send(&app, preflight("GET", "/account_too", APP)).await;
    response.assert(204, [(ORIGIN, APP)], ["Origin", REQUESTED_METHOD]);
    assert_eq!(*ORDER.lock().unwrap(), [""; 0]);

    // Errors and responses of the middleware have CORS headers.
    let denied = send(&app, request("GET", "/account", APP)).await;
    denied.assert(401, allowed, ["Origin"]);
    assert_eq!(denied.body, "sign in");
    send(&app, request("GET", "/account", EVIL))
        .await
        .assert(401, [], ["Origin"]);
    let denied = send(&app, request("GET", "/account_too", APP)).await;
    denied.assert(401, [(ORIGIN, APP)], ["Origin"]);
    assert_eq!(denied.body, "sign in too");

    let signed_in = request("GET", "/account", APP).insert_header(("cookie", "a=b"));
    let signed_in = send(&app, signed_in).await;
    signed_in.assert(200, allowed, ["Origin"]);
    assert_eq!(
        (signed_in.body.as_str(), signed_in.header("x-inner")),
        ("yours", Some("1"))
    );
    assert_eq!(*ORDER.lock().unwrap(), ["wrap"]);
}

/// Middleware of a scope is outside of CORS and rejects preflights, as the documentation warns.
#[actix_web::test]
async fn scope_middleware_is_outside_of_cors() {
    let scope = web::scope("/api").wrap(from_fn(signed_in)).service(account);
    let app = init_service(App::new().service(scope)).await;
    send(&app, preflight("GET", "/api/account", APP))
        .await
        .assert(401, [], []);
    let signed_in = request("GET", "/api/account", APP).insert_header(("cookie", "a=b"));
    assert_eq!(send(&app, signed_in).await.allowed(), Some(APP));
}

#[actix_web::test]
async fn error_with_cors_keeps_the_original_error() {
    let app = init_service(App::new().service(account)).await;
    let failed = app.call(request("GET", "/account", APP).to_request()).await;
    let Err(error) = failed else {
        panic!("the middleware fails with an error");
    };
    let passed: &ErrorWithCors = error.as_error().expect("an error with CORS headers");
    assert_eq!(error.to_string(), "sign in");
    assert_eq!(format!("{error:?}"), format!("{:?}", passed.error()));
    assert_eq!(error.as_response_error().status_code(), 401);
    // However and however often the error is converted to a response.
    for response in [
        error.error_response(),
        error.as_response_error().error_response(),
        HttpResponse::from_error(error),
    ] {
        let headers = response.headers();
        assert_eq!(headers.get("access-control-allow-origin").unwrap(), APP);
        assert_eq!(headers.get_all("vary").count(), 1);
    }
}

static API: Policy = facade::policy! {
    origins = ["https://app.example.com"],
    credentials,
    methods = ["PUT"],
    headers = ["content-type"],
};

/// An app without CORS handlers, including a handler that sets CORS headers.
#[actix_web::test]
async fn app_middleware_covers_every_response() {
    let app = App::new()
        .route("/put", web::put().to(async || "put"))
        .route(
            "/sets-cors-headers",
            web::get().to(async || {
                HttpResponse::Ok()
                    .insert_header(("access-control-allow-origin", "*"))
                    .finish()
            }),
        )
        .service(
            web::scope("/in")
                .wrap(from_fn(signed_in))
                .route("/get", web::get().to(async || "get")),
        )
        .wrap(Cors::new(&API));
    let app = init_service(app).await;
    let allowed = [("allow-credentials", "true"), (ORIGIN, APP)];
    let listed = [
        ("allow-credentials", "true"),
        ("allow-headers", "content-type"),
        ("allow-methods", "PUT"),
        (ORIGIN, APP),
    ];
    for path in ["/put", "/in/get", "/nowhere"] {
        send(&app, preflight("PUT", path, APP))
            .await
            .assert(204, listed, ["Origin"]);
        send(&app, preflight("PUT", path, ADMIN))
            .await
            .assert(403, [], ["Origin"]);
    }
    for (method, path, status) in [
        ("PUT", "/put", 200),
        ("GET", "/put", 404),
        ("GET", "/sets-cors-headers", 200),
        ("GET", "/in/get", 401),
        ("GET", "/nowhere", 404),
        ("OPTIONS", "/nowhere", 404),
    ] {
        send(&app, request(method, path, APP))
            .await
            .assert(status, allowed, ["Origin"]);
        send(&app, request(method, path, EVIL))
            .await
            .assert(status, [], ["Origin"]);
    }
}

#[actix_web::test]
async fn policy_may_be_static_owned_or_shared_for_any_service() {
    let built = || {
        let policy = Policy::builder()
            .origins(["https://app.example.com"])
            .build();
        policy.expect("a valid policy")
    };
    let shared = Arc::new(built());
    let ok = || web::get().to(async || "ok");
    let app = App::new()
        .service(
            web::scope("/static")
                .wrap(Cors::new(&API))
                .route("/x", ok()),
        )
        .service(
            web::scope("/owned")
                .wrap(Cors::new(built()))
                .route("/x", ok()),
        )
        .service(
            web::resource("/shared/x")
                .wrap(Cors::new(Arc::clone(&shared)))
                .route(ok()),
        );
    let app = init_service(app).await;
    for path in ["/static/x", "/owned/x", "/shared/x"] {
        assert_eq!(
            send(&app, preflight("GET", path, APP)).await.status,
            204,
            "{path}"
        );
        let response = send(&app, request("GET", path, APP)).await;
        assert_eq!(
            (response.allowed(), response.body.as_str()),
            (Some(APP), "ok"),
            "{path}"
        );
        assert_eq!(
            send(&app, request("GET", path, EVIL)).await.allowed(),
            None,
            "{path}"
        );
    }
    assert_eq!(
        send(&app, request("GET", "/unknown", APP)).await.vary,
        [""; 0]
    );
}

/// A clone of the request must not exist during a preflight: the router needs exclusive access.
#[actix_web::test]
async fn nested_middleware_does_not_clone_the_request() {
    let app = App::new()
        .service(web::scope("/a").wrap(Cors::fallback(&API)).service(
            web::scope("/{b}").wrap(Cors::new(&API)).route(
                "/{c}",
                web::get().to(async |path: web::Path<(String, String)>| format!("{path:?}")),
            ),
        ))
        .wrap(Cors::fallback(&API))
        .wrap(DefaultHeaders::new().add((header::SERVER, "test")));
    let app = init_service(app).await;
    let response = send(&app, request("GET", "/a/b/c", APP)).await;
    response.assert(
        200,
        [("allow-credentials", "true"), (ORIGIN, APP)],
        ["Origin"],
    );
    assert!(
        response.body.contains("(\"b\", \"c\")"),
        "{}",
        response.body
    );
    let preflight = TestRequest::with_uri("/a/b/c");
    assert_eq!(send(&app, preflight).await.status, 200);
}

/// A service with a fixed readiness.
struct Busy {
    is_ready: bool,
}

impl Service<ServiceRequest> for Busy {
    type Response = ServiceResponse;
    type Error = Error;
    type Future = Ready<Result<ServiceResponse, Error>>;

    fn poll_ready(&self, _: &mut Context<'_>) -> Poll<Result<(), Error>> {
        if self.is_ready {
            Poll::Ready(Ok(()))
        } else {
            Poll::Pending
        }
    }

    fn call(&self, request: ServiceRequest) -> Self::Future {
        ready(Ok(request.into_response(HttpResponse::Ok())))
    }
}

#[actix_web::test]
async fn readiness_comes_from_the_inner_service() {
    for is_ready in [true, false] {
        let middleware = Cors::new(&API).new_transform(Busy { is_ready }).await;
        let middleware = middleware.expect("a service");
        let polled = middleware.poll_ready(&mut Context::from_waker(Waker::noop()));
        assert_eq!(polled.is_ready(), is_ready);
    }
}
