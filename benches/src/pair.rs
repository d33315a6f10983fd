//! The unit of measurement: one implementation in one case.

/// An implementation and a case whose policy it can express.
#[derive(Debug, Clone, Copy)]
pub struct Pair {
    /// The implementation's name.
    pub implementation: &'static str,
    /// The case's name.
    pub case: &'static str,
}
