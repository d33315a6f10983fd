//! A diff of two texts by lines.

use std::fmt::Write as _;

/// Returns the changed lines: removed ones after `-`, added ones after `+`, and `@` with the line number
/// in `old` before each group.
pub(super) fn of_lines(old: &str, new: &str) -> String {
    let old: Vec<&str> = old.lines().collect();
    let new: Vec<&str> = new.lines().collect();
    let common = common_lengths(&old, &new);
    let mut text = String::new();
    let (mut at_old, mut at_new) = (0, 0);
    let mut in_group = false;
    while at_old < old.len() || at_new < new.len() {
        if at_old < old.len() && at_new < new.len() && old[at_old] == new[at_new] {
            (at_old, at_new, in_group) = (at_old + 1, at_new + 1, false);
            continue;
        }
        if !in_group {
            let _ = writeln!(text, "@ line {}", at_old + 1);
            in_group = true;
        }
        let removes = at_new == new.len()
            || at_old < old.len() && common[at_old + 1][at_new] >= common[at_old][at_new + 1];
        if removes {
            let _ = writeln!(text, "-{}", old[at_old]);
            at_old += 1;
        } else {
            let _ = writeln!(text, "+{}", new[at_new]);
            at_new += 1;
        }
    }
    text
}

/// Returns the length of the longest common subsequence of `old[i..]` and `new[j..]` at `[i][j]`.
fn common_lengths(old: &[&str], new: &[&str]) -> Vec<Vec<usize>> {
    let mut lengths = vec![vec![0; new.len() + 1]; old.len() + 1];
    for i in (0..old.len()).rev() {
        for j in (0..new.len()).rev() {
            lengths[i][j] = if old[i] == new[j] {
                lengths[i + 1][j + 1] + 1
            } else {
                lengths[i + 1][j].max(lengths[i][j + 1])
            };
        }
    }
    lengths
}

#[cfg(test)]
mod tests {
    use super::of_lines;

    #[test]
    fn equal_texts_have_no_diff() {
        assert_eq!(of_lines("a\nb\n", "a\nb\n"), "");
    }

    #[test]
    fn each_group_of_changes_has_its_line_number() {
        let expected = "@ line 2\n-b\n+x\n@ line 5\n+e\n";
        assert_eq!(of_lines("a\nb\nc\nd\n", "a\nx\nc\nd\ne\n"), expected);
    }

    #[test]
    fn everything_is_removed_or_added() {
        assert_eq!(of_lines("a\n", ""), "@ line 1\n-a\n");
        assert_eq!(of_lines("", "a\n"), "@ line 1\n+a\n");
    }
}
