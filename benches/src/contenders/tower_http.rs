//! tower-http around a service of tower, which is called again and again: its best case, since
//! nothing clones the layer.

use http::{HeaderName, HeaderValue, Method, Request, Response};
use std::time::Duration;
use tower::Layer;
use tower_http::cors::{AllowOrigin, Any, Cors, CorsLayer};

use super::bare_tower::{Driven, Inside, inside};
use super::function;
use crate::case::{Case, PolicyId, origin};
use crate::contender::{Answer, Contender};
use crate::request;

/// The layer around a service.
#[derive(Debug)]
pub struct TowerHttp(Driven<Cors<Inside>>);

impl Contender for TowerHttp {
    const NAME: &'static str = "tower-http";
    const BARE: &'static str = "bare-tower";
    type Request = Request<()>;
    type Response = Response<()>;

    fn new(case: &Case) -> Option<Self> {
        let layer = layer(case);
        Some(Self(Driven::new(layer.layer(inside(case)))))
    }

    fn request(&self, case: &Case) -> Self::Request {
        request::request(case, ())
    }

    fn answer(&self, request: Self::Request) -> Self::Response {
        self.0.answer(request)
    }

    fn read(response: Self::Response) -> Answer {
        function::read(&response)
    }
}

/// The layer of a case.
pub(super) fn layer(case: &Case) -> CorsLayer {
    let one = || CorsLayer::new().allow_origin(value(&origin(0)));
    let asked = |layer: CorsLayer, headers: Vec<HeaderName>| {
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
        PolicyId::Preflight => asked(one(), three()),
        PolicyId::PreflightCredentials => asked(one().allow_credentials(true), three()),
        PolicyId::Preflight20 => {
            let names = (0..20).map(|at| format!("x-header-{at:02}"));
            let names = names.map(|name| name.parse().expect("a name"));
            asked(one(), names.collect())
        }
        PolicyId::Preflight1000 => asked(CorsLayer::new().allow_origin(list(1_000)), three()),
    }
}

fn list(many: usize) -> AllowOrigin {
    AllowOrigin::list((0..many).map(|at| value(&origin(at))))
}

fn value(text: &str) -> HeaderValue {
    HeaderValue::from_str(text).expect("a value")
}

/// `https://*.example.com`, as one writes it: what browsers send is well-formed.
fn is_subdomain(origin: &[u8]) -> bool {
    origin
        .strip_prefix(b"https://")
        .and_then(|host| host.strip_suffix(b".example.com"))
        .is_some_and(|labels| !labels.is_empty())
}
