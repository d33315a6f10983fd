//! The decision on actix-web's types: read a request's head, write a response's headers.

use std::rc::Rc;

use actix_web::HttpResponse;
use actix_web::body::{BoxBody, EitherBody};
use actix_web::dev::RequestHead;
use actix_web::http::header::{self, HeaderMap, HeaderName, HeaderValue};
use actix_web::http::{Method, StatusCode};
use cors_runtime::protocol::prepared::Prepared;
use cors_runtime::protocol::{Decision, Request, RequestOrigin, Site, Vary, decide, is_decided};

use super::lines::{Lines, vary_lines};

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
    lines: Lines,
    covers: Covers,
    /// What chose the policy for the request.
    chosen_by: Vary,
}

/// A decision that waits for its response.
#[derive(Debug, Clone)]
pub(super) struct Pending {
    by: Rc<Policed>,
    decision: Decision,
    /// The allowed origin, where the policy does not know which it is.
    origin: Option<HeaderValue>,
}

/// What CORS reads of a request. Of whose page it is nothing is known yet: few policies ask.
#[inline]
pub(super) fn read(head: &RequestHead) -> Request<'_> {
    read_with_origin(head).0
}

/// The same, and the first `Origin` line as it came, which an answer can share.
#[inline]
fn read_with_origin(head: &RequestHead) -> (Request<'_>, Option<&HeaderValue>) {
    let origins = head.headers.get_all(header::ORIGIN);
    let first = origins.as_slice().first();
    let request = Request {
        method: head.method.as_str(),
        origin: RequestOrigin::from_lines(origins.map(HeaderValue::as_bytes)),
        // Only a preflight asks for a method.
        asked_method: if head.method == Method::OPTIONS {
            value(head, header::ACCESS_CONTROL_REQUEST_METHOD)
        } else {
            None
        },
        site: Site::default(),
    };
    (request, first)
}

fn site(head: &RequestHead) -> Site<'_> {
    let authority = head.uri.authority().map(|own| own.as_str().as_bytes());
    Site {
        fetch_site: value(head, HeaderName::from_static("sec-fetch-site")),
        authority: authority.or_else(|| value(head, header::HOST)),
    }
}

fn value(head: &RequestHead, name: HeaderName) -> Option<&[u8]> {
    head.headers.get(name).map(HeaderValue::as_bytes)
}

impl Policed {
    pub(super) fn new(prepared: Prepared, lines: Lines, covers: Covers, chosen_by: Vary) -> Self {
        Self {
            prepared,
            lines,
            covers,
            chosen_by,
        }
    }

    pub(super) fn receive(self: &Rc<Self>, head: &RequestHead) -> Pending {
        let policy = self.prepared.policy();
        let (request, origin) = read_with_origin(head);
        let request = request.for_policy(policy, || site(head));
        let decision = decide(policy, self.prepared.methods(), &request);
        let origin = origin.filter(|_| self.lines.lack_origin(decision));
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

    fn write(&self, headers: &mut HeaderMap) {
        self.by
            .lines
            .write(self.decision, self.origin.as_ref(), headers);
    }
}

fn is_decided_in(headers: &HeaderMap) -> bool {
    let allow_origin = headers.get(header::ACCESS_CONTROL_ALLOW_ORIGIN);
    let allow_origin = allow_origin.map(HeaderValue::as_bytes);
    is_decided(allow_origin, vary_lines(headers))
}
