//! Detection of labels that mix Latin letters with Cyrillic or Greek letters that look like them.

/// Returns the first Cyrillic or Greek letter of a label that also has Latin letters.
///
/// Such a letter is rarely intended, because it looks like a Latin one. A label in a single script is
/// not reported: it can look like another label, but so do ordinary names.
///
/// ```
/// use cors_policy::origin::idna::confusable::mixed_script_char;
/// assert_eq!(mixed_script_char("p\u{430}ypal"), Some('\u{430}'));
/// assert_eq!(mixed_script_char("бюро"), None);
/// assert_eq!(mixed_script_char("bücher"), None);
/// ```
#[must_use]
pub fn mixed_script_char(label: &str) -> Option<char> {
    let is_latin = |c: char| script_of(c) == Some("Latin");
    let is_foreign = |c: &char| matches!(script_of(*c), Some("Cyrillic" | "Greek"));
    let foreign = label.chars().find(is_foreign);
    foreign.filter(|_| label.chars().any(is_latin))
}

/// Returns the name of a letter's script in Unicode, if it is `Latin`, `Cyrillic` or `Greek`.
///
/// ```
/// use cors_policy::origin::idna::confusable::script_of;
/// assert_eq!(script_of('\u{430}'), Some("Cyrillic"));
/// assert_eq!(script_of('a'), Some("Latin"));
/// assert_eq!(script_of('1'), None);
/// ```
#[must_use]
pub fn script_of(c: char) -> Option<&'static str> {
    match c {
        _ if !c.is_alphabetic() => None,
        'a'..='z' | 'A'..='Z' | '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' => Some("Latin"),
        '\u{370}'..='\u{3ff}' | '\u{1f00}'..='\u{1fff}' => Some("Greek"),
        '\u{400}'..='\u{52f}' | '\u{1c80}'..='\u{1c8f}' | '\u{a640}'..='\u{a69f}' => {
            Some("Cyrillic")
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_letters_have_a_script() {
        for (c, script) in [
            ('a', Some("Latin")),
            ('\u{3b1}', Some("Greek")),
            ('\u{430}', Some("Cyrillic")),
            ('\u{65e5}', None),
            // Signs between the letters: multiplication, a dot, thousands.
            ('\u{d7}', None),
            ('\u{387}', None),
            ('\u{482}', None),
        ] {
            assert_eq!(script_of(c), script, "{c}");
        }
    }

    #[test]
    fn foreign_letters_between_latin_letters_are_found() {
        for (label, letter) in [
            ("p\u{430}ypal", Some('\u{430}')),
            ("g\u{3bf}\u{43e}gle", Some('\u{3bf}')),
            ("\u{43c}a\u{441}", Some('\u{43c}')),
            ("\u{430}\u{440}\u{440}\u{4cf}\u{435}", None),
            ("\u{3b1}\u{430}", None),
            ("日本a", None),
            ("µm×", None),
            ("1-\u{430}", None),
            ("", None),
        ] {
            assert_eq!(mixed_script_char(label), letter, "{label}");
        }
    }
}
