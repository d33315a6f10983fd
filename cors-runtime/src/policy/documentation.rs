//! The catalogue as users read it: `docs/rules.md`, from the same table as the messages.

use std::fmt::Write as _;

use super::catalogue::Rule;
use super::notes::NOTES;
use super::violation::Severity;

const THEMES: [(char, &str); 8] = [
    ('A', "The attribute, and where it stands"),
    ('B', "Credentials"),
    ('C', "Origins"),
    ('D', "Methods"),
    ('E', "Request headers"),
    ('F', "Exposed response headers"),
    ('G', "`max_age`"),
    ('H', "The policy as a whole"),
];

const HEAD: &str = "# The rules

Generated from the table that the compiler's messages come from; a test fails when it is not current.
`BLESS=1 cargo test -p cors-runtime --test policies` writes it anew.

A rule is refused by the attribute and by `policy!` as a compile error at the literal that is wrong, and
by `Policy::builder()` and `OriginSet::parse` as an error value at start-up: the same rule, the same
words. Its id stands behind the message. `…` is what you wrote, or what to write.

| sign | what happens |
| --- | --- |
| ✗ | refused |
| ✗ `word` | refused, unless `dangerously_allow = [word]` says that you know; a word that nothing needs is refused too (A20) |
| ✗ release | refused in builds without debug assertions |
| ⚠ | a warning: it stands, and is useless or surprising |
| – | no rule: something to know, or a mistake that cannot be written |
";

/// The text of `docs/rules.md`.
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
            let sign = match row.severity {
                Severity::Refused => "✗".to_owned(),
                Severity::RefusedUnless(hatch) => format!("✗ `{}`", hatch.as_str()),
                Severity::RefusedInRelease => "✗ release".to_owned(),
                Severity::Warned => "⚠".to_owned(),
            };
            let cells = format!(
                "{sign} | {} | {} | [section]({})",
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
            "\n## {letter}: {theme}\n\n| id | | what | what to write, or why it stands | standard |\n\
             | --- | --- | --- | --- | --- |\n"
        );
        for (id, cells) in rows {
            let _ = writeln!(text, "| {id} | {cells} |");
        }
    }
    text
}

/// A sentence with `…` for the words that are filled in.
fn blank(sentence: &str) -> String {
    ["{said}", "{instead}", "{beside}"]
        .iter()
        .fold(sentence.to_owned(), |text, word| text.replace(word, "…"))
        .replace('|', "\\|")
}
