//! Repetitions of an instruction count.

/// The number of times that an implementation is counted. The figure is the mean of all operations.
#[derive(Debug, Clone, Copy)]
pub struct Repeats {
    /// Processes, each with its own heap and its own random numbers.
    pub processes: u16,
    /// Operations in each process.
    pub operations: u16,
}

impl Repeats {
    /// Enough for an implementation that does the same work every time.
    pub const DETERMINISTIC: Self = Self {
        processes: 1,
        operations: 8,
    };
}
