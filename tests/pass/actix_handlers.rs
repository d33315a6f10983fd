//! Every form of handler that the actix-web integration accepts.

#![deny(warnings)]
#![deny(
    unreachable_pub,
    missing_debug_implementations,
    unused_qualifications,
    unused_lifetimes
)]
#![allow(dead_code, missing_docs)]
// The handlers show forms of signatures; their own style does not matter here.
#![allow(clippy::all, clippy::pedantic)]

extern crate facade as cors;

use actix_web::middleware::from_fn;
use actix_web::{App, HttpRequest, HttpResponse, Responder, get, post, put, route, routes, web};
use cors::Policy;
use cors::actix::{Cors, cors};

static API: Policy = cors::policy! { origins = ["https://app.example.com"], enforce };

#[cors(origins = ["*"])]
#[get("/")]
async fn nothing() -> impl Responder {
    ""
}

/// Documented.
#[cors(origins = ["https://app.example.com"], credentials, headers = ["content-type"])]
/// And here.
#[post("/notes/{id}", name = "note")]
#[allow(clippy::needless_pass_by_value)]
pub async fn everything(
    request: HttpRequest,
    id: web::Path<u64>,
    data: Option<web::Data<String>>,
    web::Json(names): web::Json<Vec<String>>,
) -> actix_web::Result<impl Responder> {
    if names.is_empty() {
        return Err(actix_web::error::ErrorNotFound("no names"));
    }
    Ok(format!(
        "{id} {} {} {:?}",
        names.len(),
        request.path(),
        data.is_some()
    ))
}

#[cors(policy = API)]
#[put("/socket")]
async fn by_name(request: HttpRequest, body: web::Payload) -> actix_web::Result<HttpResponse> {
    Ok(actix_ws::handle(&request, body)?.0)
}

#[cors(origins = ["https://app.example.com"])]
#[routes]
#[get(
    "/a",
    guard = "is_fine",
    wrap = "from_fn(pass)",
    wrap = "Cors::new(&API)"
)]
#[delete(r"/b/{tail:.*}")]
#[put("/c")]
async fn several() -> String {
    String::new()
}

// Names that the expansion of actix-web or of `cors` could conflict with.
#[cors(origins = ["https://app.example.com"])]
#[route("/odd", method = "GET", method = "OPTIONS", method = "LOCK")]
async fn config() -> &'static str {
    "odd"
}

#[cors(origins = ["https://app.example.com"])]
#[get("/raw")]
async fn r#match<'a>(name: web::ReqData<&'static str>) -> impl Responder + use<'a> {
    name.into_inner()
}

#[cors(origins = ["https://app.example.com"])]
#[get("/not_there")]
#[cfg(any())]
async fn not_there() -> Missing {}

/// A deprecated handler.
#[cors(origins = ["https://app.example.com"])]
#[get("/old")]
#[deprecated(note = "there is a new one")]
async fn old() -> &'static str {
    "old"
}

fn is_fine(context: &actix_web::guard::GuardContext<'_>) -> bool {
    context.head().headers().contains_key("host")
}

async fn pass(
    request: actix_web::dev::ServiceRequest,
    next: actix_web::middleware::Next<impl actix_web::body::MessageBody>,
) -> Result<actix_web::dev::ServiceResponse<impl actix_web::body::MessageBody>, actix_web::Error> {
    next.call(request).await
}

fn configured(services: &mut web::ServiceConfig) {
    services
        .service(config)
        .service(r#match)
        .service((nothing, by_name));
}

fn main() {
    #[cors(origins = ["https://local.example.com"])]
    #[get("/local")]
    async fn local() -> String {
        helper()
    }

    fn helper() -> String {
        "local".to_owned()
    }

    let _ = App::new()
        .configure(configured)
        .service(everything)
        .service(
            web::scope("/scope")
                .wrap(Cors::new(&API))
                .service(several)
                .service(local),
        )
        .wrap(Cors::fallback(&API));
    assert!(everything::policy().credentials());
    assert!(by_name::policy().enforces());
    assert!(local::policy().allows(b"https://local.example.com"));
    #[allow(deprecated)]
    let _ = App::new().service(old);
}
