//! A decision until it is written to Rocket's response.

use ::rocket::Response;
use ::rocket::http::Status;
use cors_runtime::response_headers::{self, ResponseHeaders};
use cors_runtime::{CorsHeader, Decision, Policy, RequestOrigin, Selection, Vary, decide_selected};

use super::request::RequestParts;

const VARY: &str = "Vary";

/// A decision about a request.
#[derive(Debug)]
pub(super) struct PendingResponse<'r> {
    policy: &'r Policy,
    decision: Decision<'r>,
    /// The origin of the request, if the response echoes it.
    echoed_origin: Option<&'r str>,
    /// Whether it is the decision of the fallback policy.
    pub(super) is_fallback: bool,
}

impl<'r> PendingResponse<'r> {
    /// Decides about a request.
    pub(super) fn new(
        policy: &'r Policy,
        methods: &'r str,
        parts: RequestParts<'r, '_>,
        selection: Selection,
    ) -> Self {
        let decision = decide_selected(policy, methods, &parts, selection);
        let echoed_origin = match parts.origin {
            RequestOrigin::One(origin) if decision.echoes_origin() => {
                std::str::from_utf8(origin).ok()
            }
            _ => None,
        };
        Self {
            policy,
            decision,
            echoed_origin,
            is_fallback: false,
        }
    }

    /// Returns whether a fallback policy does not apply.
    pub(super) fn is_decided(&self) -> bool {
        self.decision.class().is_decided()
    }

    /// Returns the response that replaces that of the handler, still without headers.
    pub(super) fn immediate_response(&self) -> Option<Response<'static>> {
        self.decision
            .action()
            .immediate_status()
            .map(empty_response)
    }

    /// Adds the headers to a response.
    pub(super) fn apply(&self, response: &mut Response<'r>) {
        let headers = self.decision.headers().map(|header| {
            let value = match (header, self.echoed_origin) {
                (CorsHeader::AllowOrigin, Some(origin)) => origin,
                _ => header.value(self.policy, self.decision.methods()),
            };
            (header, value)
        });
        let vary = self.decision.vary();
        response_headers::apply(&mut Headers(response), headers, vary);
    }
}

/// Returns a response without headers.
pub(super) fn empty_response(status: u16) -> Response<'static> {
    let mut response = Response::new();
    response.set_status(Status::new(status));
    response
}

/// The headers of a response. Rocket defines the response, `cors-runtime` the trait.
struct Headers<'a, 'r>(&'a mut Response<'r>);

impl<'r> ResponseHeaders for Headers<'_, 'r> {
    type Value = &'r str;

    fn is_empty(&self) -> bool {
        self.0.headers().is_empty()
    }

    fn has_cors_header(&self) -> bool {
        let mut headers = self.0.headers().iter();
        headers.any(|header| CorsHeader::from_name(header.name().as_str()).is_some())
    }

    fn vary(&self) -> impl Iterator<Item = &[u8]> {
        // Rocket hashes names byte by byte, so comparing a response's few names is cheaper than a look-up.
        let headers = self.0.headers();
        let is_present = headers.iter().any(|header| header.name() == VARY);
        let lines = is_present.then(|| headers.get(VARY));
        lines.into_iter().flatten().map(str::as_bytes)
    }

    fn remove(&mut self, header: CorsHeader) {
        self.0.remove_header(header.name());
    }

    fn insert(&mut self, header: CorsHeader, value: &'r str) {
        self.0.adjoin_raw_header(header.name(), value);
    }

    fn append_vary(&mut self, vary: Vary) {
        if let Some(value) = vary.as_str() {
            self.0.adjoin_raw_header(VARY, value);
        }
    }
}
