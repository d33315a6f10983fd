//! A row: a request, what its handler does, and the one right answer.

use crate::spy::BODY;

/// A header of the answer, by name and value.
pub(crate) type Line = (&'static str, &'static str);

pub(crate) const ALLOW_ORIGIN: &str = "access-control-allow-origin";
pub(crate) const ALLOW_CREDENTIALS: Line = ("access-control-allow-credentials", "true");
pub(crate) const ALLOW_METHODS: &str = "access-control-allow-methods";
pub(crate) const ALLOW_HEADERS: &str = "access-control-allow-headers";
pub(crate) const MAX_AGE: &str = "access-control-max-age";
pub(crate) const EXPOSE_HEADERS: &str = "access-control-expose-headers";

pub(crate) const APP: &str = "https://app.example.com";
pub(crate) const ADMIN: &str = "https://admin.example.com:8443";
pub(crate) const EVIL: &str = "https://evil.example";

/// Where a row can be run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Door {
    Decide,
    Plain,
    Axum,
    Tower,
    Actix,
    Rocket,
}

impl Door {
    /// Whether the framework sends lines in the order in which they were set. actix-web keeps them in a
    /// hash map.
    pub(crate) fn keeps_order(self) -> bool {
        self != Door::Actix
    }
}

/// What is called with whatever comes.
pub(crate) const FUNCTIONS: &[Door] = &[Door::Decide, Door::Plain, Door::Tower];
/// What a router calls for the methods of a route.
pub(crate) const ROUTES: &[Door] = &[Door::Decide, Door::Axum, Door::Actix, Door::Rocket];
/// What is asked over a socket.
pub(crate) const SOCKETS: &[Door] = &[Door::Axum, Door::Tower, Door::Actix, Door::Rocket];
/// A router, asked over a socket.
pub(crate) const ROUTERS: &[Door] = &[Door::Axum, Door::Actix, Door::Rocket];

/// Who gives the answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum By {
    /// CORS itself: a preflight. Nothing behind it may notice.
    Cors,
    /// The handler, which is called once.
    Handler,
    /// What stands between: a 405, a rejection, middleware.
    Between,
}

#[derive(Debug, Clone)]
pub(crate) struct Row {
    pub(crate) subject: &'static str,
    /// What the row is about, for a reader of the table.
    pub(crate) about: String,
    /// The doors that it exists at, and why not at the others.
    pub(crate) only: Option<(&'static [Door], &'static str)>,
    pub(crate) method: String,
    /// What follows the subject in the request's path.
    pub(crate) path: &'static str,
    pub(crate) lines: Vec<(&'static str, Vec<u8>)>,
    pub(crate) body: &'static str,
    /// Whether it is a WebSocket handshake.
    pub(crate) is_handshake: bool,
    /// What the handler answers, if it is called.
    pub(crate) handler: Handler,
    pub(crate) expected: Expected,
}

#[derive(Debug, Clone)]
pub(crate) struct Handler {
    pub(crate) status: u16,
    pub(crate) lines: Vec<(&'static str, &'static str)>,
}

/// The answer: everything about it that CORS has a say in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Expected {
    pub(crate) by: By,
    pub(crate) status: u16,
    /// The `Access-Control-*` lines, all of them, in their order.
    pub(crate) cors: Vec<(String, String)>,
    /// The tokens of `Vary`, all of them, in their order.
    pub(crate) vary: Vec<String>,
    /// Lines of other names that have to be there.
    pub(crate) besides: Vec<Line>,
    /// The body, where the row knows it.
    pub(crate) body: Option<&'static str>,
    /// What the request got to, in order.
    pub(crate) reached: Vec<&'static str>,
}

impl Row {
    fn new(subject: &'static str, method: &str, by: By, status: u16, about: &str) -> Self {
        Self {
            subject,
            about: about.to_owned(),
            only: None,
            method: method.to_owned(),
            path: "",
            lines: Vec::new(),
            body: "",
            is_handshake: false,
            handler: Handler {
                status: 200,
                lines: Vec::new(),
            },
            expected: Expected {
                by,
                status,
                cors: Vec::new(),
                vary: Vec::new(),
                besides: Vec::new(),
                body: match by {
                    By::Cors => Some(""),
                    By::Handler => Some(BODY),
                    By::Between => None,
                },
                reached: match by {
                    By::Handler => vec!["handler"],
                    By::Cors | By::Between => Vec::new(),
                },
            },
        }
    }

