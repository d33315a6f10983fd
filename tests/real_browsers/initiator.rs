//! The document or worker that initiates a request.

use serde::Serialize;

use crate::origins::OriginName;

/// An initiator of requests.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Initiator {
    /// The page.
    Page,
    /// A worker of the page.
    Worker,
    /// Frames from other origins.
    OtherPort,
    Tenant,
    SubTenant,
    Apex,
    Lookalike,
    Suffixed,
    OtherHost,
    Preview,
    NamelessPreview,
    DottedPreview,
    UnderscoredPreview,
    OtherTeam,
    OtherApp,
    SubPreview,
    Address,
    /// A sandboxed frame with a document from the page's origin.
    Sandbox,
    /// A frame with a `data:` URL.
    Data,
}

impl Initiator {
    /// The initiators that are frames.
    pub(crate) const FRAMES: [Self; 17] = [
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
        Self::Sandbox,
        Self::Data,
    ];

    /// Returns the origin that the document is loaded from.
    pub(crate) const fn document_origin(self) -> OriginName {
        match self {
            Self::Page | Self::Worker | Self::Sandbox | Self::Data => OriginName::Page,
            Self::OtherPort => OriginName::OtherPort,
            Self::Tenant => OriginName::Tenant,
            Self::SubTenant => OriginName::SubTenant,
            Self::Apex => OriginName::Apex,
            Self::Lookalike => OriginName::Lookalike,
            Self::Suffixed => OriginName::Suffixed,
            Self::OtherHost => OriginName::OtherHost,
            Self::Preview => OriginName::Preview,
            Self::NamelessPreview => OriginName::NamelessPreview,
            Self::DottedPreview => OriginName::DottedPreview,
            Self::UnderscoredPreview => OriginName::UnderscoredPreview,
            Self::OtherTeam => OriginName::OtherTeam,
            Self::OtherApp => OriginName::OtherApp,
            Self::SubPreview => OriginName::SubPreview,
            Self::Address => OriginName::Address,
        }
    }

    /// Returns the initiator's origin; `None` is an opaque origin, serialized as `null`.
    pub(crate) const fn origin(self) -> Option<OriginName> {
        match self {
            Self::Sandbox | Self::Data => None,
            _ => Some(self.document_origin()),
        }
    }
}
