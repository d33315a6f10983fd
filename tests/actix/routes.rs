//! The routes of handlers and of their preflights, as declared by the attributes below `#[cors]`.

use std::sync::atomic::{AtomicBool, Ordering};

use actix_web::guard::GuardContext;
use actix_web::http::header;
use actix_web::middleware::from_fn;
use actix_web::test::init_service;
use actix_web::{App, HttpRequest, HttpResponse, Responder, get, options, route, routes, web};
use facade::actix::cors;

use crate::support::{ADMIN, APP, EVIL, preflight, request, send};

const ORIGIN: &str = "allow-origin";
const METHODS: &str = "allow-methods";
const REQUESTED_METHOD: &str = "Access-Control-Request-Method";

#[cors(crate = facade, origins = ["https://app.example.com"], credentials, expose = ["etag"])]
#[get("/users/{id}")]
async fn show(id: web::Path<u64>) -> impl Responder {
    format!("user {id}")
}

/// Another handler of the path, with another origin.
#[cors(crate = facade, origins = ["https://admin.example.com"], headers = ["content-type"], max_age = 600)]
#[actix_web::put("/users/{id}")]
async fn rename(id: web::Path<u64>, name: web::Json<String>) -> impl Responder {
    format!("user {id} is {name}")
}

#[actix_web::test]
async fn preflights_are_routed_by_requested_method() {
    let app = init_service(App::new().service(show).service(rename)).await;

    let allowed = send(&app, preflight("PUT", "/users/7", ADMIN)).await;
    allowed.assert(
        204,
        [
            ("allow-headers", "content-type"),
            (METHODS, "PUT"),
            (ORIGIN, ADMIN),
            ("max-age", "600"),
        ],
        ["Origin", REQUESTED_METHOD],
    );
    assert_eq!(allowed.body, "");
    let denied = send(&app, preflight("PUT", "/users/7", APP)).await;
    denied.assert(403, [], ["Origin", REQUESTED_METHOD]);
    let allowed = send(&app, preflight("GET", "/users/7", APP)).await;
    allowed.assert(
        204,
        [("allow-credentials", "true"), (ORIGIN, APP)],
        ["Origin", REQUESTED_METHOD],
    );
    send(&app, preflight("GET", "/users/7", ADMIN))
        .await
        .assert(403, [], ["Origin", REQUESTED_METHOD]);

    let shown = send(&app, request("GET", "/users/7", APP)).await;
    let exposed = [
        ("allow-credentials", "true"),
        (ORIGIN, APP),
        ("expose-headers", "etag"),
    ];
    shown.assert(200, exposed, ["Origin"]);
    assert_eq!(shown.body, "user 7");
    let renamed = request("PUT", "/users/7", ADMIN).set_json("reader");
    let renamed = send(&app, renamed).await;
    renamed.assert(200, [(ORIGIN, ADMIN)], ["Origin"]);
    assert_eq!(renamed.body, "user 7 is reader");

    // A method without a handler, a lower-case method, and another path.
    for (method, path) in [
        ("DELETE", "/users/7"),
        ("put", "/users/7"),
        ("GET", "/users"),
    ] {
        send(&app, preflight(method, path, APP))
            .await
            .assert(404, [], []);
    }
}

#[actix_web::test]
async fn handler_name_gives_its_policy() {
    assert!(show::policy().credentials());
    assert_eq!(rename::policy().headers(), "content-type");
}

#[cors(crate = facade, origins = ["*"])]
#[route(
    "/notes",
    method = "GET",
    method = "HEAD",
    method = "PROPFIND",
    name = "all_notes"
)]
async fn notes() -> &'static str {
    "notes"
}

#[cors(crate = facade, origins = ["https://app.example.com"])]
#[routes]
#[get("/first")]
#[get(r"/second/{id:\d+}", name = "second")]
#[delete("/first")]
#[allow(clippy::no_effect_underscore_binding)]
async fn several() -> HttpResponse {
    HttpResponse::Ok().body("several")
}

#[actix_web::test]
async fn several_methods_and_several_paths() {
    let app = init_service(App::new().service(notes).service(several)).await;
    for method in ["GET", "HEAD", "PROPFIND"] {
        send(&app, preflight(method, "/notes", EVIL)).await.assert(
            204,
            [(METHODS, "GET,HEAD,PROPFIND"), (ORIGIN, "*")],
            [REQUESTED_METHOD],
        );
        send(&app, request(method, "/notes", EVIL))
            .await
            .assert(200, [(ORIGIN, "*")], []);
    }
    send(&app, preflight("PUT", "/notes", EVIL))
        .await
        .assert(404, [], []);

    for (method, path, listed) in [
        ("GET", "/first", None),
        ("DELETE", "/first", Some("DELETE")),
        ("GET", "/second/12", None),
    ] {
        let response = send(&app, preflight(method, path, APP)).await;
        assert_eq!(response.status, 204, "{method} {path}");
        assert_eq!(response.header("access-control-allow-methods"), listed);
        let response = send(&app, request(method, path, APP)).await;
        response.assert(200, [(ORIGIN, APP)], ["Origin"]);
        assert_eq!(response.body, "several");
    }
    for (method, path) in [
        ("DELETE", "/second/12"),
        ("GET", "/second/b"),
        ("PUT", "/first"),
    ] {
        send(&app, preflight(method, path, APP))
            .await
            .assert(404, [], []);
        send(&app, request(method, path, APP))
            .await
            .assert(404, [], []);
    }
}

