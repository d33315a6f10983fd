//! The rules of the library, in the form that the documents need. Only this file uses the library's API.

use cors_policy::{Rule, Severity};

/// A rule of the library.
pub(super) struct LibraryRule {
    /// Its id, such as `C05`.
    pub(super) id: &'static str,
    /// The severity in words.
    pub(super) severity: String,
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
        let info = rule.info();
        LibraryRule {
            id: info.id,
            severity: describe(info.severity),
            message: without_placeholders(info.message),
            help: without_placeholders(info.help),
            section: info.section,
        }
    })
}

fn describe(severity: Severity) -> String {
    match severity {
        Severity::Deny => "deny".to_owned(),
        Severity::DenyUnless(allowance) => format!("deny unless `{}`", allowance.as_str()),
        Severity::DenyInRelease => "deny in release".to_owned(),
        Severity::Warn => "warn".to_owned(),
        other => panic!("{other:?} has no description"),
    }
}

fn without_placeholders(sentence: &str) -> String {
    ["{value}", "{suggestion}", "{other}"]
        .iter()
        .fold(sentence.to_owned(), |text, placeholder| {
            text.replace(placeholder, "…")
        })
}
