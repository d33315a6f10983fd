//! A policy with its header values on the types of actix-web, created once.

use std::rc::Rc;

use actix_web::body::BoxBody;
use actix_web::dev::ServiceRequest;
use actix_web::http::StatusCode;
use actix_web::http::header::{self, HeaderValue};
use actix_web::{HttpMessage, HttpResponse};
use cors_runtime::{
    Action, CompiledPolicy, CorsHeader, Decided, Decision, MarkDecision, Mode, RequestClass,
    Selection, Vary, Wrapper, is_below_primary, response_headers,
};

use super::header_map::Headers;
use super::request;

const WRAPPER: Wrapper = Wrapper {
    name: "Cors",
    help: "register it outside of the scope with `.wrap(Cors::new(…))`",
};

/// A policy with its header values.
#[derive(Debug)]
pub(super) struct PolicyHeaders {
    policy: CompiledPolicy,
    vary: Vary,
    // The value of `Access-Control-Allow-Origin` is empty if responses echo the origin of the request.
    preflight: Box<[(CorsHeader, HeaderValue)]>,
    actual: Box<[(CorsHeader, HeaderValue)]>,
}

impl PolicyHeaders {
    /// Creates the header values. `selected_by` are the request headers that selected the policy.
    pub(super) fn new(policy: CompiledPolicy, selected_by: Vary) -> Self {
        let headers = |class| {
            let decision = Decision::new(class, policy.policy(), policy.methods());
            let value = |header: CorsHeader| {
                if header == CorsHeader::AllowOrigin && decision.echoes_origin() {
                    // Allows no origin, should it ever be sent.
                    return HeaderValue::from_static("");
                }
                // Validated values are valid header values. An empty value would allow nothing.
                HeaderValue::from_str(header.value(policy.policy(), policy.methods()))
                    .unwrap_or(HeaderValue::from_static(""))
            };
            let headers = decision.headers();
            headers.map(|header| (header, value(header))).collect()
        };
        Self {
            vary: Vary::for_policy(policy.policy()).union(selected_by),
            preflight: headers(RequestClass::Preflight { allowed: true }),
            actual: headers(RequestClass::Actual { allowed: true }),
            policy,
        }
    }

    /// Evaluates the policy for a request.
    pub(super) fn evaluate(self: &Rc<Self>, request: &ServiceRequest, mode: Mode) -> Evaluation {
        let head = request.head();
        let is_marked = is_below_primary() || request.extensions().contains::<MarkDecision>();
        let policy = self.policy.policy();
        let request = request::read(head);
        let class = RequestClass::new(policy, &request, Selection::ONLY);
        let echoes_origin = self.policy.echoes_origin() && class.is_allowed();
        let origin = echoes_origin.then(|| head.headers.get(header::ORIGIN));
        Evaluation {
            policy: Rc::clone(self),
            mode,
            class,
            is_marked,
            echoed_origin: origin.flatten().cloned(),
        }
    }
}

/// The result of evaluating a policy for a request, until it is written to the response.
#[derive(Debug, Clone)]
pub(super) struct Evaluation {
    policy: Rc<PolicyHeaders>,
    mode: Mode,
    class: RequestClass,
    /// Whether the response is marked for a fallback policy further out.
    is_marked: bool,
    /// The origin of the request, if the response echoes it.
    echoed_origin: Option<HeaderValue>,
}

impl Evaluation {
    pub(super) fn mode(&self) -> Mode {
        self.mode
    }

    /// Returns the response to send without calling the inner service.
    pub(super) fn immediate_response(&self) -> Option<HttpResponse> {
        let status = self.mode.immediate_status(self.class)?;
        Some(self.without_body(status))
    }

    /// Adds the headers to the response of the inner service, or returns a response to send instead.
    pub(super) fn apply<B>(&self, response: &mut HttpResponse<B>) -> Option<HttpResponse> {
        let is_decided = response.extensions().contains::<Decided>();
        let policy = self.policy.policy.policy();
        if !self.mode.applies(is_decided, policy, &WRAPPER) {
            return None;
        }
        if let Some(status) = Action::new(self.class).immediate_status() {
            return Some(self.without_body(status));
        }
        self.write(response);
        None
    }

    fn without_body(&self, status: u16) -> HttpResponse {
        let status = StatusCode::from_u16(status).unwrap_or(StatusCode::FORBIDDEN);
        let mut response = HttpResponse::with_body(status, BoxBody::new(()));
        self.write(&mut response);
        response
    }

    fn write<B>(&self, response: &mut HttpResponse<B>) {
        if self.is_marked {
            response.extensions_mut().insert(Decided);
        }
        let values = match self.class {
            RequestClass::Preflight { allowed: true } => &self.policy.preflight[..],
            RequestClass::Actual { allowed: true } => &self.policy.actual[..],
            _ => &[],
        };
        let values = values.iter().map(|(header, value)| {
            let echoed = self.echoed_origin.as_ref();
            let echoed = echoed.filter(|_| *header == CorsHeader::AllowOrigin);
            (*header, echoed.unwrap_or(value).clone())
        });
        let mut headers = Headers(response.headers_mut());
        response_headers::apply(&mut headers, values, self.policy.vary);
    }
}
