//! Origins that are known at run time only, behind annotated handlers.

use std::sync::LazyLock;

use facade::{LiveOrigins, OriginSet, OriginSource};
use http::{Request, Response};

static TENANTS: LiveOrigins = LiveOrigins::empty();
static CONFIGURED: LazyLock<OriginSet> =
    LazyLock::new(|| OriginSet::parse(["https://configured.example.com"]).unwrap_or_default());

/// Says yes to everything it is asked, and so shows what it is not asked.
struct Everybody;

impl OriginSource for Everybody {
    fn allows(&self, origin: &str) -> bool {
        assert!(origin.starts_with("http"), "{origin}");
        true
    }
}

static EVERYBODY: Everybody = Everybody;

#[facade::cors(crate = ::facade, origins = ["https://app.example.com"], origins_from = TENANTS, credentials)]
fn for_tenants(_: Request<()>) -> Response<()> {
    Response::new(())
}

#[facade::cors(crate = ::facade, origins_from = CONFIGURED)]
fn configured(_: Request<()>) -> Response<()> {
    Response::new(())
}

#[facade::cors(crate = ::facade, origins_from = EVERYBODY)]
fn for_everybody(_: Request<()>) -> Response<()> {
    Response::new(())
}

fn lets_in(handler: fn(Request<()>) -> Response<()>, origin: &str) -> bool {
    let request = Request::builder().header("origin", origin).body(());
    let response = handler(request.expect("a request"));
    assert_eq!(response.headers()["vary"], "Origin");
    response
        .headers()
        .get("access-control-allow-origin")
        .is_some_and(|allowed| allowed == origin)
}

#[test]
fn live_origins_change_while_the_program_runs() {
    let tenant = "https://tenant.example.com";
    assert!(lets_in(for_tenants, "https://app.example.com"));
    assert!(!lets_in(for_tenants, tenant));
    TENANTS.replace(OriginSet::parse([tenant]).expect("a set"));
    assert!(lets_in(for_tenants, tenant));
    assert!(lets_in(for_tenants, "https://app.example.com"));
    TENANTS.replace(OriginSet::default());
    assert!(!lets_in(for_tenants, tenant));
}

#[test]
fn a_set_behind_a_lazy_lock_works() {
    assert!(lets_in(configured, "https://configured.example.com"));
    assert!(!lets_in(configured, "https://app.example.com"));
}

#[test]
fn a_source_is_asked_about_origins_only() {
    assert!(lets_in(for_everybody, "https://app.example.com"));
    for other in [
        "null",
        "",
        "https://app.example.com/",
        "a, b",
        "HTTPS://a.example",
    ] {
        assert!(!lets_in(for_everybody, other), "{other}");
    }
}

#[test]
fn violations_are_data_for_programs() {
    let refused = OriginSet::parse(["https://app.example.com/"]).expect_err("a refused set");
    let json = serde_json::to_value(&refused).expect("json");
    assert_eq!(
        json,
        serde_json::json!([{
            "rule": "C05",
            "place": "origins[0]",
            "value": "https://app.example.com/",
            "message": "origin `https://app.example.com/` ends with a slash [C05]",
            "help": "browsers send it without: `\"https://app.example.com\"`",
        }])
    );
}
