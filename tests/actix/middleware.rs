//! Middleware inside CORS and outside of it, and [`Cors`] itself as middleware.

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
use facade::actix::{Cors, Failed, cors};

use crate::support::{ADMIN, APP, EVIL, ask, preflight, request};

const ORIGIN: &str = "allow-origin";
const ASKED: &str = "Access-Control-Request-Method";

/// Fails for whom shows no cookie, which no preflight does.
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

/// The same with a response.
async fn signed_in_too(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse, Error> {
    if request.headers().contains_key("cookie") {
        Ok(next.call(request).await?.map_into_boxed_body())
    } else {
        let answer = HttpResponse::Unauthorized()
            .insert_header(("access-control-allow-origin", "*"))
            .body("sign in too");
        Ok(request.into_response(answer))
    }
}

/// In which order requests got where.
static ORDER: Mutex<Vec<&str>> = Mutex::new(Vec::new());

fn marking() -> DefaultHeaders {
    DefaultHeaders::new().add(("x-inside", "1"))
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
async fn middleware_of_the_attribute_is_inside() {
    let app = init_service(App::new().service(account).service(account_too)).await;
    let allowed = [("allow-credentials", "true"), (ORIGIN, APP)];

    // No cookie, and answered nevertheless; the middleware did not notice.
    let asked = ask(&app, preflight("GET", "/account", APP)).await;
    asked.is(204, allowed, ["Origin", ASKED]);
    assert_eq!(asked.line("x-inside"), None);
    let asked = ask(&app, preflight("GET", "/account_too", APP)).await;
    asked.is(204, [(ORIGIN, APP)], ["Origin", ASKED]);
    assert_eq!(*ORDER.lock().unwrap(), [""; 0]);

    // Its errors and its answers carry the headers.
    let refused = ask(&app, request("GET", "/account", APP)).await;
    refused.is(401, allowed, ["Origin"]);
    assert_eq!(refused.body, "sign in");
    ask(&app, request("GET", "/account", EVIL))
        .await
        .is(401, [], ["Origin"]);
    let refused = ask(&app, request("GET", "/account_too", APP)).await;
    refused.is(401, [(ORIGIN, APP)], ["Origin"]);
    assert_eq!(refused.body, "sign in too");

    let signed_in = request("GET", "/account", APP).insert_header(("cookie", "a=b"));
    let signed_in = ask(&app, signed_in).await;
    signed_in.is(200, allowed, ["Origin"]);
    assert_eq!(
        (signed_in.body.as_str(), signed_in.line("x-inside")),
        ("yours", Some("1"))
    );
    assert_eq!(*ORDER.lock().unwrap(), ["wrap"]);
}

/// Around a scope it is outside, and eats preflights: what the documentation warns of.
#[actix_web::test]
async fn middleware_of_a_scope_is_outside() {
    let scope = web::scope("/api").wrap(from_fn(signed_in)).service(account);
    let app = init_service(App::new().service(scope)).await;
    ask(&app, preflight("GET", "/api/account", APP))
        .await
        .is(401, [], []);
    let signed_in = request("GET", "/api/account", APP).insert_header(("cookie", "a=b"));
    assert_eq!(ask(&app, signed_in).await.allowed(), Some(APP));
}

#[actix_web::test]
async fn an_error_that_passed_is_still_found() {
    let app = init_service(App::new().service(account)).await;
    let failed = app.call(request("GET", "/account", APP).to_request()).await;
    let Err(error) = failed else {
        panic!("middleware failed, and nothing made a response of it");
    };
    let passed: &Failed = error.as_error().expect("it has passed CORS");
    assert_eq!(error.to_string(), "sign in");
    assert_eq!(format!("{error:?}"), format!("{:?}", passed.error()));
    assert_eq!(error.as_response_error().status_code(), 401);
    // Whatever makes a response of it, and however often.
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

/// A whole app that knows nothing of CORS, or believes to.
#[actix_web::test]
async fn a_policy_around_an_app_decides_about_everything_in_it() {
    let app = App::new()
        .route("/put", web::put().to(async || "put"))
        .route(
            "/meddles",
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
        ask(&app, preflight("PUT", path, APP))
            .await
            .is(204, listed, ["Origin"]);
        ask(&app, preflight("PUT", path, ADMIN))
            .await
            .is(403, [], ["Origin"]);
    }
    for (method, path, status) in [
        ("PUT", "/put", 200),
        ("GET", "/put", 404),
        ("GET", "/meddles", 200),
        ("GET", "/in/get", 401),
        ("GET", "/nowhere", 404),
        ("OPTIONS", "/nowhere", 404),
    ] {
        ask(&app, request(method, path, APP))
            .await
            .is(status, allowed, ["Origin"]);
        ask(&app, request(method, path, EVIL))
            .await
            .is(status, [], ["Origin"]);
    }
}

#[actix_web::test]
async fn policies_of_every_origin_and_around_every_service() {
    let built = || {
        let policy = Policy::builder()
            .origins(["https://app.example.com"])
            .build();
        policy.expect("the policy is right")
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
            ask(&app, preflight("GET", path, APP)).await.status,
            204,
            "{path}"
        );
        let answer = ask(&app, request("GET", path, APP)).await;
        assert_eq!(
            (answer.allowed(), answer.body.as_str()),
            (Some(APP), "ok"),
            "{path}"
        );
        assert_eq!(
            ask(&app, request("GET", path, EVIL)).await.allowed(),
            None,
            "{path}"
        );
    }
    assert_eq!(
        ask(&app, request("GET", "/elsewhere", APP)).await.vary,
        [""; 0]
    );
}

/// A preflight must not find a clone of the request: the router takes it apart.
#[actix_web::test]
async fn nested_middleware_leaves_the_request_alone() {
    let app = App::new()
        .service(web::scope("/a").wrap(Cors::new(&API)).service(
            web::scope("/{b}").wrap(Cors::new(&API)).route(
                "/{c}",
                web::get().to(async |path: web::Path<(String, String)>| format!("{path:?}")),
            ),
        ))
        .wrap(Cors::new(&API))
        .wrap(DefaultHeaders::new().add((header::SERVER, "test")));
    let app = init_service(app).await;
    let answer = ask(&app, request("GET", "/a/b/c", APP)).await;
    answer.is(
        200,
        [("allow-credentials", "true"), (ORIGIN, APP)],
        ["Origin"],
    );
    assert!(answer.body.contains("(\"b\", \"c\")"), "{}", answer.body);
    let preflight = TestRequest::with_uri("/a/b/c");
    assert_eq!(ask(&app, preflight).await.status, 200);
}

/// A service that is ready if it is told so.
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
async fn it_is_ready_when_what_is_inside_is() {
    for is_ready in [true, false] {
        let around = Cors::new(&API).new_transform(Busy { is_ready }).await;
        let around = around.expect("a service");
        let polled = around.poll_ready(&mut Context::from_waker(Waker::noop()));
        assert_eq!(polled.is_ready(), is_ready);
    }
}
