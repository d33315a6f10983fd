//! [`Cors::fallback`]: a policy for responses without a CORS decision.

use actix_web::dev::Service;
use actix_web::middleware::from_fn;
use actix_web::test::init_service;
use actix_web::{App, HttpResponse, get, put, web};
use facade::Policy;
use facade::actix::{Cors, cors};

use crate::middleware::signed_in;
use crate::support::{ADMIN, APP, EVIL, preflight, request, send};

static REST: Policy = facade::policy! {
    origins = ["https://admin.example.com"],
    methods = ["DELETE"],
    max_age = 60,
};

#[cors(crate = facade, origins = ["https://app.example.com"], expose = ["etag"])]
#[get("/notes")]
async fn read() -> &'static str {
    "notes"
}

#[cors(crate = facade, origins = ["*"])]
#[put("/notes")]
async fn write() -> &'static str {
    "written"
}

const ORIGIN: &str = "allow-origin";
const REST_LISTS: [(&str, &str); 3] = [
    ("allow-methods", "DELETE"),
    (ORIGIN, ADMIN),
    ("max-age", "60"),
];

#[actix_web::test]
async fn fallback_keeps_earlier_decisions() {
    let app = App::new()
        .service(read)
        .service(write)
        .route(
            "/by-hand",
            web::get().to(async || {
                HttpResponse::Ok()
                    .insert_header(("access-control-allow-origin", "https://by-hand.example"))
                    .finish()
            }),
        )
        .route(
            "/depends",
            web::get().to(async || {
                HttpResponse::Ok()
                    .insert_header(("vary", "accept, Origin"))
                    .finish()
            }),
        )
        .wrap(Cors::fallback(&REST));
    let app = init_service(app).await;
    let requested_method = "Access-Control-Request-Method";
    send(&app, preflight("GET", "/notes", APP)).await.assert(
        204,
        [(ORIGIN, APP)],
        ["Origin", requested_method],
    );
    // The handler's policy denies the origin; the fallback's, which allows it, does not apply.
    send(&app, preflight("GET", "/notes", ADMIN)).await.assert(
        403,
        [],
        ["Origin", requested_method],
    );
    let exposed = [(ORIGIN, APP), ("expose-headers", "etag")];
    send(&app, request("GET", "/notes", APP))
        .await
        .assert(200, exposed, ["Origin"]);
    send(&app, request("GET", "/notes", ADMIN))
        .await
        .assert(200, [], ["Origin"]);
    send(&app, request("PUT", "/notes", EVIL))
        .await
        .assert(200, [(ORIGIN, "*")], []);
    // Headers are not a decision: those of a handler without a policy are replaced.
    let by_hand = send(&app, request("GET", "/by-hand", ADMIN)).await;
    by_hand.assert(200, [(ORIGIN, ADMIN)], ["Origin"]);
    let by_hand = send(&app, request("GET", "/by-hand", EVIL)).await;
    by_hand.assert(200, [], ["Origin"]);
    send(&app, request("GET", "/depends", ADMIN)).await.assert(
        200,
        [(ORIGIN, ADMIN)],
        ["accept", "Origin"],
    );
}

#[actix_web::test]
async fn fallback_covers_responses_without_a_decision() {
    let app = App::new()
        .service(read)
        .route("/plain", web::get().to(async || "plain"))
        .default_service(web::to(async || {
            HttpResponse::NotFound()
                .insert_header(("vary", "accept"))
                .body("nothing here")
        }))
        .wrap(Cors::fallback(&REST));
    let app = init_service(app).await;
    // Another method of the path, another path, and a route without a policy.
    for path in ["/notes", "/nowhere", "/plain"] {
        let response = send(&app, preflight("DELETE", path, ADMIN)).await;
        response.assert(204, REST_LISTS, ["Origin"]);
        assert_eq!(response.body, "");
        send(&app, preflight("DELETE", path, EVIL))
            .await
            .assert(403, [], ["Origin"]);
    }
    for (origin, cors) in [(ADMIN, &[(ORIGIN, ADMIN)][..]), (EVIL, &[])] {
        let response = send(&app, request("DELETE", "/notes", origin)).await;
        assert_eq!((response.status, response.cors.len()), (404, cors.len()));
        assert_eq!(response.vary, ["accept", "Origin"]);
        assert_eq!(response.body, "nothing here");
        let response = send(&app, request("GET", "/plain", origin)).await;
        assert_eq!((response.status, response.body.as_str()), (200, "plain"));
        assert_eq!(response.allowed(), cors.first().map(|line| line.1));
    }
}

