//! Which requests a handler and its preflights take: what the attributes below `#[cors]` say.

use std::sync::atomic::{AtomicBool, Ordering};

use actix_web::guard::GuardContext;
use actix_web::http::header;
use actix_web::middleware::from_fn;
use actix_web::test::init_service;
use actix_web::{App, HttpRequest, HttpResponse, Responder, get, options, route, routes, web};
use facade::actix::cors;

use crate::support::{ADMIN, APP, EVIL, ask, preflight, request};

const ORIGIN: &str = "allow-origin";
const METHODS: &str = "allow-methods";
const ASKED: &str = "Access-Control-Request-Method";

#[cors(crate = facade, origins = ["https://app.example.com"], credentials, expose = ["etag"])]
#[get("/users/{id}")]
async fn show(id: web::Path<u64>) -> impl Responder {
    format!("user {id}")
}

/// Of the same path, and for another site.
#[cors(crate = facade, origins = ["https://admin.example.com"], headers = ["content-type"], max_age = 600)]
#[actix_web::put("/users/{id}")]
async fn rename(id: web::Path<u64>, name: web::Json<String>) -> impl Responder {
    format!("user {id} is {name}")
}

#[actix_web::test]
async fn handlers_of_one_path_each_answer_for_their_method() {
    let app = init_service(App::new().service(show).service(rename)).await;

    let allowed = ask(&app, preflight("PUT", "/users/7", ADMIN)).await;
    allowed.is(
        204,
        [
            ("allow-headers", "content-type"),
            (METHODS, "PUT"),
            (ORIGIN, ADMIN),
            ("max-age", "600"),
        ],
        ["Origin", ASKED],
    );
    assert_eq!(allowed.body, "");
    let refused = ask(&app, preflight("PUT", "/users/7", APP)).await;
    refused.is(403, [], ["Origin", ASKED]);
    let allowed = ask(&app, preflight("GET", "/users/7", APP)).await;
    allowed.is(
        204,
        [("allow-credentials", "true"), (ORIGIN, APP)],
        ["Origin", ASKED],
    );
    ask(&app, preflight("GET", "/users/7", ADMIN))
        .await
        .is(403, [], ["Origin", ASKED]);

    let shown = ask(&app, request("GET", "/users/7", APP)).await;
    let exposed = [
        ("allow-credentials", "true"),
        (ORIGIN, APP),
        ("expose-headers", "etag"),
    ];
    shown.is(200, exposed, ["Origin"]);
    assert_eq!(shown.body, "user 7");
    let renamed = request("PUT", "/users/7", ADMIN).set_json("reader");
    let renamed = ask(&app, renamed).await;
    renamed.is(200, [(ORIGIN, ADMIN)], ["Origin"]);
    assert_eq!(renamed.body, "user 7 is reader");

    // A method that nobody on the path is for, a case that is not the method's, and another path.
    for (method, path) in [
        ("DELETE", "/users/7"),
        ("put", "/users/7"),
        ("GET", "/users"),
    ] {
        ask(&app, preflight(method, path, APP))
            .await
            .is(404, [], []);
    }
}

#[actix_web::test]
async fn policies_have_the_names_of_their_handlers() {
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
        ask(&app, preflight(method, "/notes", EVIL)).await.is(
            204,
            [(METHODS, "GET,HEAD,PROPFIND"), (ORIGIN, "*")],
            [ASKED],
        );
        ask(&app, request(method, "/notes", EVIL))
            .await
            .is(200, [(ORIGIN, "*")], []);
    }
    ask(&app, preflight("PUT", "/notes", EVIL))
        .await
        .is(404, [], []);

    for (method, path, listed) in [
        ("GET", "/first", None),
        ("DELETE", "/first", Some("DELETE")),
        ("GET", "/second/12", None),
    ] {
        let answer = ask(&app, preflight(method, path, APP)).await;
        assert_eq!(answer.status, 204, "{method} {path}");
        assert_eq!(answer.line("access-control-allow-methods"), listed);
        let answer = ask(&app, request(method, path, APP)).await;
        answer.is(200, [(ORIGIN, APP)], ["Origin"]);
        assert_eq!(answer.body, "several");
    }
    for (method, path) in [
        ("DELETE", "/second/12"),
        ("GET", "/second/b"),
        ("PUT", "/first"),
    ] {
        ask(&app, preflight(method, path, APP))
            .await
            .is(404, [], []);
        ask(&app, request(method, path, APP)).await.is(404, [], []);
    }
}

