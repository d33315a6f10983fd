//! The rules of the library, in the form that the documents need. Only this file uses the library's API.

use cors_runtime::policy::{Rule, Severity};

/// A rule of the library.
pub(super) struct LibraryRule {
    /// Its id, such as `C05`.
    pub(super) id: &'static str,
    /// The sign of its severity in the table.
    pub(super) sign: String,
    /// The message, with `…` for the parts that a violation fills in.
    pub(super) message: String,
    /// The help line, likewise.
    pub(super) help: String,
    /// The address of the section of a standard that the rule is based on.
    pub(super) section: &'static str,
}

/// Returns all rules in the order of the library.
pub(super) fn all() -> impl Iterator<Item = LibraryRule> {
    Rule::ALL.iter().map(|rule| {
        let info = rule.row();
        LibraryRule {
            id: info.id,
            sign: sign_of(info.severity),
            message: without_placeholders(info.message),
            help: without_placeholders(info.help),
            section: info.section,
        }
    })
}

fn sign_of(severity: Severity) -> String {
    match severity {
        Severity::Refused => "✗".to_owned(),
        Severity::RefusedUnless(allowance) => format!("✗ `{}`", allowance.as_str()),
        Severity::RefusedInRelease => "✗ release".to_owned(),
        Severity::Warned => "⚠".to_owned(),
        other => panic!("{other:?} has no sign"),
    }
}

fn without_placeholders(sentence: &str) -> String {
    ["{said}", "{instead}", "{beside}"]
        .iter()
        .fold(sentence.to_owned(), |text, placeholder| {
            text.replace(placeholder, "…")
        })
}
