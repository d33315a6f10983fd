//! Handlers that do not even run for strangers, and origins that change while the program runs.

use std::sync::atomic::{AtomicUsize, Ordering};

use actix_web::test::{TestRequest, init_service};
use actix_web::{App, post, put};
use facade::actix::cors;
use facade::{LiveOrigins, OriginSet};

use crate::support::{APP, EVIL, ask, preflight, request};

static RUNS: AtomicUsize = AtomicUsize::new(0);

#[cors(crate = facade, origins = ["https://app.example.com"], credentials, enforce)]
#[post("/transfer")]
async fn transfer() -> String {
    RUNS.fetch_add(1, Ordering::SeqCst).to_string()
}

#[actix_web::test]
async fn strangers_do_not_get_to_the_handler() {
    let app = init_service(App::new().service(transfer)).await;
    let allowed = [("allow-credentials", "true"), ("allow-origin", APP)];
    let runs = || RUNS.load(Ordering::SeqCst);

    ask(&app, request("POST", "/transfer", EVIL))
        .await
        .is(403, [], ["Origin"]);
    ask(&app, request("POST", "/transfer", "null"))
        .await
        .is(403, [], ["Origin"]);
    assert_eq!(runs(), 0);
    ask(&app, request("POST", "/transfer", APP))
        .await
        .is(200, allowed, ["Origin"]);
    assert_eq!(runs(), 1);
    // Nobody's page, and the server's own: by its word, by `Host`, by `:authority`.
    ask(&app, TestRequest::post().uri("/transfer"))
        .await
        .is(200, [], ["Origin"]);
    let own = "https://api.example.com";
    let said = |site: &'static str| {
        request("POST", "/transfer", own).insert_header(("sec-fetch-site", site))
    };
    ask(&app, said("same-origin")).await.is(200, [], ["Origin"]);
    ask(&app, said("same-site")).await.is(403, [], ["Origin"]);
    let host = request("POST", "/transfer", own).insert_header(("host", "api.example.com"));
    ask(&app, host).await.is(200, [], ["Origin"]);
    let host = request("POST", "/transfer", own).insert_header(("host", "other.example.com"));
    ask(&app, host).await.is(403, [], ["Origin"]);
    let authority = request("POST", "https://api.example.com/transfer", own);
    ask(&app, authority).await.is(200, [], ["Origin"]);
    assert_eq!(runs(), 5);
}

static TENANTS: LiveOrigins = LiveOrigins::empty();

#[cors(crate = facade, origins = ["https://app.example.com"], origins_from = TENANTS)]
#[put("/tenant")]
async fn tenant() -> &'static str {
    "tenant"
}

#[actix_web::test]
async fn origins_change_while_the_program_runs() {
    let app = init_service(App::new().service(tenant)).await;
    let new = "https://new.example.org";
    let both = async |origin| {
        let preflight = ask(&app, preflight("PUT", "/tenant", origin)).await;
        let answer = ask(&app, request("PUT", "/tenant", origin)).await;
        (preflight.status, answer.allowed() == Some(origin))
    };
    assert_eq!(both(new).await, (403, false));
    assert_eq!(both(APP).await, (204, true));
    TENANTS.replace(OriginSet::parse(["https://*.example.org"]).expect("a right set"));
    assert_eq!(both(new).await, (204, true));
    assert_eq!(both(APP).await, (204, true));
    TENANTS.replace(OriginSet::parse(["https://other.example.org"]).expect("a right set"));
    assert_eq!(both(new).await, (403, false));
}
