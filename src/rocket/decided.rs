//! A decision with what it was made by, until it is written onto Rocket's response.

use ::rocket::Response;
use ::rocket::http::{HeaderMap, Status};
use cors_runtime::policy::Policy;
use cors_runtime::protocol::prepared::Prepared;
use cors_runtime::protocol::{Decision, Field, Vary, Verdict, is_decided};

use super::headers::{ALLOW_ORIGIN, Head, VARY, long};

/// A decision about a request.
#[derive(Debug)]
pub(super) struct Decided<'r> {
    policy: &'r Policy,
    methods: &'r str,
    decision: Decision,
    /// The request's own origin, where the answer repeats it.
    origin: Option<&'r str>,
}

impl<'r> Decided<'r> {
    /// By a policy that is known when the program runs.
    pub(super) fn new(prepared: &'r Prepared, methods: &'r str, head: &Head<'r, '_>) -> Self {
        Self::by(prepared.policy(), methods, prepared.read(head))
    }

    /// By what is said of a request, and the origin that the answer repeats.
    #[inline]
    pub(super) fn by(
        policy: &'r Policy,
        methods: &'r str,
        (verdict, origin): (Verdict, Option<&'r str>),
    ) -> Self {
        Self {
            policy,
            methods,
            decision: Decision::by(verdict, policy, methods),
            origin,
        }
    }

    /// The same by a policy that was chosen for the request, by what `vary` says.
    pub(super) fn chosen_by(self, vary: Vary) -> Self {
        Self {
            decision: self.decision.chosen_by(vary),
            ..self
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
    pub(super) fn finish(self, response: &mut Response<'r>) {
        let vary = self.decision.vary();
        let said = Said::by(response.headers(), vary);
        if said.ours {
            for field in Field::ALL {
                response.remove_header(field.name());
            }
        }
        for field in self.decision.sent() {
            let value = match (field, self.origin) {
                (Field::AllowOrigin, Some(origin)) => origin,
                _ => field.value(self.policy, self.methods),
            };
            response.set_raw_header(field.name(), value);
        }
        match vary.as_sent() {
            Some(text) if !said.vary => _ = response.set_raw_header(VARY, text),
            Some(text) if said.vary_misses => response.adjoin_raw_header(VARY, text),
            _ => {}
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
