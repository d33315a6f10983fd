//! Annotated handlers with origins that are only known at run time.

mod targets;

use std::sync::LazyLock;

use facade::{LiveOrigins, OriginSet, OriginSource};
use http::{Request, Response};

static TENANTS: LiveOrigins = LiveOrigins::empty();
static CONFIGURED: LazyLock<OriginSet> =
    LazyLock::new(|| OriginSet::parse(["https://configured.example.com"]).unwrap_or_default());

/// A source that allows everything, and panics if it is called with anything that is not an origin.
struct AnyOrigin;

impl OriginSource for AnyOrigin {
    fn allows(&self, origin: &str) -> bool {
        assert!(origin.starts_with("http"), "{origin}");
        true
    }
}

static ANY_ORIGIN: AnyOrigin = AnyOrigin;

#[facade::cors(crate = ::facade, origins = ["https://app.example.com"], origins_from = TENANTS, credentials)]
fn tenants(_: Request<()>) -> Response<()> {
    Response::new(())
}

#[facade::cors(crate = ::facade, origins_from = CONFIGURED)]
fn configured(_: Request<()>) -> Response<()> {
    Response::new(())
}

#[facade::cors(crate = ::facade, origins_from = ANY_ORIGIN)]
fn any_origin(_: Request<()>) -> Response<()> {
    Response::new(())
}

fn allows(handler: fn(Request<()>) -> Response<()>, origin: &str) -> bool {
    let request = Request::builder().header("origin", origin).body(());
    let response = handler(request.expect("a request"));
    assert_eq!(response.headers()["vary"], "Origin");
    response
        .headers()
        .get("access-control-allow-origin")
        .is_some_and(|allowed| allowed == origin)
}

#[test]
fn live_origins_can_be_replaced() {
    let tenant = "https://tenant.example.com";
    assert!(allows(tenants, "https://app.example.com"));
    assert!(!allows(tenants, tenant));
    TENANTS.replace(OriginSet::parse([tenant]).expect("a set"));
    assert!(allows(tenants, tenant));
    assert!(allows(tenants, "https://app.example.com"));
    TENANTS.replace(OriginSet::default());
    assert!(!allows(tenants, tenant));
}

#[test]
fn origin_set_in_a_lazy_lock_is_a_source() {
    assert!(allows(configured, "https://configured.example.com"));
    assert!(!allows(configured, "https://app.example.com"));
}

#[test]
fn source_is_called_with_valid_origins_only() {
    assert!(allows(any_origin, "https://app.example.com"));
    for invalid in [
        "null",
        "",
        "https://app.example.com/",
        "a, b",
        "HTTPS://a.example",
    ] {
        assert!(!allows(any_origin, invalid), "{invalid}");
    }
}

#[test]
fn violations_serialize_to_json() {
    let violations = OriginSet::parse(["https://app.example.com/"]).expect_err("a violations set");
    let json = serde_json::to_value(&violations).expect("json");
    assert_eq!(
        json,
        serde_json::json!([{
            "rule": "C05",
            "severity": "deny",
            "path": "origins[0]",
            "value": "https://app.example.com/",
            "message": "origin `https://app.example.com/` ends with a slash [C05]",
            "help": "write it as browsers send it: `\"https://app.example.com\"`",
        }])
    );
}