/// Middleware that rejects preflights, by a response or an error.
#[actix_web::test]
async fn fallback_handles_preflights_before_inner_middleware() {
    let app = App::new()
        .service(read)
        .service(write)
        .wrap(from_fn(signed_in))
        .wrap(Cors::fallback(&REST));
    let app = init_service(app).await;
    send(&app, preflight("GET", "/notes", ADMIN))
        .await
        .assert(204, REST_LISTS, ["Origin"]);
    send(&app, preflight("GET", "/notes", APP))
        .await
        .assert(403, [], ["Origin"]);
    let denied = send(&app, request("GET", "/notes", ADMIN)).await;
    denied.assert(401, [(ORIGIN, ADMIN)], ["Origin"]);
    assert_eq!(denied.body, "sign in");
    send(&app, request("GET", "/notes", APP))
        .await
        .assert(401, [], ["Origin"]);
    let signed_in = request("GET", "/notes", APP).insert_header(("cookie", "a=b"));
    let exposed = [(ORIGIN, APP), ("expose-headers", "etag")];
    send(&app, signed_in).await.assert(200, exposed, ["Origin"]);
}

/// The message of the panic of a request.
macro_rules! panic_of {
    ($app:expr, $request:expr) => {{
        let app = init_service($app).await;
        let request = $request.to_request();
        let response = async move { app.call(request).await.map(|_| ()) };
        let panic = actix_web::rt::spawn(response).await.expect_err("a panic");
        *panic.into_panic().downcast::<String>().expect("a message")
    }};
}

// The middleware would replace the handler's headers, and answer its preflights by another policy.
#[actix_web::test]
async fn middleware_around_a_handler_with_a_policy_panics_in_debug_builds() {
    let expected = "`Cors::new` is around a handler that has a policy of its own, and responds to its preflights\n  \
                    help: register it outside of the scope with `.wrap(Cors::new(…))`, or replace `Cors::new` with \
                    `Cors::fallback`, which leaves it alone";
    for origin in [APP, ADMIN, EVIL] {
        let app = App::new().service(read).wrap(Cors::new(&REST));
        assert_eq!(panic_of!(app, request("GET", "/notes", origin)), expected);
        let app = App::new()
            .service(web::scope("").wrap(Cors::new(&REST)).service(read))
            .wrap(Cors::fallback(&REST));
        assert_eq!(panic_of!(app, request("GET", "/notes", origin)), expected);
    }
    let nested = App::new()
        .service(web::resource("/x").wrap(Cors::new(&REST)).to(async || "x"))
        .wrap(Cors::new(&REST));
    assert_eq!(panic_of!(nested, request("GET", "/x", APP)), expected);
}

#[actix_web::test]
async fn handler_outside_of_the_scope_keeps_its_policy() {
    let api = web::scope("/api").wrap(Cors::new(&REST));
    let app = App::new()
        .service(read)
        .service(api.route("/x", web::delete().to(async || "x")))
        .wrap(Cors::fallback(&REST));
    let app = init_service(app).await;
    send(&app, request("GET", "/notes", APP)).await.assert(
        200,
        [(ORIGIN, APP), ("expose-headers", "etag")],
        ["Origin"],
    );
    let found = send(&app, preflight("DELETE", "/api/x", ADMIN)).await;
    found.assert(204, REST_LISTS, ["Origin"]);
}
