//! The known word that a misspelt one is meant to be.

/// The candidate that `written` is closest to, if it is close enough to be meant: a third of its
/// letters wrong at most, counted as insertions, deletions and replacements.
pub(crate) fn nearest<'a>(written: &str, candidates: &[&'a str]) -> Option<&'a str> {
    // Two texts of very different length are not near, and a word that nobody would write need not
    // be compared at all.
    if written.len() > 64 {
        return None;
    }
    let mut nearest = None;
    let mut least = usize::MAX;
    for candidate in candidates {
        let distance = distance(written, candidate);
        if distance < least && distance * 3 <= candidate.len().max(3) {
            nearest = Some(*candidate);
            least = distance;
        }
    }
    nearest
}

/// Levenshtein's distance, over bytes: the words compared here are ASCII.
fn distance(one: &str, other: &str) -> usize {
    let mut row = Vec::new();
    for at in 0..=other.len() {
        row.push(at);
    }
    for (i, a) in one.as_bytes().iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, b) in other.as_bytes().iter().enumerate() {
            let replaced = diagonal + usize::from(a != b);
            diagonal = row[j + 1];
            row[j + 1] = replaced.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[other.len()]
}

#[cfg(test)]
mod tests {
    use super::{distance, nearest};

    #[test]
    fn a_slip_of_the_pen_is_recognised() {
        let keys = ["origins", "credentials", "headers", "expose", "max_age"];
        for (written, meant) in [
            ("origin", Some("origins")),
            ("orgins", Some("origins")),
            ("credential", Some("credentials")),
            ("maxage", Some("max_age")),
            ("exposed", Some("expose")),
            ("colour", None),
            ("", None),
        ] {
            assert_eq!(nearest(written, &keys), meant, "{written}");
        }
    }

    #[test]
    fn a_third_of_the_letters_may_be_wrong_and_the_first_of_equals_is_meant() {
        let (long, longer) = ("a".repeat(64), "a".repeat(65));
        for (written, candidates, meant) in [
            ("bat", ["cat", "rat"], Some("cat")),
            ("bad", ["cat", "dog"], None),
            ("xxcdef", ["abcdef", "abcdeg"], Some("abcdef")),
            ("xxxdef", ["abcdef", "abcdeg"], None),
            // What nobody would write is not compared.
            (&*long, [&*long, &*longer], Some(&*long)),
            (&*longer, [&*long, &*longer], None),
        ] {
            assert_eq!(nearest(written, &candidates), meant, "{written}");
        }
    }

    #[test]
    fn distances_count_insertions_deletions_and_replacements() {
        for (one, other, expected) in [
            ("", "", 0),
            ("", "abc", 3),
            ("abc", "", 3),
            ("abc", "abc", 0),
            ("abc", "abd", 1),
            ("abc", "xabc", 1),
            ("xabc", "abc", 1),
            ("flaw", "lawn", 2),
            ("kitten", "sitting", 3),
            ("abcdef", "fedcba", 6),
        ] {
            assert_eq!(distance(one, other), expected, "{one} {other}");
        }
    }
}
