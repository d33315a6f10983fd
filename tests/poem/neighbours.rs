//! Endpoints without a policy next to annotated handlers.

use facade::Policy;
use facade::poem::{Cors, CorsRouteMethod, cors, get};
use poem::http::Method;
use poem::{EndpointExt, Request, Result, Route, handler};

use crate::support::{APP, EVIL, Seen, preflight, request, send};

#[cors(crate = facade, origins = ["*"], headers = ["content-type"])]
#[handler]
async fn public() -> &'static str {
    "public"
}

#[handler]
async fn plain() -> &'static str {
    "plain"
}

async fn pass(request: Request) -> Result<Request> {
    Ok(request)
}

static REST: Policy = facade::policy! {
    origins = ["https://app.example.com"],
    methods = ["PUT"],
    headers = ["content-type"],
};

/// Returns the ways to mount `plain` for `POST`, `PUT` and `OPTIONS` on the path of `public`.
fn beside_public() -> [CorsRouteMethod; 3] {
    let with_plain = |routes: CorsRouteMethod| {
        routes
            .plain(Method::POST, plain)
            .plain(Method::PUT, plain)
            .plain(Method::OPTIONS, plain)
    };
    [
        with_plain(get(public)),
        with_plain(get(public).before(pass)),
        with_plain(get(public)).before(pass),
    ]
}

#[tokio::test]
async fn preflight_for_a_handler_without_a_policy_grants_nothing() {
    for routes in beside_public() {
        let app = Route::new().at("/notes", routes);
        let both = ["Access-Control-Request-Method"];
        let seen = send(&app, preflight("PUT", EVIL)).await;
        assert_eq!(
            seen,
            Seen::new(204, &["allow-origin: *", "allow-methods: GET"], &both, "")
        );
        let granted = ["allow-origin: *", "allow-headers: content-type"];
        let seen = send(&app, preflight("GET", EVIL)).await;
        assert_eq!(seen, Seen::new(204, &granted, &[], ""));
        for method in ["POST", "PUT", "OPTIONS"] {
            let seen = send(&app, request(method, EVIL)).await;
            assert_eq!(seen, Seen::new(200, &[], &[], "plain"));
        }
        // A safelisted method needs no permission but that of the origin, so the origin is denied.
        let seen = send(&app, preflight("POST", EVIL)).await;
        assert_eq!(seen, Seen::new(403, &[], &both, ""));
    }
}

#[tokio::test]
async fn preflight_for_a_handler_without_a_policy_gets_the_fallback() {
    for routes in beside_public() {
        let app = Route::new().at("/notes", routes);
        let app = app.with(Cors::fallback(&REST));
        let granted = [
            "allow-origin: https://app.example.com",
            "allow-methods: PUT",
            "allow-headers: content-type",
        ];
        let seen = send(&app, preflight("PUT", APP)).await;
        assert_eq!(seen, Seen::new(204, &granted, &["Origin"], ""));
        let seen = send(&app, preflight("PUT", EVIL)).await;
        assert_eq!(seen, Seen::new(403, &[], &["Origin"], ""));
        let seen = send(&app, request("PUT", APP)).await;
        assert_eq!(seen, Seen::new(200, &granted[..1], &["Origin"], "plain"));
        let seen = send(&app, request("GET", EVIL)).await;
        assert_eq!(seen, Seen::new(200, &["allow-origin: *"], &[], "public"));
    }
}

/// poem responds to `HEAD` with the handler for `GET`.
#[tokio::test]
async fn head_belongs_to_the_handler_for_get() {
    let app = Route::new().at("/notes", get(public).plain(Method::HEAD, plain));
    let seen = send(&app, request("HEAD", EVIL)).await;
    assert_eq!(seen, Seen::new(200, &[], &[], "plain"));
    let seen = send(&app, request("GET", EVIL)).await;
    assert_eq!(seen.cors, ["allow-origin: *"]);
    let app = Route::new().at(
        "/notes",
        facade::poem::put(public).plain(Method::GET, plain),
    );
    let seen = send(&app, request("HEAD", EVIL)).await;
    assert_eq!(seen, Seen::new(200, &[], &[], ""));
    let seen = send(&app, request("PUT", EVIL)).await;
    assert_eq!(seen.cors, ["allow-origin: *"]);
}
