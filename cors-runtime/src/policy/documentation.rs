//! The table of rules as a document: `docs/rules.md`.

use std::fmt::Write as _;

use super::catalogue::Rule;
use super::notes::NOTES;
use super::violation::Severity;

const THEMES: [(char, &str); 8] = [
    ('A', "The attribute and the item it is on"),
    ('B', "Credentials"),
    ('C', "Origins"),
    ('D', "Methods"),
    ('E', "Request headers"),
    ('F', "Exposed response headers"),
    ('G', "`max_age`"),
    ('H', "The policy as a whole"),
];

const HEAD: &str = "# Rules

Generated from the table that the compiler's messages come from; a test fails when this file is out of
date. `BLESS=1 cargo test -p cors-runtime --test policies` generates it again.

The attribute and `policy!` report a violation as a compile error or warning at the literal.
`Policy::builder()` and `OriginSet::parse` return it as an error at start-up. The rules and the messages
are the same, and every message ends with the id of its rule. In the tables below, `…` is what you
wrote, or what to write.

| severity | effect |
| --- | --- |
| deny | the policy is rejected |
| deny unless `option` | the policy is rejected, unless it has `dangerously_allow = [option]`; an option that the policy does not need is rejected too (A20) |
| deny in release | the policy is rejected in builds without debug assertions |
| warn | the policy is accepted, but a part of it is useless or surprising |
| – | no rule: background, or a mistake that the library makes impossible |
";

/// Returns the text of `docs/rules.md`.
#[must_use]
pub fn rules_document() -> String {
    let mut text = HEAD.to_owned();
    for (letter, theme) in THEMES {
        let mut rows: Vec<(&str, String)> = Vec::new();
        for rule in Rule::ALL
            .iter()
            .filter(|rule| rule.row().id.starts_with(letter))
        {
            let row = rule.row();
            let severity = match row.severity {
                Severity::Refused => "deny".to_owned(),
                Severity::RefusedUnless(option) => format!("deny unless `{}`", option.as_str()),
                Severity::RefusedInRelease => "deny in release".to_owned(),
                Severity::Warned => "warn".to_owned(),
            };
            let cells = format!(
                "{severity} | {} | {} | [section]({})",
                blank(row.message),
                blank(row.help),
                row.section
            );
            rows.push((row.id, cells));
        }
        for note in NOTES.iter().filter(|note| note.id.starts_with(letter)) {
            rows.push((note.id, format!("– | {} | {} |", note.what, note.why)));
        }
        rows.sort_unstable();
        let _ = write!(
            text,
            "\n## {letter}: {theme}\n\n| id | severity | message | help | standard |\n\
             | --- | --- | --- | --- | --- |\n"
        );
        for (id, cells) in rows {
            let _ = writeln!(text, "| {id} | {cells} |");
        }
    }
    text
}

/// Replaces the placeholders of a sentence by `…`.
fn blank(sentence: &str) -> String {
    ["{value}", "{suggestion}", "{other}"]
        .iter()
        .fold(sentence.to_owned(), |text, word| text.replace(word, "…"))
        .replace('|', "\\|")
}
