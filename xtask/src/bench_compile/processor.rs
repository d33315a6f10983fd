//! The processor time of a command and all of its descendants.

use std::process::Command;

use crate::result::Result;
use crate::workspace;

/// Clock ticks per second in `/proc`. Every Linux that Rust supports reports this value.
const TICKS_PER_SECOND: f64 = 100.0;

/// Runs a command to its end and returns its user and system time in seconds.
pub(super) fn seconds_of(command: &mut Command) -> Result<f64> {
    let before = ticks_of_children()?;
    workspace::output_of(command)?;
    let ticks = ticks_of_children()? - before;
    Ok(f64::from(ticks) / TICKS_PER_SECOND)
}

fn ticks_of_children() -> Result<u32> {
    let stat = std::fs::read_to_string("/proc/self/stat").map_err(|error| {
        format!("processor time is read from /proc, which needs Linux: {error}")
    })?;
    parse_stat(&stat).ok_or_else(|| format!("/proc/self/stat has another format: {stat}").into())
}

/// Returns the sum of the fields `cutime` and `cstime`.
fn parse_stat(stat: &str) -> Option<u32> {
    // The second field is the name of the program in parentheses, and may contain anything.
    let (_, after_name) = stat.rsplit_once(')')?;
    let mut fields = after_name.split_whitespace().skip(13);
    let user: u32 = fields.next()?.parse().ok()?;
    let system: u32 = fields.next()?.parse().ok()?;
    Some(user + system)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stat_is_parsed_after_the_name() {
        let stat = "7 (a) b) S 1 2 3 4 5 6 7 8 9 10 11 12 340 56 20 0";
        assert_eq!(parse_stat(stat), Some(396));
        assert_eq!(parse_stat("7 (a) S 1"), None);
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn time_of_a_busy_command_is_counted() {
        let mut busy = Command::new("sh");
        busy.args(["-c", "i=0; while [ $i -lt 300000 ]; do i=$((i+1)); done"]);
        assert!(seconds_of(&mut busy).unwrap() > 0.0);
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn failing_command_is_an_error() {
        let error = seconds_of(Command::new("sh").args(["-c", "echo broken >&2; exit 3"]));
        assert!(error.unwrap_err().to_string().contains("broken"));
    }
}
