//! What a scenario is: who asks, for what, what the API answers, and what the page gets to see.

use std::fmt;

use serde::Serialize;

/// One row of the table.
#[derive(Debug, Serialize)]
pub(crate) struct Scenario {
    pub(crate) group: &'static str,
    pub(crate) name: &'static str,
    pub(crate) asker: Asker,
    pub(crate) ask: Ask,
    /// The answer to the preflight, where there is one.
    pub(crate) preflight: Option<Answer>,
    /// The answer to the actual request, where it is sent at all.
    pub(crate) actual: Option<Answer>,
    pub(crate) expected: Verdict,
    /// What the body contains, for a page that may read it.
    pub(crate) body: Option<&'static str>,
    /// Response headers that the script gets to see.
    pub(crate) sees: Vec<Header>,
    /// Response headers that are sent, and that the script does not see.
    pub(crate) hides: Vec<&'static str>,
    pub(crate) why: &'static str,
}

/// A header's name, in lower case, and its value.
pub(crate) type Header = (&'static str, &'static str);

/// What stands for the asking origin in the table, since its port is not known there.
pub(crate) const ASKING_ORIGIN: &str = "{origin}";

/// The pages that ask. One server serves them all; a browser takes each host for a site of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Asker {
    /// The playground's own page.
    Page,
    /// A page that no policy names.
    Stranger,
    /// A subdomain.
    Tenant,
    /// A subdomain of that.
    Branch,
    /// The domain itself.
    Apex,
    /// Another domain with the same ending.
    Lookalike,
    /// A sandboxed frame, whose origin is opaque.
    Sandbox,
}

impl Asker {
    pub(crate) const ALL: [Asker; 7] = [
        Asker::Page,
        Asker::Stranger,
        Asker::Tenant,
        Asker::Branch,
        Asker::Apex,
        Asker::Lookalike,
        Asker::Sandbox,
    ];

    pub(crate) fn host(self) -> &'static str {
        match self {
            Asker::Page | Asker::Sandbox => "localhost",
            Asker::Stranger => "127.0.0.1",
            Asker::Tenant => "tenant.app.localhost",
            Asker::Branch => "berlin.tenant.app.localhost",
            Asker::Apex => "app.localhost",
            Asker::Lookalike => "evilapp.localhost",
        }
    }

    /// What a browser sends as `Origin` when the page server has this port.
    pub(crate) fn origin(self, port: u16) -> String {
        match self {
            Asker::Sandbox => "null".to_owned(),
            _ => site(self.host(), port),
        }
    }
}

/// The origin of a host, as browsers write it: without the port that is usual.
pub(crate) fn site(host: &str, port: u16) -> String {
    match port {
        80 => format!("http://{host}"),
        _ => format!("http://{host}:{port}"),
    }
}

impl fmt::Display for Asker {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Asker::Sandbox => out.pad("null (sandboxed)"),
            _ => out.pad(self.host()),
        }
    }
}

/// What the page asks for.
#[derive(Debug, Serialize)]
pub(crate) struct Ask {
    pub(crate) method: &'static str,
    pub(crate) path: &'static str,
    pub(crate) headers: Vec<Header>,
    pub(crate) body: Option<&'static str>,
    /// The credentials mode is `include`, and not `same-origin`.
    pub(crate) include: bool,
    /// An `XMLHttpRequest` whose upload is listened to, which forces a preflight.
    pub(crate) listens: bool,
}

/// An answer on the wire: the status, and all of the CORS headers and of `Vary`.
#[derive(Debug, Serialize)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: Vec<Header>,
}

/// What the script gets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(tag = "verdict", rename_all = "snake_case")]
pub(crate) enum Verdict {
    Allowed { status: u16 },
    Blocked,
}

impl fmt::Display for Verdict {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Verdict::Allowed { status } => out.pad(&format!("allowed {status}")),
            Verdict::Blocked => out.pad("blocked"),
        }
    }
}

impl Ask {
    pub(crate) fn new(method: &'static str, path: &'static str) -> Self {
        Self {
            method,
            path,
            headers: Vec::new(),
            body: None,
            include: false,
            listens: false,
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

    pub(crate) fn include(mut self) -> Self {
        self.include = true;
        self
    }

    pub(crate) fn listening(mut self) -> Self {
        self.listens = true;
        self
    }
}

impl Scenario {
    pub(crate) fn new(group: &'static str, name: &'static str, asker: Asker) -> Self {
        Self {
            group,
            name,
            asker,
            ask: Ask::new("GET", "/"),
            preflight: None,
            actual: None,
            expected: Verdict::Blocked,
            body: None,
            sees: Vec::new(),
            hides: Vec::new(),
            why: "",
        }
    }

    pub(crate) fn asks(mut self, ask: Ask) -> Self {
        self.ask = ask;
        self
    }

    /// A preflight comes first, and is answered like this.
    pub(crate) fn preflight(mut self, status: u16, headers: &[Header]) -> Self {
        self.preflight = Some(Answer::new(status, headers));
        self
    }

    /// The actual request is answered like this, and the page may read it.
    pub(crate) fn allowed(mut self, status: u16, headers: &[Header]) -> Self {
        self.actual = Some(Answer::new(status, headers));
        self.expected = Verdict::Allowed { status };
        self
    }

    /// The actual request is answered like this, and the page may not read it.
    pub(crate) fn unreadable(mut self, status: u16, headers: &[Header]) -> Self {
        self.actual = Some(Answer::new(status, headers));
        self.expected = Verdict::Blocked;
        self
    }

    /// After its preflight, the actual request is never sent.
    pub(crate) fn unsent(mut self) -> Self {
        self.actual = None;
        self.expected = Verdict::Blocked;
        self
    }

    pub(crate) fn body(mut self, part: &'static str) -> Self {
        self.body = Some(part);
        self
    }

    pub(crate) fn sees(mut self, name: &'static str, value: &'static str) -> Self {
        self.sees.push((name, value));
        self
    }

    pub(crate) fn hides(mut self, name: &'static str) -> Self {
        self.hides.push(name);
        self
    }

    pub(crate) fn because(mut self, why: &'static str) -> Self {
        self.why = why;
        self
    }
}

impl Answer {
    fn new(status: u16, headers: &[Header]) -> Self {
        Self {
            status,
            headers: headers.to_vec(),
        }
    }
}
