//! The best of several rounds, per variant.

use std::collections::BTreeMap;

/// The least processor time of every variant.
#[derive(Default)]
pub(super) struct Best(BTreeMap<String, f64>);

impl Best {
    /// Records the time of one round.
    pub(super) fn record(&mut self, variant: &str, seconds: f64) {
        let best = self.0.entry(variant.to_owned()).or_insert(f64::INFINITY);
        *best = best.min(seconds);
    }

    /// Returns the least time of a variant that has been recorded.
    pub(super) fn of(&self, variant: &str) -> f64 {
        self.0[variant]
    }
}
