//! An entry of the table of shared hosts, and its comparison with a host.

use crate::origin::label::LabelPattern;

/// A host that people share who do not know each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct SharedHost {
    /// The host. A label `*` stands for any label.
    pub host: &'static str,
    /// The way in which the host is shared.
    pub sharing: Sharing,
    /// The address of a page that documents the host.
    pub source: &'static str,
}

/// The way in which a host is shared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Sharing {
    /// Anyone can publish a page on the host, or get a name under it that is not given to others later.
    Pages,
    /// A name under the host can belong to another person tomorrow: the address of a tunnel, or of a
    /// machine whose IP address is part of the name.
    Names,
}

impl SharedHost {
    /// Returns whether `host` is below this host, not the host itself.
    pub(crate) fn is_above(&self, host: &str) -> bool {
        host.split('.').count() > self.host.split('.').count()
    }

    /// Returns whether other people can have pages with an origin on `host`, or below it if
    /// `with_subdomains`.
    pub(super) fn covers(&self, host: &str, with_subdomains: bool) -> bool {
        let mut own = self.host.rsplit('.');
        let mut other = host.rsplit('.');
        loop {
            match (own.next(), other.next()) {
                (None, None) => return true,
                // `host` is above this one.
                (Some(_), None) => return with_subdomains,
                // `host` is below this one.
                (None, Some(_)) => return self.sharing == Sharing::Names,
                (Some(own), Some(label)) if own == "*" || is_matched(label, own) => {}
                _ => return false,
            }
        }
    }
}

/// Returns whether `label`, which may have a `*`, matches a label of a shared host.
fn is_matched(label: &str, own: &str) -> bool {
    match LabelPattern::parse(label) {
        Some(pattern) => pattern.matches(own.as_bytes()),
        None => label == own,
    }
}
