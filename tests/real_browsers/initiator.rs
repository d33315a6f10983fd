//! Who asks: a document or worker, by its origin.

use serde::Serialize;

use crate::origins::Place;

/// What asks, on behalf of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Asker {
    /// The page itself.
    Page,
    /// A worker of the page.
    Worker,
    /// Frames from other origins.
    Neighbour,
    Tenant,
    Branch,
    Apex,
    Lookalike,
    Extended,
    Stranger,
    Address,
    /// A sandboxed frame with a document of the page's own origin.
    Sandbox,
    /// A frame with a `data:` document.
    Data,
}

impl Asker {
    /// Those that a frame is for.
    pub(crate) const FRAMES: [Self; 10] = [
        Self::Neighbour,
        Self::Tenant,
        Self::Branch,
        Self::Apex,
        Self::Lookalike,
        Self::Extended,
        Self::Stranger,
        Self::Address,
        Self::Sandbox,
        Self::Data,
    ];

    /// Where its document comes from.
    pub(crate) const fn place(self) -> Place {
        match self {
            Self::Page | Self::Worker | Self::Sandbox | Self::Data => Place::Page,
            Self::Neighbour => Place::Neighbour,
            Self::Tenant => Place::Tenant,
            Self::Branch => Place::Branch,
            Self::Apex => Place::Apex,
            Self::Lookalike => Place::Lookalike,
            Self::Extended => Place::Extended,
            Self::Stranger => Place::Stranger,
            Self::Address => Place::Address,
        }
    }

    /// Its origin; `None` is an opaque one, which is sent as `null`.
    pub(crate) const fn origin(self) -> Option<Place> {
        match self {
            Self::Sandbox | Self::Data => None,
            _ => Some(self.place()),
        }
    }
}
