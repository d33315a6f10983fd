//! The script a letter is written in, and a label in which two scripts are mixed that look alike.
//!
//! Three scripts are told apart: those of which a label is easily misread. What may stand in a host
//! at all is not asked here.

/// The Cyrillic or Greek letter of a label that holds Latin letters, too: the first one, if there
/// are several. Seldom has somebody typed it on purpose, since it looks like one of the others.
///
/// A label in one script alone has none. It may look like another, but so do honest names.
///
/// ```
/// use cors_policy::origin::idna::confusable::mixed_script_char;
/// assert_eq!(mixed_script_char("p\u{430}ypal"), Some('\u{430}'));
/// assert_eq!(mixed_script_char("бюро"), None);
/// assert_eq!(mixed_script_char("bücher"), None);
/// ```
#[must_use]
pub fn mixed_script_char(label: &str) -> Option<char> {
    let mut has_latin = false;
    let mut foreign = None;
    for c in label.chars() {
        match script_of(c) {
            Some("Latin") => has_latin = true,
            Some(_) if foreign.is_none() => foreign = Some(c),
            _ => {}
        }
    }
    foreign.filter(|_| has_latin)
}

/// The script of a letter, by its name in Unicode: `Latin`, `Cyrillic` or `Greek`. Nothing for
/// letters of other scripts, and for what is no letter.
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
    fn what_is_no_letter_has_no_script() {
        for (c, script) in [
            ('a', Some("Latin")),
            ('\u{3b1}', Some("Greek")),
            ('\u{430}', Some("Cyrillic")),
            ('\u{65e5}', None),
            // Signs among the letters: times, a dot, thousands.
            ('\u{d7}', None),
            ('\u{387}', None),
            ('\u{482}', None),
        ] {
            assert_eq!(script_of(c), script, "{c}");
        }
    }

    #[test]
    fn letters_that_look_like_their_neighbours() {
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