#[get("/where")]
async fn addresses(request: HttpRequest) -> String {
    let address = |name: &str, parts: &[&str]| {
        let url = request
            .url_for(name, parts)
            .expect("a resource has that name");
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
async fn resources_keep_their_names() {
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
    let answer = ask(&app, request("GET", "/where", EVIL)).await;
    assert_eq!(answer.body, "/api/users/7 /api/notes /second/2 /first");
    let shown = ask(&app, request("GET", "/api/users/7", APP)).await;
    assert_eq!(shown.line("x-seen"), Some("show /api/users/{id}"));
}

/// A handler of `OPTIONS`, registered first: it would take everybody's preflights.
#[cors(crate = facade, origins = ["https://admin.example.com"], expose = ["allow"])]
#[options("/users/{id}")]
async fn describe() -> impl Responder {
    HttpResponse::Ok()
        .insert_header(("allow", "GET, PUT"))
        .body("described")
}

#[actix_web::test]
async fn a_handler_of_options_takes_no_preflight() {
    let app = App::new().service(describe).service(show).service(rename);
    let app = init_service(app).await;
    let admin = [(METHODS, "PUT"), (ORIGIN, ADMIN)];
    let answer = ask(&app, preflight("PUT", "/users/7", ADMIN)).await;
    assert_eq!((answer.status, answer.cors.len()), (204, 2 + admin.len()));
    ask(&app, preflight("GET", "/users/7", ADMIN))
        .await
        .is(403, [], ["Origin", ASKED]);
    let own = ask(&app, preflight("OPTIONS", "/users/7", ADMIN)).await;
    own.is(
        204,
        [(METHODS, "OPTIONS"), (ORIGIN, ADMIN)],
        ["Origin", ASKED],
    );

    // Without one of the three it is no preflight, and the handler's.
    let ordinary = ask(&app, request("OPTIONS", "/users/7", ADMIN)).await;
    ordinary.is(
        200,
        [(ORIGIN, ADMIN), ("expose-headers", "allow")],
        ["Origin"],
    );
    assert_eq!(ordinary.body, "described");
    let no_origin = actix_web::test::TestRequest::with_uri("/users/7")
        .method(actix_web::http::Method::OPTIONS)
        .insert_header(("access-control-request-method", "PUT"));
    assert_eq!(ask(&app, no_origin).await.body, "described");
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
    "admin's"
}

#[cors(crate = facade, origins = ["https://app.example.com"])]
#[get("/guarded")]
async fn everybodys() -> &'static str {
    "everybody's"
}

#[cors(crate = facade, origins = ["https://app.example.com"])]
#[get("/typed", guard = "guards::is_json", guard = "is_admins")]
async fn typed() -> &'static str {
    "typed"
}

#[actix_web::test]
async fn guards_are_asked_about_preflights_too() {
    let app = App::new()
        .service(administrate)
        .service(everybodys)
        .service(typed);
    let app = init_service(app).await;
    let at = |request: actix_web::test::TestRequest, host| request.insert_header(("host", host));
    for (host, allowed, refused, body) in [
        ("admin.example.com", ADMIN, APP, "admin's"),
        ("api.example.com", APP, ADMIN, "everybody's"),
    ] {
        let answer = ask(&app, at(preflight("GET", "/guarded", allowed), host)).await;
        answer.is(204, [(ORIGIN, allowed)], ["Origin", ASKED]);
        let answer = ask(&app, at(preflight("GET", "/guarded", refused), host)).await;
        answer.is(403, [], ["Origin", ASKED]);
        let answer = ask(&app, at(request("GET", "/guarded", allowed), host)).await;
        answer.is(200, [(ORIGIN, allowed)], ["Origin"]);
        assert_eq!(answer.body, body);
    }
    // What a preflight does not carry keeps it away.
    let answer = ask(
        &app,
        at(preflight("GET", "/typed", APP), "admin.example.com"),
    )
    .await;
    answer.is(404, [], []);
}

/// Says no, then yes, and so on.
fn changes_its_mind(_: &GuardContext<'_>) -> bool {
    static SAID: AtomicBool = AtomicBool::new(true);
    !SAID.fetch_not(Ordering::SeqCst)
}

#[cors(crate = facade, origins = ["https://app.example.com"])]
#[get("/fickle", guard = "changes_its_mind")]
async fn fickle() -> &'static str {
    "fickle"
}

/// What answers the preflights is asked next, and takes nothing else.
#[actix_web::test]
async fn a_request_that_a_guard_turned_away_is_nobodys() {
    let app = init_service(App::new().service(fickle)).await;
    ask(&app, request("GET", "/fickle", APP))
        .await
        .is(404, [], []);
}

#[cors(crate = facade, origins = ["https://app.example.com"])]
#[get("/{name}")]
async fn greet(name: web::Path<String>, greeting: web::Data<&'static str>) -> String {
    format!("{} {name}", greeting.get_ref())
}

#[actix_web::test]
async fn scopes_data_and_escaped_paths() {
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
        ask(&app, preflight("GET", path, APP))
            .await
            .is(204, allowed, ["Origin", ASKED]);
        let answer = ask(&app, request("GET", path, APP)).await;
        answer.is(200, allowed, ["Origin"]);
        assert_eq!(answer.body, body);
    }
    for path in [
        "/reader",
        "/v1/reader",
        "/v1/people/reader/",
        "/v2/people/reader",
    ] {
        ask(&app, preflight("GET", path, APP)).await.is(404, [], []);
    }
}

/// actix-web's own macro for prefixes rewrites the attributes before they are read here.
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
async fn routes_made_by_macros() {
    let app = App::new()
        .service(prefixed::write)
        .service(web::scope("/m").service((made, made_too)));
    let app = init_service(app).await;
    let answer = ask(&app, preflight("PUT", "/prefixed/here", APP)).await;
    answer.is(204, [(METHODS, "PUT"), (ORIGIN, APP)], ["Origin", ASKED]);
    assert_eq!(
        ask(&app, request("PUT", "/prefixed/here", APP)).await.body,
        "written"
    );
    let answer = ask(&app, preflight("PATCH", "/m/made", ADMIN)).await;
    answer.is(
        204,
        [(METHODS, "PATCH"), (ORIGIN, ADMIN)],
        ["Origin", ASKED],
    );
    assert_eq!(
        ask(&app, request("GET", "/m/made", APP)).await.allowed(),
        Some(APP)
    );
}
