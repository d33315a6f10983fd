//! `cargo xtask public-suffixes <list>`: converts the Public Suffix List into the form that the
//! library is compiled with.
//!
//! Two runs with the same list give the same bytes. A line that the library's reader would misinterpret is
//! an error here, so that a change of the list's format is noticed when the list is refreshed.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::result::Result;
use crate::workspace;

/// The generated file, relative to the root.
pub(crate) const OUTPUT: &str = "cors-policy/src/public_suffix/public_suffixes.txt";

/// The comments around the two sections of the list.
const SECTION_MARKERS: [&str; 4] = [
    "===BEGIN ICANN DOMAINS===",
    "===END ICANN DOMAINS===",
    "===BEGIN PRIVATE DOMAINS===",
    "===END PRIVATE DOMAINS===",
];

/// Reads the list at the given path and writes [`OUTPUT`].
pub(crate) fn run(arguments: &[String]) -> Result {
    let [list] = arguments else {
        return Err("usage: cargo xtask public-suffixes <public_suffix_list.dat>".into());
    };
    let short = convert(&workspace::read(Path::new(list))?)?;
    workspace::write(&workspace::path(OUTPUT), &short)?;
    println!("wrote {OUTPUT}");
    Ok(())
}

/// Returns the list in the compiled-in form: a header, and one ASCII rule per line, sorted by labels
/// from right to left.
fn convert(list: &str) -> Result<String> {
    let lines: Vec<Vec<&str>> = list
        .lines()
        .map(|line| line.split_whitespace().collect())
        .collect();
    let comments: Vec<String> = lines
        .iter()
        .filter(|words| words.first() == Some(&"//"))
        .map(|words| words[1..].join(" "))
        .collect();
    for marker in SECTION_MARKERS {
        if !comments.iter().any(|comment| comment == marker) {
            return Err(format!(
                "`{marker}` is missing: the list is truncated or not the Public Suffix List"
            )
            .into());
        }
    }

    // The published format ends a rule at the first space.
    let written = lines
        .iter()
        .filter_map(|words| words.first())
        .filter(|word| !word.starts_with("//"));
    // An exception sorts by the name that it excepts, so a rule and its exception share a key.
    let mut rules: BTreeMap<Vec<String>, String> = BTreeMap::new();
    for rule in written.copied().collect::<BTreeSet<_>>() {
        let ascii = to_ascii_rule(rule)?;
        let name = ascii.strip_prefix('!').unwrap_or(&ascii);
        let key = name.rsplit('.').map(str::to_owned).collect();
        match rules.insert(key, ascii.clone()) {
            Some(other) if other != ascii => {
                let both = format!("`{other}` and `{ascii}`: a rule and an exception to it");
                return Err(both.into());
            }
            _ => {}
        }
    }

    let value = |key: &str| {
        let comment = comments.iter().find(|comment| comment.starts_with(key));
        comment.map_or_else(|| format!("{key} unknown"), String::clone)
    };
    let mut short = header(&value("VERSION:"), &value("COMMIT:"), rules.len());
    for rule in rules.values() {
        short.push_str(rule);
        short.push('\n');
    }
    Ok(short)
}

fn header(version: &str, commit: &str, count: usize) -> String {
    format!(
        "\
// The Public Suffix List in short: the rules of both its sections, in ASCII, one a line, sorted by
// their labels from right to left. The comments of the list are left out, nothing else is.
//
// https://publicsuffix.org/list/public_suffix_list.dat
// {version}
// {commit}
// {count} rules
//
// This Source Code Form is subject to the terms of the Mozilla Public
// License, v. 2.0. If a copy of the MPL was not distributed with this
// file, You can obtain one at https://mozilla.org/MPL/2.0/.
//
// Written by `cargo xtask public-suffixes`, as docs/public-suffixes.md describes. Do not edit.
"
    )
}

/// Converts one rule. `!` and `*.` are allowed at the start only; a `*` in another position is not a
/// valid label.
fn to_ascii_rule(rule: &str) -> Result<String> {
    let (sign, name) = if let Some(name) = rule.strip_prefix('!') {
        ("!", name)
    } else if let Some(name) = rule.strip_prefix("*.") {
        ("*.", name)
    } else {
        ("", rule)
    };
    let labels = name
        .split('.')
        .map(|label| to_ascii_label(label).map_err(|error| format!("`{rule}`: {error}")));
    let labels: Vec<String> = labels.collect::<std::result::Result<_, _>>()?;
    Ok(format!("{sign}{}", labels.join(".")))
}

