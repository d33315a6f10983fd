//! The decision on actix-web's types: how a request's head is asked, and a response finished.

use std::rc::Rc;

use actix_web::HttpResponse;
use actix_web::body::BoxBody;
use actix_web::dev::RequestHead;
use actix_web::http::header::{self, HeaderMap, HeaderName, HeaderValue};
use actix_web::http::{Method, StatusCode};
use cors_runtime::protocol::read::Asking;
use cors_runtime::protocol::{Outcome, RequestOrigin, Site, Verdict, is_decided};

use super::lines::{Lines, vary_lines};

/// Which answers a policy is for.
#[derive(Debug, Clone, Copy)]
pub enum Covers {
    /// All of them.
    Everything,
    /// Those about which nothing inside has decided.
    TheUndecided,
}

/// A decision that waits for its response.
#[derive(Debug, Clone)]
pub(super) struct Pending {
    pub(super) lines: Rc<Lines>,
    pub(super) covers: Covers,
    pub(super) verdict: Verdict,
    /// The allowed origin, where the policy does not know which it is.
    pub(super) origin: Option<HeaderValue>,
}

/// A request without its body.
#[derive(Debug, Clone, Copy)]
pub struct Head<'r>(pub(super) &'r RequestHead);

impl<'r> Asking<'r> for Head<'r> {
    type Value = HeaderValue;

    #[inline]
    fn is_options(self) -> bool {
        self.0.method == Method::OPTIONS
    }

    #[inline]
    fn origin(self) -> (Option<&'r HeaderValue>, RequestOrigin<'r>) {
        let lines = self.0.headers.get_all(header::ORIGIN);
        let first = lines.as_slice().first();
        let origin = RequestOrigin::from_lines(lines.map(HeaderValue::as_bytes));
        (first, origin)
    }

    #[inline]
    fn asked_method(self) -> Option<&'r [u8]> {
        value(self.0, header::ACCESS_CONTROL_REQUEST_METHOD)
    }

    fn site(self) -> Site<'r> {
        let head = self.0;
        let authority = head.uri.authority().map(|own| own.as_str().as_bytes());
        Site {
            fetch_site: value(head, HeaderName::from_static("sec-fetch-site")),
            authority: authority.or_else(|| value(head, header::HOST)),
        }
    }
}

fn value(head: &RequestHead, name: HeaderName) -> Option<&[u8]> {
    head.headers.get(name).map(HeaderValue::as_bytes)
}

impl Covers {
    /// The status of the answer that is given without asking what is inside, where there is one.
    #[inline]
    pub(super) fn at_once(self, verdict: Verdict) -> Option<u16> {
        match self {
            Covers::Everything => Outcome::of(verdict).answered(),
            Covers::TheUndecided => None,
        }
    }
}

impl Pending {
    /// Puts the headers of this decision onto what came from inside, or says what to answer instead.
    #[inline]
    pub(super) fn finish(&self, headers: &mut HeaderMap) -> Option<HttpResponse> {
        match self.covers {
            Covers::Everything => {
                self.write(headers);
                None
            }
            Covers::TheUndecided => self.settle(headers),
        }
    }

    fn settle(&self, headers: &mut HeaderMap) -> Option<HttpResponse> {
        if is_decided_in(headers) {
            return None;
        }
        let answer = Outcome::of(self.verdict).answered();
        if answer.is_none() {
            self.write(headers);
        }
        answer.map(|status| self.answer(status))
    }

    /// The answer of this status that CORS gives by itself.
    pub(super) fn answer(&self, status: u16) -> HttpResponse {
        let status = StatusCode::from_u16(status).unwrap_or(StatusCode::FORBIDDEN);
        let mut answer = HttpResponse::with_body(status, BoxBody::new(()));
        self.write(answer.headers_mut());
        answer
    }

    #[inline]
    fn write(&self, headers: &mut HeaderMap) {
        self.lines
            .write(self.verdict, self.origin.as_ref(), headers);
    }
}

fn is_decided_in(headers: &HeaderMap) -> bool {
    let allow_origin = headers.get(header::ACCESS_CONTROL_ALLOW_ORIGIN);
    let allow_origin = allow_origin.map(HeaderValue::as_bytes);
    is_decided(allow_origin, vary_lines(headers))
}