#[get("/where")]
async fn addresses(request: HttpRequest) -> String {
    let address = |name: &str, parts: &[&str]| {
        let url = request
            .url_for(name, parts)
            .expect("a resource of that name");
        url.path().to_owned()
    };
    [
        address("show", &["7"]),
        address("all_notes", &[]),
        address("second", &["2"]),
        address("several", &[]),
    ]
    .join(" ")
}

#[actix_web::test]
async fn resource_names_stay_usable() {
    let seen = from_fn(
        async |request: actix_web::dev::ServiceRequest, next: actix_web::middleware::Next<_>| {
            let mut response = next.call(request).await?;
            let name = response
                .request()
                .match_name()
                .unwrap_or("nothing")
                .to_owned();
            let pattern = response.request().match_pattern().unwrap_or_default();
            let seen = format!("{name} {pattern}")
                .parse()
                .expect("names are ASCII");
            let name = header::HeaderName::from_static("x-seen");
            response.headers_mut().insert(name, seen);
            Ok::<_, actix_web::Error>(response)
        },
    );
    let scope = web::scope("/api").service(show).service(notes);
    let app = App::new()
        .service(scope)
        .service(several)
        .service(addresses)
        .wrap(seen);
    let app = init_service(app).await;
    let response = send(&app, request("GET", "/where", EVIL)).await;
    assert_eq!(response.body, "/api/users/7 /api/notes /second/2 /first");
    let shown = send(&app, request("GET", "/api/users/7", APP)).await;
    assert_eq!(shown.header("x-seen"), Some("show /api/users/{id}"));
}

/// A handler for `OPTIONS`, registered first, which must not receive preflights of other handlers.
#[cors(crate = facade, origins = ["https://admin.example.com"], expose = ["allow"])]
#[options("/users/{id}")]
async fn describe() -> impl Responder {
    HttpResponse::Ok()
        .insert_header(("allow", "GET, PUT"))
        .body("described")
}

#[actix_web::test]
async fn options_handler_does_not_receive_preflights() {
    let app = App::new().service(describe).service(show).service(rename);
    let app = init_service(app).await;
    let admin = [(METHODS, "PUT"), (ORIGIN, ADMIN)];
    let response = send(&app, preflight("PUT", "/users/7", ADMIN)).await;
    assert_eq!(
        (response.status, response.cors.len()),
        (204, 2 + admin.len())
    );
    send(&app, preflight("GET", "/users/7", ADMIN))
        .await
        .assert(403, [], ["Origin", REQUESTED_METHOD]);
    let own = send(&app, preflight("OPTIONS", "/users/7", ADMIN)).await;
    own.assert(
        204,
        [(METHODS, "OPTIONS"), (ORIGIN, ADMIN)],
        ["Origin", REQUESTED_METHOD],
    );

    // `OPTIONS` without one of the preflight headers is not a preflight.
    let ordinary = send(&app, request("OPTIONS", "/users/7", ADMIN)).await;
    ordinary.assert(
        200,
        [(ORIGIN, ADMIN), ("expose-headers", "allow")],
        ["Origin"],
    );
    assert_eq!(ordinary.body, "described");
    let no_origin = actix_web::test::TestRequest::with_uri("/users/7")
        .method(actix_web::http::Method::OPTIONS)
        .insert_header(("access-control-request-method", "PUT"));
    assert_eq!(send(&app, no_origin).await.body, "described");
}

fn is_admins(context: &GuardContext<'_>) -> bool {
    let host = context.head().headers().get("host");
    host.is_some_and(|host| host == "admin.example.com")
}

mod guards {
    pub(super) fn is_json(context: &actix_web::guard::GuardContext<'_>) -> bool {
        let content_type = context.head().headers().get("content-type");
        content_type.is_some_and(|content_type| content_type == "application/json")
    }
}

#[cors(crate = facade, origins = ["https://admin.example.com"])]
#[get("/guarded", guard = "is_admins")]
async fn administrate() -> &'static str {
    "admin"
}

#[cors(crate = facade, origins = ["https://app.example.com"])]
#[get("/guarded")]
async fn show_default() -> &'static str {
    "default"
}

#[cors(crate = facade, origins = ["https://app.example.com"])]
#[get("/typed", guard = "guards::is_json", guard = "is_admins")]
async fn typed() -> &'static str {
    "typed"
}

