//! The decision on actix-web's types: read a request's head, write a response's headers.

use std::rc::Rc;

use actix_web::HttpResponse;
use actix_web::body::{BoxBody, EitherBody};
use actix_web::dev::RequestHead;
use actix_web::http::StatusCode;
use actix_web::http::header::{self, HeaderMap, HeaderName, HeaderValue};
use cors_runtime::protocol::prepared::Prepared;
use cors_runtime::protocol::{
    Decision, Field, Request, RequestOrigin, Site, Vary, decide, is_decided,
};

/// Which answers a policy is for.
#[derive(Debug, Clone, Copy)]
pub(super) enum Covers {
    /// All of them.
    Everything,
    /// Those about which nothing inside has decided.
    TheUndecided,
}

/// A policy, with its lines made once.
#[derive(Debug)]
pub(super) struct Policed {
    prepared: Prepared,
    /// In the order of [`Field::ALL`]. The origin's is for everybody.
    lines: [(HeaderName, Option<HeaderValue>); 6],
    covers: Covers,
    /// What chose the policy for the request.
    chosen_by: Vary,
}

/// A decision that waits for its response.
#[derive(Debug, Clone)]
pub(super) struct Pending {
    by: Rc<Policed>,
    decision: Decision,
    /// The allowed origin; `None` where it is withheld, and where it is `*`.
    origin: Option<HeaderValue>,
}

/// What CORS reads of a request. Of whose page it is nothing is known yet: few policies ask.
pub(super) fn read(head: &RequestHead) -> Request<'_> {
    let origins = head.headers.get_all(header::ORIGIN);
    let asked_method = head.headers.get(header::ACCESS_CONTROL_REQUEST_METHOD);
    Request {
        method: head.method.as_str(),
        origin: RequestOrigin::from_lines(origins.map(HeaderValue::as_bytes)),
        asked_method: asked_method.map(HeaderValue::as_bytes),
        site: Site::default(),
    }
}

fn site(head: &RequestHead) -> Site<'_> {
    let value = |name: &str| head.headers.get(name).map(HeaderValue::as_bytes);
    let authority = head.uri.authority().map(|own| own.as_str().as_bytes());
    Site {
        fetch_site: value("sec-fetch-site"),
        authority: authority.or_else(|| value("host")),
    }
}

impl Policed {
    pub(super) fn new(prepared: Prepared, covers: Covers, chosen_by: Vary) -> Self {
        let lines = Field::ALL.map(|field| {
            // A value that the judge has accepted is a token list or digits, which no header refuses.
            let value = field.value(prepared.policy(), prepared.methods());
            let value = HeaderValue::from_str(value).ok();
            (HeaderName::from_static(field.name()), value)
        });
        Self {
            prepared,
            lines,
            covers,
            chosen_by,
        }
    }

    pub(super) fn receive(self: &Rc<Self>, head: &RequestHead) -> Pending {
        let policy = self.prepared.policy();
        let request = read(head).for_policy(policy, || site(head));
        let decision = decide(policy, self.prepared.methods(), &request);
        let origin = head.headers.get(header::ORIGIN);
        let origin = origin.filter(|_| decision.names_origin(policy));
        Pending {
            by: Rc::clone(self),
            decision: decision.chosen_by(self.chosen_by),
            origin: origin.cloned(),
        }
    }
}

impl Pending {
    /// The answer without asking what is inside, where there is one.
    pub(super) fn at_once(&self) -> Option<HttpResponse> {
        match self.by.covers {
            Covers::Everything => self.answered(),
            Covers::TheUndecided => None,
        }
    }

    /// What came from inside, with the headers of this decision.
    pub(super) fn finish<B>(&self, mut response: HttpResponse<B>) -> HttpResponse<EitherBody<B>> {
        match self.by.covers {
            Covers::Everything => self.write(response.headers_mut()),
            Covers::TheUndecided if is_decided_in(response.headers()) => {}
            Covers::TheUndecided => match self.answered() {
                Some(answer) => return answer.map_into_right_body(),
                None => self.write(response.headers_mut()),
            },
        }
        response.map_into_left_body()
    }

    fn answered(&self) -> Option<HttpResponse> {
        let status = self.decision.outcome().answered()?;
        let status = StatusCode::from_u16(status).unwrap_or(StatusCode::FORBIDDEN);
        let mut answer = HttpResponse::with_body(status, BoxBody::new(()));
        self.write(answer.headers_mut());
        Some(answer)
    }

    /// The six `Access-Control-*` headers are ours: what was set under these names goes, whether or not
    /// we set it. `Vary` gains what we depend on.
    fn write(&self, headers: &mut HeaderMap) {
        for (field, (name, value)) in Field::ALL.into_iter().zip(&self.by.lines) {
            let value = match field {
                Field::AllowOrigin => self.origin.as_ref().or(value.as_ref()),
                _ => value.as_ref(),
            };
            match value.filter(|_| self.decision.sends(field)) {
                Some(value) => headers.insert(name.clone(), value.clone()),
                None => headers.remove(name),
            };
        }
        let lines = headers.get_all(header::VARY).map(HeaderValue::as_bytes);
        if let Some(text) = self.decision.vary().to_append(lines) {
            headers.append(header::VARY, HeaderValue::from_static(text));
        }
    }
}

fn is_decided_in(headers: &HeaderMap) -> bool {
    let allow_origin = headers.get(header::ACCESS_CONTROL_ALLOW_ORIGIN);
    let vary = headers.get_all(header::VARY).map(HeaderValue::as_bytes);
    is_decided(allow_origin.map(HeaderValue::as_bytes), vary)
}
