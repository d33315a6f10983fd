//! The decision of this library without a framework and without a header map.

use cors::Policy;
use cors_runtime::{Decision as CorsDecision, KnownDetails, Request, RequestOrigin, decide};

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
    type Response = (CorsDecision<'static>, Request<'static>);

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
            requested_method: find("access-control-request-method"),
            may_be_overridden: false,
            details: KnownDetails::default(),
        }
    }

    fn respond(&self, request: Self::Request) -> Self::Response {
        (decide(self.0, self.0.methods(), &request), request)
    }

    fn read_response((decision, request): Self::Response) -> ResponseText {
        let headers = decision.header_values(&request);
        let vary = decision.vary().as_str().map(|value| ("vary", value));
        let lines = headers.chain(vary);
        ResponseText {
            status: decision.action().immediate_status().unwrap_or(200),
            headers: lines
                .map(|(name, value)| (name.to_owned(), value.to_owned()))
                .collect(),
        }
    }
}