/// Converts one label, which must be in the list's canonical form: lower case, and composed. Any other
/// form would be converted to a name that no browser sends.
fn to_ascii_label(label: &str) -> std::result::Result<String, String> {
    let is_ordinary = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    if label.is_ascii() {
        return if !label.is_empty() && label.bytes().all(is_ordinary) {
            Ok(label.to_owned())
        } else {
            Err(format!("`{label}` is not a label"))
        };
    }
    let ascii = idna::domain_to_ascii(label).map_err(|_| format!("`{label}` is not a label"))?;
    let (canonical, _) = idna::domain_to_unicode(&ascii);
    if canonical == label {
        Ok(ascii)
    } else {
        Err(format!("`{label}` is not in lower case and composed"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIST: &str = "\
// VERSION: 2026-01-02_03-04-05_UTC
// COMMIT: 0123456789abcdef

// ===BEGIN ICANN DOMAINS===
uk
co.uk   this is a comment
com
com
*.ck
!www.ck

公司.cn
ck
// ===END ICANN DOMAINS===
// ===BEGIN PRIVATE DOMAINS===
// GitHub
github.io
食狮.com.cn
// ===END PRIVATE DOMAINS===
";

    /// Written by the Python program that this verb replaces, but for the last line of the header.
    const SHORT: &str = "\
// The Public Suffix List in short: the rules of both its sections, in ASCII, one a line, sorted by
// their labels from right to left. The comments of the list are left out, nothing else is.
//
// https://publicsuffix.org/list/public_suffix_list.dat
// VERSION: 2026-01-02_03-04-05_UTC
// COMMIT: 0123456789abcdef
// 9 rules
//
// This Source Code Form is subject to the terms of the Mozilla Public
// License, v. 2.0. If a copy of the MPL was not distributed with this
// file, You can obtain one at https://mozilla.org/MPL/2.0/.
//
// Written by `cargo xtask public-suffixes`, as docs/public-suffixes.md describes. Do not edit.
ck
*.ck
!www.ck
xn--85x722f.com.cn
xn--55qx5d.cn
com
github.io
uk
co.uk
";

    #[test]
    fn list_is_sorted_and_in_ascii() {
        assert_eq!(convert(LIST).unwrap(), SHORT);
    }

    #[test]
    fn missing_version_is_marked() {
        let list = LIST.replace("// VERSION: 2026-01-02_03-04-05_UTC\n", "");
        assert!(convert(&list).unwrap().contains("// VERSION: unknown\n"));
    }

    #[test]
    fn truncated_list_is_rejected() {
        for marker in SECTION_MARKERS {
            let error = convert(&LIST.replace(marker, "")).unwrap_err();
            assert!(error.to_string().contains(marker), "{error}");
        }
    }

    #[test]
    fn unknown_forms_are_rejected() {
        for (rule, message) in [
            ("a.*.b", "`a.*.b`: `*` is not a label"),
            ("a..b", "`a..b`: `` is not a label"),
            ("!*.b", "`!*.b`: `*` is not a label"),
            ("Com", "`Com`: `Com` is not a label"),
            ("a_b", "`a_b`: `a_b` is not a label"),
            ("É.fr", "`É.fr`: `É` is not in lower case and composed"),
            (
                "e\u{301}.fr",
                "`e\u{301}.fr`: `e\u{301}` is not in lower case and composed",
            ),
            (
                "!co.uk",
                "`!co.uk` and `co.uk`: a rule and an exception to it",
            ),
        ] {
            let list = LIST.replace("*.ck", rule);
            assert_eq!(convert(&list).unwrap_err().to_string(), message);
        }
    }

    #[test]
    fn committed_file_has_the_current_header() {
        let file = workspace::read(&workspace::path(OUTPUT)).unwrap();
        let comment = |key: &str| {
            let line = file.lines().find_map(|line| {
                line.strip_prefix("// ")
                    .filter(|text| text.starts_with(key))
            });
            line.expect("a line of the header").to_owned()
        };
        let count = file.lines().filter(|line| !line.starts_with("//")).count();
        let expected = header(&comment("VERSION:"), &comment("COMMIT:"), count);
        assert!(
            file.starts_with(&expected),
            "run `cargo xtask public-suffixes`"
        );
    }
}
