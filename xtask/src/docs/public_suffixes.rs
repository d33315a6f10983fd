//! `docs/public-suffixes.md`: the version and the size of the compiled-in Public Suffix List.

use super::generated;
use crate::public_suffixes::OUTPUT;
use crate::result::Result;
use crate::workspace;

/// Returns the document with its generated part replaced.
pub(super) fn document(current: &str) -> Result<String> {
    let list = workspace::read(&workspace::path(OUTPUT))?;
    generated::replace(current, &facts(&list)?)
}

/// Returns the table of version, commit, rules and bytes of the list.
fn facts(list: &str) -> Result<String> {
    let value = |key: &str| {
        let mut comments = list.lines().map_while(|line| line.strip_prefix("//"));
        comments
            .find_map(|comment| comment.trim().strip_prefix(key))
            .map(str::trim)
            .ok_or_else(|| format!("{OUTPUT} has no comment {key}"))
    };
    let rules = list.lines().filter(|line| !line.starts_with("//")).count();
    Ok(format!(
        "| version | commit | rules | bytes |\n| --- | --- | ---: | ---: |\n| {} | `{}` | {rules} | {} |\n",
        value("VERSION:")?,
        value("COMMIT:")?,
        list.len()
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn facts_come_from_the_header_and_the_rules() {
        let list = "// VERSION: v1\n// COMMIT: c1\n// 2 rules\ncom\nco.uk\n";
        assert_eq!(
            facts(list).unwrap(),
            "| version | commit | rules | bytes |\n| --- | --- | ---: | ---: |\n| v1 | `c1` | 2 | 50 |\n"
        );
        assert!(facts("com\n// VERSION: v1\n// COMMIT: c1\n").is_err());
    }
}
