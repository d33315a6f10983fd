/// The condition for a preflight after a redirect, and the header names that it requests.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum RedirectPreflight {
    /// A preflight if the redirected request needs one.
    IfNeeded,
    /// A preflight if an earlier request needed one, or if the script set a header that does. It
    /// requests all names that the script set, except for headers that this redirect removed:
    /// `Authorization` on a change of origin, `Content-Type` when the body is dropped. After one more
    /// redirect these are requested again.
    RepeatWithoutRemoved,
    /// A preflight as in `RepeatWithoutRemoved` that requests the names of removed headers as well.
    RepeatForAll,
}
