//! Dumps of callgrind.

/// Returns the total number of instructions in a dump.
///
/// # Panics
///
/// If the dump has no summary line.
#[must_use]
pub fn total(text: &str) -> u64 {
    let mut lines = text.lines();
    let line = lines.find_map(|line| line.strip_prefix("summary: "));
    let first = line.and_then(|line| line.split_whitespace().next());
    first
        .and_then(|count| count.parse().ok())
        .expect("a summary line")
}

#[cfg(test)]
mod tests {
    use super::total;

    #[test]
    fn total_is_the_first_number_of_the_summary() {
        assert_eq!(
            total("events: Ir\nfn=(1) main\n3 5\nsummary: 1234 5\n"),
            1_234
        );
    }
}
