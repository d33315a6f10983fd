//! What nobody inside has decided about: [`Cors::fallback`].

use actix_web::middleware::from_fn;
use actix_web::test::init_service;
use actix_web::{App, HttpResponse, get, put, web};
use facade::Policy;
use facade::actix::{Cors, cors};

use crate::middleware::signed_in;
use crate::support::{ADMIN, APP, EVIL, ask, preflight, request};

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
async fn what_is_decided_stays() {
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
    let asked = "Access-Control-Request-Method";
    ask(&app, preflight("GET", "/notes", APP))
        .await
        .is(204, [(ORIGIN, APP)], ["Origin", asked]);
    // Refused by the handler's policy; that the other would allow it is not asked.
    ask(&app, preflight("GET", "/notes", ADMIN))
        .await
        .is(403, [], ["Origin", asked]);
    let exposed = [(ORIGIN, APP), ("expose-headers", "etag")];
    ask(&app, request("GET", "/notes", APP))
        .await
        .is(200, exposed, ["Origin"]);
    ask(&app, request("GET", "/notes", ADMIN))
        .await
        .is(200, [], ["Origin"]);
    ask(&app, request("PUT", "/notes", EVIL))
        .await
        .is(200, [(ORIGIN, "*")], []);
    let by_hand = ask(&app, request("GET", "/by-hand", ADMIN)).await;
    by_hand.is(200, [(ORIGIN, "https://by-hand.example")], []);
    ask(&app, request("GET", "/depends", ADMIN))
        .await
        .is(200, [], ["accept", "Origin"]);
}

#[actix_web::test]
async fn what_nobody_decided_is_decided() {
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
        let answer = ask(&app, preflight("DELETE", path, ADMIN)).await;
        answer.is(204, REST_LISTS, ["Origin"]);
        assert_eq!(answer.body, "");
        ask(&app, preflight("DELETE", path, EVIL))
            .await
            .is(403, [], ["Origin"]);
    }
    for (origin, cors) in [(ADMIN, &[(ORIGIN, ADMIN)][..]), (EVIL, &[])] {
        let answer = ask(&app, request("DELETE", "/notes", origin)).await;
        assert_eq!((answer.status, answer.cors.len()), (404, cors.len()));
        assert_eq!(answer.vary, ["accept", "Origin"]);
        assert_eq!(answer.body, "nothing here");
        let answer = ask(&app, request("GET", "/plain", origin)).await;
        assert_eq!((answer.status, answer.body.as_str()), (200, "plain"));
        assert_eq!(answer.allowed(), cors.first().map(|line| line.1));
    }
}

/// Middleware around everything eats preflights, whether it answers or fails.
#[actix_web::test]
async fn middleware_inside_of_it_is_not_in_the_way() {
    let app = App::new()
        .service(read)
        .service(write)
        .wrap(from_fn(signed_in))
        .wrap(Cors::fallback(&REST));
    let app = init_service(app).await;
    ask(&app, preflight("GET", "/notes", ADMIN))
        .await
        .is(204, REST_LISTS, ["Origin"]);
    ask(&app, preflight("GET", "/notes", APP))
        .await
        .is(403, [], ["Origin"]);
    let refused = ask(&app, request("GET", "/notes", ADMIN)).await;
    refused.is(401, [(ORIGIN, ADMIN)], ["Origin"]);
    assert_eq!(refused.body, "sign in");
    ask(&app, request("GET", "/notes", APP))
        .await
        .is(401, [], ["Origin"]);
    let signed_in = request("GET", "/notes", APP).insert_header(("cookie", "a=b"));
    let exposed = [(ORIGIN, APP), ("expose-headers", "etag")];
    ask(&app, signed_in).await.is(200, exposed, ["Origin"]);
}