    /// A preflight that asks for `method`, and is allowed.
    pub(crate) fn preflight(subject: &'static str, method: &str, about: &str) -> Self {
        Self::new(subject, "OPTIONS", By::Cors, 204, about)
            .line("access-control-request-method", method)
    }

    /// A preflight that asks for `method`, and is refused.
    pub(crate) fn refused(subject: &'static str, method: &str, about: &str) -> Self {
        let mut row = Self::preflight(subject, method, about);
        row.expected.status = 403;
        row
    }

    /// A request for the handler, which answers 200 unless the row says otherwise.
    pub(crate) fn actual(subject: &'static str, method: &str, about: &str) -> Self {
        Self::new(subject, method, By::Handler, 200, about)
    }

    /// A request for a handler that enforces its policy, and does not run.
    pub(crate) fn enforced(subject: &'static str, method: &str, about: &str) -> Self {
        Self::new(subject, method, By::Cors, 403, about)
    }

    /// The same as a WebSocket handshake; where the handler runs, it is done.
    pub(crate) fn handshake(mut self) -> Self {
        self.is_handshake = true;
        if self.expected.by == By::Handler {
            self.expected.status = 101;
            // What follows is no HTTP.
            self.expected.body = None;
        }
        self
    }

    /// A request for the handler that is answered on the way there.
    pub(crate) fn between(subject: &'static str, method: &str, status: u16, about: &str) -> Self {
        Self::new(subject, method, By::Between, status, about)
    }

    /// The request has an `Origin` line.
    pub(crate) fn origin(self, origin: impl AsRef<[u8]>) -> Self {
        self.line("origin", origin)
    }

    /// The request has one more line.
    pub(crate) fn line(mut self, name: &'static str, value: impl AsRef<[u8]>) -> Self {
        self.lines.push((name, value.as_ref().to_owned()));
        self
    }

    pub(crate) fn path(mut self, path: &'static str) -> Self {
        self.path = path;
        self
    }

    pub(crate) fn body(mut self, body: &'static str) -> Self {
        self.body = body;
        self
    }

    pub(crate) fn only(mut self, doors: &'static [Door], reason: &'static str) -> Self {
        self.only = Some((doors, reason));
        self
    }

    /// The handler sets a line.
    pub(crate) fn sets(mut self, name: &'static str, value: &'static str) -> Self {
        self.handler.lines.push((name, value));
        self
    }

    /// The handler answers `status`.
    pub(crate) fn answers(mut self, status: u16) -> Self {
        self.handler.status = status;
        self.expected.status = status;
        self
    }

    /// The answer has these `Access-Control-*` lines.
    pub(crate) fn cors<'l>(mut self, lines: impl IntoIterator<Item = (&'l str, &'l str)>) -> Self {
        let owned = |(name, value): (&str, &str)| (name.to_owned(), value.to_owned());
        self.expected.cors = lines.into_iter().map(owned).collect();
        self
    }

    /// The answer has these tokens in its `Vary`.
    pub(crate) fn vary<const N: usize>(mut self, tokens: [&str; N]) -> Self {
        self.expected.vary = tokens.map(str::to_owned).to_vec();
        self
    }

    /// The answer has this line besides.
    pub(crate) fn besides(mut self, name: &'static str, value: &'static str) -> Self {
        self.expected.besides.push((name, value));
        self
    }

    /// The answer has this body.
    pub(crate) fn says(mut self, body: &'static str) -> Self {
        self.expected.body = Some(body);
        self
    }

    pub(crate) fn reaches<const N: usize>(mut self, places: [&'static str; N]) -> Self {
        self.expected.reached = places.to_vec();
        self
    }

    /// Why the row does not exist at `door`, if it does not.
    pub(crate) fn reason_against(&self, door: Door) -> Option<&'static str> {
        let (doors, reason) = self.only?;
        (!doors.contains(&door)).then_some(reason)
    }
}
