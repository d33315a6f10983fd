//! An expected request, with the status of its response.

use crate::fetch_call::{FetchCall, Mode};
use crate::initiator::Initiator;
use crate::origins::{OriginName, Origins};
use crate::recorder::Exchange;

/// The value of `Origin`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Origin {
    /// No `Origin` header.
    Absent,
    /// From sandboxed documents, from `data:` documents, and after redirects that taint the origin.
    Null,
    Is(OriginName),
}

/// The kind of a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Kind {
    Preflight {
        /// `Access-Control-Request-Headers`.
        headers: Option<&'static str>,
    },
    Actual {
        /// The request carries the cookie of its case.
        cookie: bool,
        authorization: bool,
        /// The handler ran.
        ran: bool,
    },
}

/// A request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct WireRequest {
    pub(crate) kind: Kind,
    /// The method, or the requested method of a preflight.
    pub(crate) method: &'static str,
    pub(crate) at: OriginName,
    pub(crate) origin: Origin,
    pub(crate) status: u16,
}

impl WireRequest {
    /// Returns the first request of `call`, or its preflight.
    pub(crate) fn of(initiator: Initiator, call: &FetchCall, kind: Kind, status: u16) -> Self {
        let is_safe = matches!(call.method, "GET" | "HEAD");
        let is_same_origin = initiator.origin() == Some(call.origin_name);
        // CORS requests have `Origin`, and so do requests other than GET and HEAD:
        // <https://fetch.spec.whatwg.org/#append-a-request-origin-header>.
        let has_origin = !is_safe || (call.mode == Mode::Cors && !is_same_origin);
        let origin = match initiator.origin() {
            _ if !has_origin => Origin::Absent,
            Some(origin_name) => Origin::Is(origin_name),
            None => Origin::Null,
        };
        Self {
            kind,
            method: call.method,
            at: call.origin_name,
            origin,
            status,
        }
    }

    /// Describes the expected request.
    pub(crate) fn line(&self, origins: Origins) -> String {
        let origin = match self.origin {
            Origin::Absent => None,
            Origin::Null => Some("null".to_owned()),
            Origin::Is(origin_name) => Some(origins.origin(origin_name)),
        };
        let at = origins.authority(self.at);
        let flags = match self.kind {
            Kind::Preflight { .. } => Flags::default(),
            Kind::Actual {
                cookie,
                authorization,
                ran,
            } => Flags {
                cookie,
                authorization,
                ran,
            },
        };
        let what = match self.kind {
            Kind::Preflight { headers } => preflight(self.method, headers),
            Kind::Actual { .. } => self.method.to_owned(),
        };
        flags.line(&what, &at, origin.as_deref(), self.status)
    }
}

/// Describes a received request in the same format.
pub(crate) fn line(exchange: &Exchange) -> String {
    let cookie = format!("session={}", exchange.case);
    let cookies = exchange.request.iter().filter(|line| line.0 == "cookie");
    let mut pairs = cookies.flat_map(|line| line.1.split(';'));
    // Preflights are checked too; they must not carry a cookie.
    let flags = Flags {
        cookie: pairs.any(|pair| pair.trim() == cookie),
        authorization: exchange.request_header("authorization").is_some(),
        ran: exchange.ran,
    };
    let what = if exchange.is_preflight() {
        let method = exchange.request_header("access-control-request-method");
        let headers = exchange.request_header("access-control-request-headers");
        preflight(method.unwrap_or_default(), headers)
    } else {
        exchange.method.clone()
    };
    let origin = exchange.request_header("origin");
    flags.line(&what, &exchange.authority, origin, exchange.status)
}

fn preflight(method: &str, headers: Option<&str>) -> String {
    format!("preflight for {method} [{}]", headers.unwrap_or_default())
}

#[derive(Default)]
struct Flags {
    cookie: bool,
    authorization: bool,
    ran: bool,
}

impl Flags {
    fn line(&self, what: &str, at: &str, origin: Option<&str>, status: u16) -> String {
        let origin = origin.unwrap_or("-");
        let cookie = if self.cookie { ", cookie" } else { "" };
        let token = if self.authorization {
            ", authorization"
        } else {
            ""
        };
        let ran = if self.ran { ", handler ran" } else { "" };
        format!("{what} at {at} from {origin}{cookie}{token}: {status}{ran}")
    }
}
