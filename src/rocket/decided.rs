//! A decision with what it was made by, until it is written onto Rocket's response.

use ::rocket::http::{HeaderMap, Status};
use ::rocket::{Request, Response};
use cors_runtime::policy::Policy;
use cors_runtime::protocol::prepared::Prepared;
use cors_runtime::protocol::read::Asking;
use cors_runtime::protocol::{Decision, Field, Vary, is_decided};

use super::headers::{ALLOW_ORIGIN, Head, VARY, long};

/// A decision about a request.
#[derive(Debug)]
pub(super) struct Decided<'r> {
    policy: &'r Policy,
    methods: &'r str,
    decision: Decision,
    /// The request's own origin, where the answer repeats it and it has been read.
    origin: Option<&'r str>,
}

impl<'r> Decided<'r> {
    /// By what the policy has to know of the request.
    pub(super) fn new(prepared: &'r Prepared, methods: &'r str, request: &'r Request<'_>) -> Self {
        let policy = prepared.policy();
        let (verdict, origin) = prepared.read(Head(request));
        let decision = Decision::by(verdict, policy, methods);
        Self {
            origin,
            ..Self::by(policy, methods, decision)
        }
    }

    /// What is decided already.
    pub(super) fn by(policy: &'r Policy, methods: &'r str, decision: Decision) -> Self {
        Self {
            policy,
            methods,
            decision,
            origin: None,
        }
    }

    /// The answer in the place of a handler's, without its headers yet.
    pub(super) fn answered(&self) -> Option<Response<'static>> {
        let status = Status::new(self.decision.outcome().answered()?);
        let mut answer = Response::new();
        answer.set_status(status);
        Some(answer)
    }

    /// Puts the headers onto a response.
    pub(super) fn finish(self, request: &'r Request<'_>, response: &mut Response<'r>) {
        let vary = self.decision.vary();
        let said = Said::by(response.headers(), vary);
        if said.ours {
            for field in Field::ALL {
                response.remove_header(field.name());
            }
        }
        let repeated = || {
            let repeats = self.decision.repeats_origin(self.policy);
            repeats.then(|| Head(request).origin().0).flatten()
        };
        let origin = self.origin.or_else(repeated);
        for field in Field::ALL {
            if self.decision.sends(field) {
                let value = match (field, origin) {
                    (Field::AllowOrigin, Some(origin)) => origin,
                    _ => field.value(self.policy, self.methods),
                };
                response.set_raw_header(field.name(), value);
            }
        }
        match vary.as_sent() {
            Some(text) if !said.vary => _ = response.set_raw_header(VARY, text),
            Some(text) if said.vary_misses => response.adjoin_raw_header(VARY, text),
            _ => {}
        }
    }

    /// The same, if nobody has decided about the response: it is replaced where this answers by itself.
    pub(super) fn settle(self, request: &'r Request<'_>, response: &mut Response<'r>) {
        let headers = response.headers();
        let vary = headers.get(VARY).map(str::as_bytes);
        if is_decided(long(headers, ALLOW_ORIGIN), vary) {
            return;
        }
        if let Some(answer) = self.answered() {
            *response = answer;
        }
        self.finish(request, response);
    }
}

/// What a response says already. There are few names on it, and reading all of them is cheaper than
/// hashing one.
#[derive(Debug)]
struct Said {
    /// Something under one of the six names, which hardly any handler sets.
    ours: bool,
    /// What it depends on, be it nothing.
    vary: bool,
    /// Nothing of what we have to say of that.
    vary_misses: bool,
}

impl Said {
    fn by(headers: &HeaderMap<'_>, vary: Vary) -> Self {
        let mut said = Self {
            ours: false,
            vary: false,
            vary_misses: true,
        };
        for line in headers.iter() {
            if line.name() == VARY {
                said.vary = true;
                said.vary_misses &= vary.is_missing_from([line.value().as_bytes()]);
            }
            said.ours |= is_ours(line.name().as_str());
        }
        said
    }
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
