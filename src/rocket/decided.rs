//! A decision with what it was made by, until it is written onto Rocket's response.

use ::rocket::http::{HeaderMap, Status};
use ::rocket::{Request, Response};
use cors_runtime::policy::Policy;
use cors_runtime::protocol::{self, Decision, Field, Vary, decide, is_decided};

use super::headers::{ALLOW_ORIGIN, VARY, long, site};

/// A decision about a request.
#[derive(Debug)]
pub(super) struct Decided<'r> {
    policy: &'r Policy,
    methods: &'r str,
    request: protocol::Request<'r>,
    decision: Decision,
}

impl<'r> Decided<'r> {
    /// By what was [read](super::headers::read) of the request.
    pub(super) fn new(
        policy: &'r Policy,
        methods: &'r str,
        vary: Vary,
        request: &'r Request<'_>,
        read: protocol::Request<'r>,
    ) -> Self {
        let request = read.for_policy(policy, || site(request));
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
        // Six names, of which there is nearly never one.
        if has_ours(response.headers()) {
            for field in Field::ALL {
                response.remove_header(field.name());
            }
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
        let vary = headers.get(VARY).map(str::as_bytes);
        if is_decided(long(headers, ALLOW_ORIGIN), vary) {
            return;
        }
        if let Some(answer) = self.answered() {
            *response = answer;
        }
        self.finish(response);
    }
}

fn has_ours(headers: &HeaderMap<'_>) -> bool {
    let mut lines = headers.iter();
    lines.any(|line| is_ours(line.name().as_str()))
}

fn is_ours(name: &str) -> bool {
    // The six have this in common, and hardly any other name.
    const START: &[u8] = b"access-control-";
    let start = name.as_bytes().get(..START.len());
    start.is_some_and(|start| start.eq_ignore_ascii_case(START))
        && Field::ALL
            .into_iter()
            .any(|field| field.name().eq_ignore_ascii_case(name))
}
