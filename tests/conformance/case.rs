//! A case: a request, what its handler does, and the expected response.

use crate::spy::BODY;

/// A response header as name and value.
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

/// The host of every request that does not name another.
pub(crate) const HOST: &str = "api.test";

/// An integration, or the decision on its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Integration {
    Decide,
    Plain,
    Axum,
    Tower,
    Actix,
    Rocket,
    Poem,
}

impl Integration {
    /// Returns whether the framework keeps the order of headers. actix-web stores them in a hash
    /// map.
    pub(crate) fn keeps_order(self) -> bool {
        self != Integration::Actix
    }
}

/// Integrations that receive every request.
pub(crate) const FUNCTIONS: &[Integration] = &[Integration::Plain, Integration::Tower];
/// Integrations that dispatch by the methods of a route, and the decision.
pub(crate) const ROUTES: &[Integration] = &[
    Integration::Decide,
    Integration::Axum,
    Integration::Actix,
    Integration::Rocket,
    Integration::Poem,
];
/// Integrations that run as a server.
pub(crate) const SOCKETS: &[Integration] = &[
    Integration::Axum,
    Integration::Tower,
    Integration::Actix,
    Integration::Rocket,
    Integration::Poem,
];
/// Servers with a router.
pub(crate) const ROUTERS: &[Integration] = &[
    Integration::Axum,
    Integration::Actix,
    Integration::Rocket,
    Integration::Poem,
];

/// The part that produces the response.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum RespondedBy {
    /// CORS: a preflight, or a request that `enforce` rejects. No handler runs.
    Cors,
    /// The handler, called once.
    Handler,
    /// The framework or middleware: a 405, an extractor's rejection, a 401.
    Framework,
}

#[derive(Debug, Clone)]
pub(crate) struct Case {
    pub(crate) fixture: &'static str,
    /// A description for readers of the table.
    pub(crate) description: String,
    /// The integrations that the case applies to, and why not to others.
    pub(crate) only: Option<(&'static [Integration], &'static str)>,
    pub(crate) method: String,
    /// The part of the path after the fixture's name.
    pub(crate) path: &'static str,
    pub(crate) headers: Vec<(&'static str, Vec<u8>)>,
    /// The value of `Host`.
    pub(crate) host: &'static str,
    pub(crate) body: &'static str,
    /// Whether the request is a WebSocket handshake.
    pub(crate) is_handshake: bool,
    /// The handler's response.
    pub(crate) handler: Handler,
    pub(crate) expected: Expected,
}

#[derive(Debug, Clone)]
pub(crate) struct Handler {
    pub(crate) status: u16,
    pub(crate) headers: Vec<(&'static str, &'static str)>,
}

/// The parts of the response that CORS influences.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Expected {
    pub(crate) by: RespondedBy,
    pub(crate) status: u16,
    /// All `Access-Control-*` headers, in order.
    pub(crate) cors: Vec<(String, String)>,
    /// All tokens of `Vary`, in order.
    pub(crate) vary: Vec<String>,
    /// Other headers that must be present.
    pub(crate) other_headers: Vec<Line>,
    /// The body, if the case specifies one.
    pub(crate) body: Option<&'static str>,
    /// The parts that the request reached, in order.
    pub(crate) reached: Vec<&'static str>,
}

impl Case {
    fn new(
        fixture: &'static str,
        method: &str,
        by: RespondedBy,
        status: u16,
        description: &str,
    ) -> Self {
        Self {
            fixture,
            description: description.to_owned(),
            only: None,
            method: method.to_owned(),
            path: "",
            headers: Vec::new(),
            host: HOST,
            body: "",
            is_handshake: false,
            handler: Handler {
                status: 200,
                headers: Vec::new(),
            },
            expected: Expected {
                by,
                status,
                cors: Vec::new(),
                vary: Vec::new(),
                other_headers: Vec::new(),
                body: match by {
                    RespondedBy::Cors => Some(""),
                    RespondedBy::Handler => Some(BODY),
                    RespondedBy::Framework => None,
                },
                reached: match by {
                    RespondedBy::Handler => vec!["handler"],
                    RespondedBy::Cors | RespondedBy::Framework => Vec::new(),
                },
            },
        }
    }

