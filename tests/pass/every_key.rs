//! Policies with every key, in every form of its value.

#![deny(warnings)]
#![allow(dead_code, missing_docs)]
// The handlers show forms of signatures; their own style does not matter here.
#![allow(clippy::all, clippy::pedantic)]

extern crate facade as cors;

use cors::{Policy, cors};
use http::{Request, Response};

static API: Policy = cors::policy! {
    origins = ["https://example.com", "https://*.example.com:*", "http://[::1]:8080"],
    dev_origins = ["http://localhost:*"],
    methods = ["PUT", "DELETE"],
    headers = ["*", "authorization"],
    expose = ["*"],
    max_age = 7_200,
};

#[cors(policy = API)]
fn by_name(_: Request<()>) -> Response<()> {
    Response::new(())
}

#[cors(
    origins = ["http://intranet.example.com:*"],
    credentials,
    methods = ["PATCH"],
    headers = ["Content-Type", "X-CSRF-Token"],
    expose = ["ETag",],
    max_age = 0,
    dangerously_allow = [insecure_origins, any_port],
)]
fn dangerous(_: Request<()>) -> Response<()> {
    Response::new(())
}

#[cors(
    origins = ["https://app-*-team.vercel.app", "https://app-*.example.com:*"],
    credentials,
    enforce,
    dangerously_allow = [preview_deployments, any_port],
)]
fn previews_with_credentials(_: Request<()>) -> Response<()> {
    Response::new(())
}

#[cors(origins = ["https://app-*-team.vercel.app"], dev_origins = ["http://pr-*.localhost:*"])]
fn previews(_: Request<()>) -> Response<()> {
    Response::new(())
}

#[cors(
    origins = ["https://app.example.com"],
    protocols = [grpc_web, connect, mcp, tus],
    headers = ["authorization"],
)]
fn every_protocol(_: Request<()>) -> Response<()> {
    Response::new(())
}

static MCP: Policy = cors::policy! {
    origins = ["https://app.example.com"], protocols = [mcp], enforce, hosts = ["localhost:*"],
};

#[cors(policy = MCP)]
fn mcp(_: Request<()>) -> Response<()> {
    Response::new(())
}

#[cors(origins = ["*"])]
fn public(_: Request<()>) -> Response<()> {
    Response::new(())
}

#[cors(dev_origins = ["http://localhost:3000"], credentials)]
fn in_development(_: Request<()>) -> Response<()> {
    Response::new(())
}

static TENANTS: std::sync::LazyLock<cors::OriginSet> = std::sync::LazyLock::new(|| {
    cors::OriginSet::parse(["https://tenant.example.com"]).unwrap_or_default()
});

#[cors(origins = ["https://app.example.com"], origins_from = TENANTS, credentials)]
fn for_tenants(_: Request<()>) -> Response<()> {
    Response::new(())
}

static OWN_HOSTS: Policy = cors::policy! {
    origins = ["https://*.example.com"],
    enforce,
    hosts = ["api.example.com", "localhost:*", "[::1]:8080"],
};

#[cors(policy = OWN_HOSTS)]
fn for_own_hosts(_: Request<()>) -> Response<()> {
    Response::new(())
}

#[cors(origins = ["https://app.example.com"], enforce, hosts = ["api.example.com"])]
fn for_one_host(_: Request<()>) -> Response<()> {
    Response::new(())
}

#[cors(origins = ["https://app.example.com"], enforce)]
fn enforced(_: Request<()>) -> Response<()> {
    Response::new(())
}

static ENFORCING: Policy = cors::policy! { origins = ["https://app.example.com"], enforce };

struct WebSocketUpgrade;

#[cors::axum::cors(policy = ENFORCING)]
async fn upgrade(_: WebSocketUpgrade) {}

#[cors(origins = ["capacitor://localhost"], dangerously_allow = [custom_schemes])]
fn for_an_app(_: Request<()>) -> Response<()> {
    Response::new(())
}

#[cors(crate = ::facade, origins = [r"https://raw.example.com"])]
fn elsewhere(_: Request<()>) -> Response<()> {
    Response::new(())
}

fn main() {
    assert!(std::ptr::eq(by_name::policy(), &raw const API));
    assert_eq!(API.headers(), "*,authorization");
    assert_eq!(API.max_age(), "7200");
    assert!(API.allows(b"http://localhost:5173"));
    assert!(dangerous::policy().allows(b"http://intranet.example.com:81"));
    assert_eq!(dangerous::policy().headers(), "content-type,x-csrf-token");
    assert!(public::policy().allows_any_origin());
    assert!(in_development::policy().credentials());
    assert!(for_tenants::policy().allows(b"https://tenant.example.com"));
    assert!(for_own_hosts::policy().serves_host(Some(b"localhost:3000")));
    assert!(for_one_host::policy().serves_host(Some(b"api.example.com")));
    assert!(!for_one_host::policy().serves_host(Some(b"evil.example")));
    assert!(for_an_app::policy().allows(b"capacitor://localhost"));
    assert!(elsewhere::policy().allows(b"https://raw.example.com"));
    for handler in [
        by_name,
        dangerous,
        public,
        in_development,
        for_tenants,
        for_an_app,
        for_own_hosts,
        for_one_host,
        elsewhere,
    ] {
        let _ = handler(Request::new(()));
    }
}
