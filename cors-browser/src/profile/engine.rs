/// The browser engine that a profile models, or the standard.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Engine {
    Spec,
    Chromium,
    Firefox,
    WebKit,
}
