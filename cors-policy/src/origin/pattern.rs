//! An origin or a pattern over origins, in its parts. Whether an origin that a browser sent is one of
//! them is asked at run time, in `matching`.

use std::borrow::Cow;
use std::fmt;

use super::ip::is_loopback;

/// The schemes that pages are loaded from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Scheme {
    /// `http`
    Http,
    /// `https`
    Https,
}

impl Scheme {
    /// What stands before the host.
    #[must_use]
    pub const fn prefix(self) -> &'static str {
        match self {
            Scheme::Http => "http://",
            Scheme::Https => "https://",
        }
    }

    /// The port that browsers leave out. URL, «default port».
    #[must_use]
    pub const fn default_port(self) -> u16 {
        match self {
            Scheme::Http => 80,
            Scheme::Https => 443,
        }
    }
}

/// The port of an origin, or any.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Port {
    /// The scheme's own, which is not written.
    Default,
    /// This one.
    Number(u16),
    /// `:*`: any port, the scheme's own included.
    Any,
}

/// One origin, or `*.` before its host, or `:*` behind it, or both.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct OriginPattern {
    pub(super) scheme: Scheme,
    pub(super) subdomains: bool,
    pub(super) host: Cow<'static, str>,
    pub(super) port: Port,
}

impl OriginPattern {
    pub(crate) fn new(scheme: Scheme, subdomains: bool, host: String, port: Port) -> Self {
        Self {
            scheme,
            subdomains,
            host: Cow::Owned(host),
            port,
        }
    }

    /// For expansions: a pattern that the macro's judge has accepted.
    #[doc(hidden)]
    #[must_use]
    pub const fn judged(scheme: Scheme, subdomains: bool, host: &'static str, port: Port) -> Self {
        Self {
            scheme,
            subdomains,
            host: Cow::Borrowed(host),
            port,
        }
    }

    /// The scheme.
    #[must_use]
    pub const fn scheme(&self) -> Scheme {
        self.scheme
    }

    /// Whether it stands for the subdomains of its host, and not for the host.
    #[must_use]
    pub const fn matches_subdomains(&self) -> bool {
        self.subdomains
    }

    /// The host, without `*.`.
    #[must_use]
    pub fn host(&self) -> &str {
        &self.host
    }

    /// The port.
    #[must_use]
    pub const fn port(&self) -> Port {
        self.port
    }

    /// Whether it stands for one origin only.
    #[must_use]
    pub const fn is_exact(&self) -> bool {
        !self.subdomains && !matches!(self.port, Port::Any)
    }

    /// Whether its host is the user's own machine.
    #[must_use]
    pub fn is_loopback(&self) -> bool {
        is_loopback(&self.host)
    }
}

impl fmt::Display for OriginPattern {
    /// As it is written in a policy; for an exact origin also as it is sent.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.scheme.prefix())?;
        if self.subdomains {
            out.write_str("*.")?;
        }
        out.write_str(&self.host)?;
        match self.port {
            Port::Default => Ok(()),
            Port::Number(port) => write!(out, ":{port}"),
            Port::Any => out.write_str(":*"),
        }
    }
}
