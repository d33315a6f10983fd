//! A scenario: a request, the page it comes from, the expected responses, and what the page can read.

use std::fmt;

use serde::Serialize;

/// One row of the table.
#[derive(Debug, Serialize)]
pub(crate) struct Scenario {
    pub(crate) group: &'static str,
    pub(crate) name: &'static str,
    pub(crate) initiator: Initiator,
    pub(crate) request: Request,
    /// The expected response to the preflight; `None` if the browser sends no preflight.
    pub(crate) preflight: Option<ExpectedResponse>,
    /// The expected response to the actual request; `None` if the browser does not send it.
    pub(crate) actual: Option<ExpectedResponse>,
    pub(crate) expected: Verdict,
    /// Text that the body contains.
    pub(crate) body: Option<&'static str>,
    /// Response headers that the script can read.
    pub(crate) visible_headers: Vec<Header>,
    /// Response headers that are sent but not exposed to the script.
    pub(crate) hidden_headers: Vec<&'static str>,
    pub(crate) explanation: &'static str,
}

/// A header's name, in lower case, and its value.
pub(crate) type Header = (&'static str, &'static str);

/// The placeholder for the origin of the request, whose port is known only when the program runs.
pub(crate) const REQUEST_ORIGIN: &str = "{origin}";

/// The page that sends a request. One server serves all of them, under host names that are different
/// sites or origins to a browser.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Initiator {
    /// The playground's own page.
    Page,
    /// A page of another site, which no policy lists.
    OtherSite,
    /// A page on a subdomain.
    Subdomain,
    /// A page on a subdomain of that subdomain.
    NestedSubdomain,
    /// A page on the parent domain.
    Apex,
    /// A page on another domain whose name ends with the same text.
    Lookalike,
    /// A sandboxed frame, whose origin is opaque.
    Sandbox,
}

impl Initiator {
    pub(crate) const ALL: [Initiator; 7] = [
        Initiator::Page,
        Initiator::OtherSite,
        Initiator::Subdomain,
        Initiator::NestedSubdomain,
        Initiator::Apex,
        Initiator::Lookalike,
        Initiator::Sandbox,
    ];

    pub(crate) fn host(self) -> &'static str {
        match self {
            Initiator::Page | Initiator::Sandbox => "localhost",
            Initiator::OtherSite => "127.0.0.1",
            Initiator::Subdomain => "tenant.app.localhost",
            Initiator::NestedSubdomain => "berlin.tenant.app.localhost",
            Initiator::Apex => "app.localhost",
            Initiator::Lookalike => "evilapp.localhost",
        }
    }

    /// Returns the `Origin` that a browser sends if the page server has this port.
    pub(crate) fn origin(self, port: u16) -> String {
        match self {
            Initiator::Sandbox => "null".to_owned(),
            _ => site(self.host(), port),
        }
    }
}

/// Returns the origin of a host in the form browsers send: without the default port.
pub(crate) fn site(host: &str, port: u16) -> String {
    match port {
        80 => format!("http://{host}"),
        _ => format!("http://{host}:{port}"),
    }
}

impl fmt::Display for Initiator {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Initiator::Sandbox => f.pad("null (sandboxed)"),
            _ => f.pad(self.host()),
        }
    }
}

/// A request that the page sends.
#[derive(Debug, Serialize)]
pub(crate) struct Request {
    pub(crate) method: &'static str,
    pub(crate) path: &'static str,
    pub(crate) headers: Vec<Header>,
    pub(crate) body: Option<&'static str>,
    /// Whether the credentials mode is `include` instead of `same-origin`.
    pub(crate) credentials_include: bool,
    /// Whether to send it by an `XMLHttpRequest` with an upload listener, which forces a preflight.
    pub(crate) upload_listener: bool,
}

/// An expected response: its status, all of its CORS headers, and `Vary`.
#[derive(Debug, Serialize)]
pub(crate) struct ExpectedResponse {
    pub(crate) status: u16,
    pub(crate) headers: Vec<Header>,
}

/// The result for the script.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(tag = "verdict", rename_all = "snake_case")]
pub(crate) enum Verdict {
    Allowed { status: u16 },
    Blocked,
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Verdict::Allowed { status } => f.pad(&format!("allowed {status}")),
            Verdict::Blocked => f.pad("blocked"),
        }
    }
}

impl Request {
    pub(crate) fn new(method: &'static str, path: &'static str) -> Self {
        Self {
            method,
            path,
            headers: Vec::new(),
            body: None,
            credentials_include: false,
            upload_listener: false,
        }
    }

    pub(crate) fn header(mut self, name: &'static str, value: &'static str) -> Self {
        self.headers.push((name, value));
        self
    }

    pub(crate) fn json(self, body: &'static str) -> Self {
        self.header("content-type", "application/json").text(body)
    }

    pub(crate) fn text(mut self, body: &'static str) -> Self {
        self.body = Some(body);
        self
    }

    pub(crate) fn credentials_include(mut self) -> Self {
        self.credentials_include = true;
        self
    }

    pub(crate) fn upload_listener(mut self) -> Self {
        self.upload_listener = true;
        self
    }
}

impl Scenario {
    pub(crate) fn new(group: &'static str, name: &'static str, initiator: Initiator) -> Self {
        Self {
            group,
            name,
            initiator,
            request: Request::new("GET", "/"),
            preflight: None,
            actual: None,
            expected: Verdict::Blocked,
            body: None,
            visible_headers: Vec::new(),
            hidden_headers: Vec::new(),
            explanation: "",
        }
    }

    pub(crate) fn request(mut self, request: Request) -> Self {
        self.request = request;
        self
    }

    /// Expects a preflight with this response.
    pub(crate) fn preflight(mut self, status: u16, headers: &[Header]) -> Self {
        self.preflight = Some(ExpectedResponse::new(status, headers));
        self
    }

    /// Expects this response to the actual request, and that the page can read it.
    pub(crate) fn allowed(mut self, status: u16, headers: &[Header]) -> Self {
        self.actual = Some(ExpectedResponse::new(status, headers));
        self.expected = Verdict::Allowed { status };
        self
    }

    /// Expects this response to the actual request, and that the page cannot read it.
    pub(crate) fn unreadable(mut self, status: u16, headers: &[Header]) -> Self {
        self.actual = Some(ExpectedResponse::new(status, headers));
        self.expected = Verdict::Blocked;
        self
    }

    /// Expects that the actual request is not sent after its preflight.
    pub(crate) fn not_sent(mut self) -> Self {
        self.actual = None;
        self.expected = Verdict::Blocked;
        self
    }

    pub(crate) fn body_contains(mut self, part: &'static str) -> Self {
        self.body = Some(part);
        self
    }

    pub(crate) fn visible(mut self, name: &'static str, value: &'static str) -> Self {
        self.visible_headers.push((name, value));
        self
    }

    pub(crate) fn hidden(mut self, name: &'static str) -> Self {
        self.hidden_headers.push(name);
        self
    }

    pub(crate) fn explanation(mut self, explanation: &'static str) -> Self {
        self.explanation = explanation;
        self
    }
}

impl ExpectedResponse {
    fn new(status: u16, headers: &[Header]) -> Self {
        Self {
            status,
            headers: headers.to_vec(),
        }
    }
}
