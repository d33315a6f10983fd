/// The cookies that are stored in a third-party context.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ThirdPartyCookies {
    /// All cookies that their own attributes permit.
    Allowed,
    /// Cookies with `Partitioned` only, in a partition for each top-level site.
    PartitionedOnly,
    /// All cookies, in a partition for each top-level site.
    Partitioned,
    /// All cookies of hosts that have set a cookie in a first-party context. Every host other than
    /// that of the top-level page is a third party, even on the same site.
    VisitedHostsOnly,
}
