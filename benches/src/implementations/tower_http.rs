//! The CORS layer of tower-http around a tower service. Because the service is never cloned, the layer is
//! not cloned either, which is its best case.

use http::{HeaderName, HeaderValue, Method, Request, Response};
use std::time::Duration;
use tower::Layer;
use tower_http::cors::{AllowOrigin, Any, Cors, CorsLayer};

use super::tower_service::{Inner, ReusedService, inner};
use crate::case::{Case, PolicyId, origin};
use crate::implementation::Implementation;
use crate::request;
use crate::response::ResponseText;

/// A service in the layer.
#[derive(Debug)]
pub struct TowerHttp(ReusedService<Cors<Inner>>);

impl Implementation for TowerHttp {
    const NAME: &'static str = "tower-http";
    const NO_CORS: &'static str = "no-cors-tower";
    type Request = Request<()>;
    type Response = Response<()>;

    fn new(case: &Case) -> Option<Self> {
        let layer = layer(case);
        Some(Self(ReusedService::new(layer.layer(inner(case)))))
    }

    fn request(&self, case: &Case) -> Self::Request {
        request::request(case, ())
    }

    fn respond(&self, request: Self::Request) -> Self::Response {
        self.0.call(request)
    }

    fn read_response(response: Self::Response) -> ResponseText {
        ResponseText::of(&response)
    }
}

/// Returns the layer with the policy of a case.
pub(super) fn layer(case: &Case) -> CorsLayer {
    let one = || CorsLayer::new().allow_origin(value(&origin(0)));
    let with_preflight = |layer: CorsLayer, headers: Vec<HeaderName>| {
        layer
            .allow_methods([
                Method::DELETE,
                Method::GET,
                Method::HEAD,
                Method::PATCH,
                Method::POST,
                Method::PUT,
            ])
            .allow_headers(headers)
            .max_age(Duration::from_secs(600))
    };
    let names = |names: [&'static str; 3]| names.map(HeaderName::from_static);
    let three = || names(["authorization", "content-type", "x-csrf-token"]).to_vec();
    let exposed = names(["etag", "x-request-id", "x-total-count"]);
    match case.policy {
        PolicyId::Exact(1) => one(),
        PolicyId::Exact(many) => CorsLayer::new().allow_origin(list(many)),
        PolicyId::Any => CorsLayer::new().allow_origin(Any),
        PolicyId::Subdomains => {
            CorsLayer::new().allow_origin(AllowOrigin::predicate(|origin, _| {
                is_subdomain(origin.as_bytes())
            }))
        }
        PolicyId::Credentials => one().allow_credentials(true),
        PolicyId::Expose3 => one().expose_headers(exposed),
        PolicyId::CredentialsExpose3 => one().allow_credentials(true).expose_headers(exposed),
        PolicyId::Preflight => with_preflight(one(), three()),
        PolicyId::PreflightCredentials => with_preflight(one().allow_credentials(true), three()),
        PolicyId::Preflight20 => {
            let names = (0..20).map(|index| format!("x-header-{index:02}"));
            let names = names.map(|name| name.parse().expect("a name"));
            with_preflight(one(), names.collect())
        }
        PolicyId::Preflight1000 => {
            with_preflight(CorsLayer::new().allow_origin(list(1_000)), three())
        }
    }
}

fn list(many: usize) -> AllowOrigin {
    AllowOrigin::list((0..many).map(|index| value(&origin(index))))
}

fn value(text: &str) -> HeaderValue {
    HeaderValue::from_str(text).expect("a value")
}

/// Matches `https://*.example.com` as users write it, relying on browsers to send valid origins.
fn is_subdomain(origin: &[u8]) -> bool {
    origin
        .strip_prefix(b"https://")
        .and_then(|host| host.strip_suffix(b".example.com"))
        .is_some_and(|labels| !labels.is_empty())
}
