//! The edit distance between a misspelt word and the words that are known.

/// The longest text that is compared, in bytes. It bounds the work for hostile input.
const MAX_LEN: usize = 64;

/// Returns the first of the candidates with the smallest edit distance to `text`, if at most a third
/// of the candidate's letters differ.
pub(crate) fn nearest<'a>(text: &str, candidates: &[&'a str]) -> Option<&'a str> {
    if text.len() > MAX_LEN {
        return None;
    }
    candidates
        .iter()
        .map(|candidate| (edit_distance(text, candidate), *candidate))
        .filter(|(distance, candidate)| distance * 3 <= candidate.len().max(3))
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// Returns the Levenshtein distance between two texts, in bytes, because the candidates are ASCII.
fn edit_distance(from: &str, to: &str) -> usize {
    let mut row: Vec<usize> = (0..=to.len()).collect();
    for (i, a) in from.bytes().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, b) in to.bytes().enumerate() {
            let replaced = diagonal + usize::from(a != b);
            diagonal = row[j + 1];
            row[j + 1] = replaced.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[to.len()]
}

#[cfg(test)]
mod tests {
    use super::{edit_distance, nearest};

    #[test]
    fn misspelt_word_has_a_nearest_word() {
        let keys = ["origins", "credentials", "headers", "expose", "max_age"];
        for (text, expected) in [
            ("origin", Some("origins")),
            ("orgins", Some("origins")),
            ("credential", Some("credentials")),
            ("maxage", Some("max_age")),
            ("exposed", Some("expose")),
            ("colour", None),
            ("", None),
        ] {
            assert_eq!(nearest(text, &keys), expected, "{text}");
        }
    }

    #[test]
    fn a_third_of_the_letters_may_differ_and_the_first_of_equals_is_returned() {
        let (long, longer) = ("a".repeat(64), "a".repeat(65));
        for (text, candidates, expected) in [
            ("bat", ["cat", "rat"], Some("cat")),
            ("bad", ["cat", "dog"], None),
            ("xxcdef", ["abcdef", "abcdeg"], Some("abcdef")),
            ("xxxdef", ["abcdef", "abcdeg"], None),
            // A text above the maximal length is not compared.
            (&*long, [&*long, &*longer], Some(&*long)),
            (&*longer, [&*long, &*longer], None),
        ] {
            assert_eq!(nearest(text, &candidates), expected, "{text}");
        }
    }

    #[test]
    fn distances_count_insertions_deletions_and_replacements() {
        for (from, to, expected) in [
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
            assert_eq!(edit_distance(from, to), expected, "{from} {to}");
        }
    }
}
