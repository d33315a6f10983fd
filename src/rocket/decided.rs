//! A decision with what it was made by, until it is written onto Rocket's response.

use ::rocket::Response;
use ::rocket::http::Status;
use cors_runtime::policy::Policy;
use cors_runtime::protocol::{Decision, Field, Request, Vary, decide, is_decided};

use super::headers::{ALLOW_ORIGIN, VARY};

/// A decision about a request.
#[derive(Debug)]
pub(super) struct Decided<'r> {
    policy: &'r Policy,
    methods: &'r str,
    request: Request<'r>,
    decision: Decision,
}

impl<'r> Decided<'r> {
    pub(super) fn new(
        policy: &'r Policy,
        methods: &'r str,
        vary: Vary,
        request: Request<'r>,
    ) -> Self {
        Self {
            policy,
            methods,
            request,
            decision: decide(policy, methods, &request).chosen_by(vary),
        }
    }

    /// The answer in the place of a handler's, without its headers yet.
    pub(super) fn answered(&self) -> Option<Response<'static>> {
        let status = Status::new(self.decision.outcome().answered()?);
        Some(Response::build().status(status).finalize())
    }

    /// Puts the headers onto a response.
    pub(super) fn finish(self, response: &mut Response<'r>) {
        for field in Field::ALL {
            response.remove_header(field.name());
        }
        let fields = self
            .decision
            .fields(self.policy, self.methods, &self.request);
        for (name, value) in fields {
            response.set_raw_header(name, value);
        }
        let lines = response.headers().get(VARY).map(str::as_bytes);
        if let Some(text) = self.decision.vary().to_append(lines) {
            response.adjoin_raw_header(VARY, text);
        }
    }

    /// The same, if nobody has decided about the response: it is replaced where this answers by itself.
    pub(super) fn settle(self, response: &mut Response<'r>) {
        let headers = response.headers();
        let allow_origin = headers.get_one(ALLOW_ORIGIN).map(str::as_bytes);
        if is_decided(allow_origin, headers.get(VARY).map(str::as_bytes)) {
            return;
        }
        if let Some(answer) = self.answered() {
            *response = answer;
        }
        self.finish(response);
    }
}