    /// A preflight for `method` that is allowed.
    pub(crate) fn preflight(fixture: &'static str, method: &str, description: &str) -> Self {
        Self::new(fixture, "OPTIONS", RespondedBy::Cors, 204, description)
            .header("access-control-request-method", method)
    }

    /// A preflight for `method` that is denied.
    pub(crate) fn denied(fixture: &'static str, method: &str, description: &str) -> Self {
        let mut case = Self::preflight(fixture, method, description);
        case.expected.status = 403;
        case
    }

    /// A request that the handler responds to, with 200 by default.
    pub(crate) fn actual(fixture: &'static str, method: &str, description: &str) -> Self {
        Self::new(fixture, method, RespondedBy::Handler, 200, description)
    }

    /// A request that `enforce` rejects before the handler runs.
    pub(crate) fn enforced(fixture: &'static str, method: &str, description: &str) -> Self {
        Self::new(fixture, method, RespondedBy::Cors, 403, description)
    }

    /// Makes the request a WebSocket handshake; the handler's response becomes a 101.
    pub(crate) fn handshake(mut self) -> Self {
        self.is_handshake = true;
        if self.expected.by == RespondedBy::Handler {
            self.expected.status = 101;
            // The bytes after the head are not HTTP.
            self.expected.body = None;
        }
        self
    }

    /// A request that the framework or middleware responds to.
    pub(crate) fn by_framework(
        fixture: &'static str,
        method: &str,
        status: u16,
        description: &str,
    ) -> Self {
        Self::new(fixture, method, RespondedBy::Framework, status, description)
    }

    /// Adds an `Origin` header to the request.
    pub(crate) fn origin(self, origin: impl AsRef<[u8]>) -> Self {
        self.header("origin", origin)
    }

    /// Adds a header to the request.
    pub(crate) fn header(mut self, name: &'static str, value: impl AsRef<[u8]>) -> Self {
        self.headers.push((name, value.as_ref().to_owned()));
        self
    }

    /// Sends the request to this host.
    pub(crate) fn host(mut self, host: &'static str) -> Self {
        self.host = host;
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

    pub(crate) fn only(
        mut self,
        integrations: &'static [Integration],
        reason: &'static str,
    ) -> Self {
        self.only = Some((integrations, reason));
        self
    }

    /// Makes the handler set a header.
    pub(crate) fn handler_sets(mut self, name: &'static str, value: &'static str) -> Self {
        self.handler.headers.push((name, value));
        self
    }

    /// Makes the handler respond with `status`.
    pub(crate) fn handler_status(mut self, status: u16) -> Self {
        self.handler.status = status;
        self.expected.status = status;
        self
    }

    /// Expects these `Access-Control-*` headers.
    pub(crate) fn cors<'l>(mut self, lines: impl IntoIterator<Item = (&'l str, &'l str)>) -> Self {
        let owned = |(name, value): (&str, &str)| (name.to_owned(), value.to_owned());
        self.expected.cors = lines.into_iter().map(owned).collect();
        self
    }

    /// Expects these tokens in `Vary`.
    pub(crate) fn vary<const N: usize>(mut self, tokens: [&str; N]) -> Self {
        self.expected.vary = tokens.map(str::to_owned).to_vec();
        self
    }

    /// Expects this additional header.
    pub(crate) fn other_header(mut self, name: &'static str, value: &'static str) -> Self {
        self.expected.other_headers.push((name, value));
        self
    }

    /// Expects this body.
    pub(crate) fn expect_body(mut self, body: &'static str) -> Self {
        self.expected.body = Some(body);
        self
    }

    pub(crate) fn reaches<const N: usize>(mut self, places: [&'static str; N]) -> Self {
        self.expected.reached = places.to_vec();
        self
    }

    /// Returns why the case does not apply to `integration`, if it does not.
    pub(crate) fn reason_not_applicable(&self, integration: Integration) -> Option<&'static str> {
        let (integrations, reason) = self.only?;
        (!integrations.contains(&integration)).then_some(reason)
    }
}
