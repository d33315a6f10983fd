//! Who asks and who is asked: origins of this machine, by the names that engines resolve to it
//! without being told.
//!
//! `localhost` counts as a top-level domain, so names below it are sites of their own, and the ports
//! of one name are one site. Cookies do not see ports.

use serde::{Deserialize, Serialize};

/// With TLS or without.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Scheme {
    Http,
    Https,
}

impl Scheme {
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Http => "http",
            Self::Https => "https",
        }
    }
}

/// An origin.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Place {
    /// The page: `localhost`.
    Page,
    /// The same host on another port: another origin of the same site.
    Neighbour,
    /// `a.app.localhost`.
    Tenant,
    /// `x.a.app.localhost`.
    Branch,
    /// `app.localhost`.
    Apex,
    /// `evilapp.localhost`: ends like the apex, and is nothing below it.
    Lookalike,
    /// `a.app.localhost.localhost`: begins like a tenant.
    Extended,
    /// `stranger.localhost`.
    Stranger,
    /// The page's machine and port, by its address.
    Address,
    /// The API: `localhost` on a port of its own, so cookies travel.
    Api,
    /// Somebody else's API: `third.localhost`.
    Third,
}

/// The ports of one scheme.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Ports {
    pub(crate) page: u16,
    pub(crate) neighbour: u16,
    pub(crate) api: u16,
}

impl Place {
    pub(crate) const ALL: [Self; 11] = [
        Self::Page,
        Self::Neighbour,
        Self::Tenant,
        Self::Branch,
        Self::Apex,
        Self::Lookalike,
        Self::Extended,
        Self::Stranger,
        Self::Address,
        Self::Api,
        Self::Third,
    ];

    pub(crate) const fn host(self) -> &'static str {
        match self {
            Self::Page | Self::Neighbour | Self::Api => "localhost",
            Self::Tenant => "a.app.localhost",
            Self::Branch => "x.a.app.localhost",
            Self::Apex => "app.localhost",
            Self::Lookalike => "evilapp.localhost",
            Self::Extended => "a.app.localhost.localhost",
            Self::Stranger => "stranger.localhost",
            Self::Address => "127.0.0.1",
            Self::Third => "third.localhost",
        }
    }
}

/// The origins of one run.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Sites {
    pub(crate) scheme: Scheme,
    pub(crate) ports: Ports,
}

impl Sites {
    /// Host and port.
    pub(crate) fn authority(self, place: Place) -> String {
        let port = match place {
            Place::Api | Place::Third => self.ports.api,
            Place::Neighbour => self.ports.neighbour,
            _ => self.ports.page,
        };
        format!("{}:{port}", place.host())
    }

    /// What marks the requests of a case: nothing of one case or scheme is another's.
    pub(crate) fn mark(self, case: usize) -> String {
        format!("{}-{case}", self.scheme.name())
    }

    /// As browsers send it. Never a default port, since the system chooses them.
    pub(crate) fn origin(self, place: Place) -> String {
        format!("{}://{}", self.scheme.name(), self.authority(place))
    }
}
