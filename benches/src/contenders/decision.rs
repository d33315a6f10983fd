//! The decision alone, without a header map: text in, a few bits out.

use cors::Policy;
use cors_runtime::protocol::{Decision as Decided, Request, RequestOrigin, Site, decide};

use crate::case::Case;
use crate::contender::{Answer, Contender};
use crate::policies::policy;

/// The decision about a case.
#[derive(Debug)]
pub struct Decision(&'static Policy);

impl Contender for Decision {
    const NAME: &'static str = "decision";
    const BARE: &'static str = "decision";
    type Request = Request<'static>;
    type Response = (Decided, &'static Policy, Request<'static>);

    fn new(case: &Case) -> Option<Self> {
        Some(Self(policy(case.policy)))
    }

    fn request(&self, case: &Case) -> Self::Request {
        let leaked = |text: &str| -> &'static str { text.to_owned().leak() };
        let find = |name| {
            let mut headers = case.headers.iter();
            let found = headers.find(|(one, _)| *one == name);
            found.map(|(_, value)| leaked(value).as_bytes())
        };
        Request {
            method: case.method,
            origin: find("origin").map_or(RequestOrigin::Absent, RequestOrigin::One),
            asked_method: find("access-control-request-method"),
            site: Site::default(),
        }
    }

    fn answer(&self, request: Self::Request) -> Self::Response {
        (decide(self.0, self.0.methods(), &request), self.0, request)
    }

    fn read((decision, policy, request): Self::Response) -> Answer {
        let fields = decision.fields(policy, policy.methods(), &request);
        let vary = decision.vary().as_sent().map(|value| ("vary", value));
        let lines = fields.chain(vary);
        Answer {
            status: decision.outcome().answered().unwrap_or(200),
            headers: lines
                .map(|(name, value)| (name.to_owned(), value.to_owned()))
                .collect(),
        }
    }
}
