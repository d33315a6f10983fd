//! The origins of pages and servers: names that browsers resolve to the loopback address without
//! configuration.
//!
//! `localhost` counts as a top-level domain, so each name below it is a separate site, while the
//! ports of one name are one site. Cookies ignore ports.

use cors_tests::launch::INSECURE_HOST;
use serde::{Deserialize, Serialize};

/// http, or https with TLS.
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

/// An origin by its role.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum OriginName {
    /// The page: `localhost`.
    Page,
    /// The page's host on another port: another origin of the same site.
    OtherPort,
    /// `a.app.localhost`.
    Tenant,
    /// `x.a.app.localhost`.
    SubTenant,
    /// `app.localhost`.
    Apex,
    /// `evilapp.localhost`: ends like the apex, but is not a subdomain of it.
    Lookalike,
    /// `a.app.localhost.localhost`: begins like a tenant.
    Suffixed,
    /// `other.localhost`.
    OtherHost,
    /// `app-fix-login-team.localhost`: a preview deployment.
    Preview,
    /// `app--team.localhost`: a preview without a name.
    NamelessPreview,
    /// `app-7.x-team.localhost`: the name of the preview has a dot.
    DottedPreview,
    /// `app-7_x-team.localhost`: the name of the preview has an underscore.
    UnderscoredPreview,
    /// `app-7-teams.localhost`: the preview of a project that begins alike.
    OtherTeam,
    /// `xapp-7-team.localhost`: the preview of a project that ends alike.
    OtherApp,
    /// `x.app-7-team.localhost`: a subdomain of a preview.
    SubPreview,
    /// The page's host and port by its IP address.
    Address,
    /// The API: `localhost` on another port, so it is same-site and receives cookies.
    Api,
    /// A third party's API: `third.localhost`.
    ThirdParty,
    /// The API as `insecure.test`, over http only. Unlike the loopback names, it is not potentially
    /// trustworthy, so that browsers send no `Sec-Fetch-*` headers.
    Insecure,
}

/// The ports of one scheme.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Ports {
    pub(crate) page: u16,
    pub(crate) other_port: u16,
    pub(crate) api: u16,
}

impl OriginName {
    pub(crate) const ALL: [Self; 19] = [
        Self::Page,
        Self::OtherPort,
        Self::Tenant,
        Self::SubTenant,
        Self::Apex,
        Self::Lookalike,
        Self::Suffixed,
        Self::OtherHost,
        Self::Preview,
        Self::NamelessPreview,
        Self::DottedPreview,
        Self::UnderscoredPreview,
        Self::OtherTeam,
        Self::OtherApp,
        Self::SubPreview,
        Self::Address,
        Self::Api,
        Self::ThirdParty,
        Self::Insecure,
    ];

    pub(crate) const fn host(self) -> &'static str {
        match self {
            Self::Page | Self::OtherPort | Self::Api => "localhost",
            Self::Tenant => "a.app.localhost",
            Self::SubTenant => "x.a.app.localhost",
            Self::Apex => "app.localhost",
            Self::Lookalike => "evilapp.localhost",
            Self::Suffixed => "a.app.localhost.localhost",
            Self::OtherHost => "other.localhost",
            Self::Preview => "app-fix-login-team.localhost",
            Self::NamelessPreview => "app--team.localhost",
            Self::DottedPreview => "app-7.x-team.localhost",
            Self::UnderscoredPreview => "app-7_x-team.localhost",
            Self::OtherTeam => "app-7-teams.localhost",
            Self::OtherApp => "xapp-7-team.localhost",
            Self::SubPreview => "x.app-7-team.localhost",
            Self::Address => "127.0.0.1",
            Self::ThirdParty => "third.localhost",
            Self::Insecure => INSECURE_HOST,
        }
    }
}

/// The origins of one run.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Origins {
    pub(crate) scheme: Scheme,
    pub(crate) ports: Ports,
}

impl Origins {
    /// Returns host and port.
    pub(crate) fn authority(self, origin_name: OriginName) -> String {
        let port = match origin_name {
            OriginName::Api | OriginName::ThirdParty | OriginName::Insecure => self.ports.api,
            OriginName::OtherPort => self.ports.other_port,
            _ => self.ports.page,
        };
        format!("{}:{port}", origin_name.host())
    }

    /// Returns the id of a case, which keeps cases and schemes apart.
    pub(crate) fn case_id(self, case: usize) -> String {
        format!("{}-{case}", self.scheme.name())
    }

    /// Returns the origin as browsers send it. Ports are never default ports, because the system
    /// chooses them.
    pub(crate) fn origin(self, origin_name: OriginName) -> String {
        format!("{}://{}", self.scheme.name(), self.authority(origin_name))
    }
}