#[actix_web::test]
async fn guards_apply_to_preflights() {
    let app = App::new()
        .service(administrate)
        .service(show_default)
        .service(typed);
    let app = init_service(app).await;
    let at = |request: actix_web::test::TestRequest, host| request.insert_header(("host", host));
    for (host, allowed, denied, body) in [
        ("admin.example.com", ADMIN, APP, "admin"),
        ("api.example.com", APP, ADMIN, "default"),
    ] {
        let response = send(&app, at(preflight("GET", "/guarded", allowed), host)).await;
        response.assert(204, [(ORIGIN, allowed)], ["Origin", REQUESTED_METHOD]);
        let response = send(&app, at(preflight("GET", "/guarded", denied), host)).await;
        response.assert(403, [], ["Origin", REQUESTED_METHOD]);
        let response = send(&app, at(request("GET", "/guarded", allowed), host)).await;
        response.assert(200, [(ORIGIN, allowed)], ["Origin"]);
        assert_eq!(response.body, body);
    }
    // A guard may require a header that preflights do not have.
    let response = send(
        &app,
        at(preflight("GET", "/typed", APP), "admin.example.com"),
    )
    .await;
    response.assert(404, [], []);
}

/// A guard that alternates between false and true.
fn alternates(_: &GuardContext<'_>) -> bool {
    static STATE: AtomicBool = AtomicBool::new(true);
    !STATE.fetch_not(Ordering::SeqCst)
}

#[cors(crate = facade, origins = ["https://app.example.com"])]
#[get("/fickle", guard = "alternates")]
async fn fickle() -> &'static str {
    "fickle"
}

/// The guard of the preflight route is evaluated next, and must not accept an actual request.
#[actix_web::test]
async fn preflight_route_does_not_accept_actual_requests() {
    let app = init_service(App::new().service(fickle)).await;
    send(&app, request("GET", "/fickle", APP))
        .await
        .assert(404, [], []);
}

#[cors(crate = facade, origins = ["https://app.example.com"])]
#[get("/{name}")]
async fn greet(name: web::Path<String>, greeting: web::Data<&'static str>) -> String {
    format!("{} {name}", greeting.get_ref())
}

#[actix_web::test]
async fn preflights_work_in_scopes_and_with_escaped_paths() {
    let inner = web::scope("/people").service(greet);
    let scope = web::scope("/v1")
        .app_data(web::Data::new("hello"))
        .service(inner);
    let app = init_service(App::new().service(scope).service(web::scope("/v2"))).await;
    for (path, body) in [
        ("/v1/people/reader", "hello reader"),
        ("/v1/people/a%20b%2Fc", "hello a b/c"),
        ("/v1/people/%C3%A9?query", "hello é"),
    ] {
        let allowed = [(ORIGIN, APP)];
        send(&app, preflight("GET", path, APP)).await.assert(
            204,
            allowed,
            ["Origin", REQUESTED_METHOD],
        );
        let response = send(&app, request("GET", path, APP)).await;
        response.assert(200, allowed, ["Origin"]);
        assert_eq!(response.body, body);
    }
    for path in [
        "/reader",
        "/v1/reader",
        "/v1/people/reader/",
        "/v2/people/reader",
    ] {
        send(&app, preflight("GET", path, APP))
            .await
            .assert(404, [], []);
    }
}

/// actix-web's macro for prefixes rewrites the attributes before `#[cors]` reads them.
#[actix_web::scope("/prefixed")]
mod prefixed {
    use actix_web::put;
    use facade::actix::cors;

    #[cors(crate = facade, origins = ["https://app.example.com"])]
    #[put("/here")]
    pub(crate) async fn write() -> &'static str {
        "written"
    }
}

macro_rules! handlers {
    ($($method:ident $path:literal $name:ident $origin:literal)+) => {$(
        #[cors(crate = facade, origins = [$origin])]
        #[actix_web::$method($path)]
        async fn $name() -> &'static str {
            stringify!($name)
        }
    )+};
}

handlers! {
    get "/made" made "https://app.example.com"
    patch "/made" made_too "https://admin.example.com"
}

#[actix_web::test]
async fn handlers_generated_by_macros_work() {
    let app = App::new()
        .service(prefixed::write)
        .service(web::scope("/m").service((made, made_too)));
    let app = init_service(app).await;
    let response = send(&app, preflight("PUT", "/prefixed/here", APP)).await;
    response.assert(
        204,
        [(METHODS, "PUT"), (ORIGIN, APP)],
        ["Origin", REQUESTED_METHOD],
    );
    assert_eq!(
        send(&app, request("PUT", "/prefixed/here", APP)).await.body,
        "written"
    );
    let response = send(&app, preflight("PATCH", "/m/made", ADMIN)).await;
    response.assert(
        204,
        [(METHODS, "PATCH"), (ORIGIN, ADMIN)],
        ["Origin", REQUESTED_METHOD],
    );
    assert_eq!(
        send(&app, request("GET", "/m/made", APP)).await.allowed(),
        Some(APP)
    );
}
