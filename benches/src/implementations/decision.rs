//! The decision of this library without a framework and without a header map.

use cors::Policy;
use cors_runtime::protocol::{Decision as CorsDecision, Request, RequestOrigin, Site, decide};

use crate::case::Case;
use crate::implementation::Implementation;
use crate::policies::policy;
use crate::response::ResponseText;

/// The policy of a case.
#[derive(Debug)]
pub struct Decision(&'static Policy);

impl Implementation for Decision {
    const NAME: &'static str = "decision";
    const NO_CORS: &'static str = Self::NAME;
    type Request = Request<'static>;
    type Response = (CorsDecision, &'static Policy, Request<'static>);

    fn new(case: &Case) -> Option<Self> {
        Some(Self(policy(case.policy)))
    }

    fn request(&self, case: &Case) -> Self::Request {
        let leaked = |text: &str| -> &'static str { text.to_owned().leak() };
        let find = |name| {
            let mut headers = case.headers.iter();
            let found = headers.find(|(header, _)| *header == name);
            found.map(|(_, value)| leaked(value).as_bytes())
        };
        Request {
            method: case.method,
            origin: find("origin").map_or(RequestOrigin::Absent, RequestOrigin::One),
            asked_method: find("access-control-request-method"),
            site: Site::default(),
        }
    }

    fn respond(&self, request: Self::Request) -> Self::Response {
        (decide(self.0, self.0.methods(), &request), self.0, request)
    }

    fn read_response((decision, policy, request): Self::Response) -> ResponseText {
        let fields = decision.fields(policy, policy.methods(), &request);
        let vary = decision.vary().as_sent().map(|value| ("vary", value));
        let lines = fields.chain(vary);
        ResponseText {
            status: decision.outcome().answered().unwrap_or(200),
            headers: lines
                .map(|(name, value)| (name.to_owned(), value.to_owned()))
                .collect(),
        }
    }
}
