//! One request as the server is to get it, with the status it gives.

use crate::fetch_call::{Ask, Mode};
use crate::initiator::Asker;
use crate::origins::{Place, Sites};
use crate::server::recorder::Exchange;

/// The value of `Origin`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Origin {
    /// There is no such line.
    Absent,
    /// Of sandboxed documents, `data:` documents, and after redirects that taint.
    Null,
    Of(Place),
}

/// What sort of request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Kind {
    Preflight {
        /// `Access-Control-Request-Headers`.
        headers: Option<&'static str>,
    },
    Actual {
        /// The case's own cookie came along.
        cookie: bool,
        authorization: bool,
        /// The handler ran.
        ran: bool,
    },
}

/// A request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Wire {
    pub(crate) kind: Kind,
    /// The method; a preflight's is the one that it asks for.
    pub(crate) method: &'static str,
    pub(crate) at: Place,
    pub(crate) origin: Origin,
    pub(crate) status: u16,
}

impl Wire {
    /// The first request of `ask`, or its preflight.
    pub(crate) fn of(asker: Asker, ask: &Ask, kind: Kind, status: u16) -> Self {
        let is_safe = matches!(ask.method, "GET" | "HEAD");
        let is_same_origin = asker.origin() == Some(ask.place);
        // Fetch, «append a request `Origin` header»: with everything that is answered by CORS, and
        // else with what is neither GET nor HEAD.
        let has_origin = !is_safe || (ask.mode == Mode::Cors && !is_same_origin);
        let origin = match asker.origin() {
            _ if !has_origin => Origin::Absent,
            Some(place) => Origin::Of(place),
            None => Origin::Null,
        };
        Self {
            kind,
            method: ask.method,
            at: ask.place,
            origin,
            status,
        }
    }

    /// In words.
    pub(crate) fn line(&self, sites: Sites) -> String {
        let origin = match self.origin {
            Origin::Absent => None,
            Origin::Null => Some("null".to_owned()),
            Origin::Of(place) => Some(sites.origin(place)),
        };
        let at = sites.authority(self.at);
        let marks = match self.kind {
            Kind::Preflight { .. } => Marks::default(),
            Kind::Actual {
                cookie,
                authorization,
                ran,
            } => Marks {
                cookie,
                authorization,
                ran,
            },
        };
        let what = match self.kind {
            Kind::Preflight { headers } => preflight(self.method, headers),
            Kind::Actual { .. } => self.method.to_owned(),
        };
        marks.line(&what, &at, origin.as_deref(), self.status)
    }
}

/// What really came, in the same words.
pub(crate) fn line(exchange: &Exchange) -> String {
    let cookie = format!("session={}", exchange.case);
    let cookies = exchange.request.iter().filter(|line| line.0 == "cookie");
    let mut pairs = cookies.flat_map(|line| line.1.split(';'));
    // Of a preflight too, where none of them may be.
    let marks = Marks {
        cookie: pairs.any(|pair| pair.trim() == cookie),
        authorization: exchange.sent("authorization").is_some(),
        ran: exchange.ran,
    };
    let what = if exchange.is_preflight() {
        let method = exchange.sent("access-control-request-method");
        let headers = exchange.sent("access-control-request-headers");
        preflight(method.unwrap_or_default(), headers)
    } else {
        exchange.method.clone()
    };
    let origin = exchange.sent("origin");
    marks.line(&what, &exchange.authority, origin, exchange.status)
}

fn preflight(method: &str, headers: Option<&str>) -> String {
    format!("preflight for {method} [{}]", headers.unwrap_or_default())
}

#[derive(Default)]
struct Marks {
    cookie: bool,
    authorization: bool,
    ran: bool,
}

impl Marks {
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
