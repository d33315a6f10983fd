/// When a request is preflighted after a redirect, and for which header names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum RedirectPreflight {
    /// If the redirected request needs one.
    IfNeeded,
    /// If an earlier request needed one, or if the script set a header that does. It requests all
    /// names that the script set, except for headers that this redirect removed: `Authorization` on
    /// a change of origin, `Content-Type` when the body is dropped. After one more redirect these
    /// are requested again.
    RepeatWithoutRemoved,
    /// Like `RepeatWithoutRemoved`, but requests the names of removed headers as well.
    RepeatForAll,
}
