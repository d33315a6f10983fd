//! `enforce`, and origins that change at run time.

use std::sync::atomic::{AtomicUsize, Ordering};

use actix_web::test::{TestRequest, init_service};
use actix_web::{App, post, put};
use facade::actix::cors;
use facade::{LiveOrigins, OriginSet};

use crate::support::{APP, EVIL, preflight, request, send};

static RUNS: AtomicUsize = AtomicUsize::new(0);

#[cors(crate = facade, origins = ["https://app.example.com"], credentials, enforce)]
#[post("/transfer")]
async fn transfer() -> String {
    RUNS.fetch_add(1, Ordering::SeqCst).to_string()
}

#[actix_web::test]
async fn enforce_rejects_disallowed_origins_before_the_handler() {
    let app = init_service(App::new().service(transfer)).await;
    let allowed = [("allow-credentials", "true"), ("allow-origin", APP)];
    let runs = || RUNS.load(Ordering::SeqCst);

    send(&app, request("POST", "/transfer", EVIL))
        .await
        .assert(403, [], ["Origin"]);
    send(&app, request("POST", "/transfer", "null"))
        .await
        .assert(403, [], ["Origin"]);
    assert_eq!(runs(), 0);
    send(&app, request("POST", "/transfer", APP))
        .await
        .assert(200, allowed, ["Origin"]);
    assert_eq!(runs(), 1);
    // Requests without `Origin`, and same-origin requests: by `Sec-Fetch-Site`, by `Host`, by
    // `:authority`.
    send(&app, TestRequest::post().uri("/transfer"))
        .await
        .assert(200, [], ["Origin"]);
    let own = "https://api.example.com";
    let with_site = |site: &'static str| {
        request("POST", "/transfer", own).insert_header(("sec-fetch-site", site))
    };
    send(&app, with_site("same-origin"))
        .await
        .assert(200, [], ["Origin"]);
    send(&app, with_site("same-site"))
        .await
        .assert(403, [], ["Origin"]);
    let host = request("POST", "/transfer", own).insert_header(("host", "api.example.com"));
    send(&app, host).await.assert(200, [], ["Origin"]);
    let host = request("POST", "/transfer", own).insert_header(("host", "other.example.com"));
    send(&app, host).await.assert(403, [], ["Origin"]);
    let authority = request("POST", "https://api.example.com/transfer", own);
    send(&app, authority).await.assert(200, [], ["Origin"]);
    assert_eq!(runs(), 5);
}

static TENANTS: LiveOrigins = LiveOrigins::empty();

#[cors(crate = facade, origins = ["https://app.example.com"], origins_from = TENANTS)]
#[put("/tenant")]
async fn tenant() -> &'static str {
    "tenant"
}

#[actix_web::test]
async fn live_origins_apply_to_handlers_in_use() {
    let app = init_service(App::new().service(tenant)).await;
    let new = "https://new.example.org";
    let both = async |origin| {
        let preflight = send(&app, preflight("PUT", "/tenant", origin)).await;
        let response = send(&app, request("PUT", "/tenant", origin)).await;
        (preflight.status, response.allowed() == Some(origin))
    };
    assert_eq!(both(new).await, (403, false));
    assert_eq!(both(APP).await, (204, true));
    TENANTS.replace(OriginSet::parse(["https://*.example.org"]).expect("valid origins"));
    assert_eq!(both(new).await, (204, true));
    assert_eq!(both(APP).await, (204, true));
    TENANTS.replace(OriginSet::parse(["https://other.example.org"]).expect("valid origins"));
    assert_eq!(both(new).await, (403, false));
}
