//! The rules of the library, in the form that the documents need. Only this file uses the library's API.

use cors_policy::{Rule, RuleInfo, Severity};

/// A rule of the library.
pub(super) struct LibraryRule {
    /// The id, such as `C05`.
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
            message: both(info, info.message, info.alternative, "; or "),
            help: both(info, info.help, info.help_in_set, "; in an `OriginSet`: "),
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

/// Returns a sentence, and the other one if there is another one, for reading.
fn both(info: &RuleInfo, sentence: &str, other: &str, between: &str) -> String {
    let sentences = if sentence == other {
        sentence.to_owned()
    } else {
        format!("{sentence}{between}{other}")
    };
    without_placeholders(&sentences, info.severity)
}

fn without_placeholders(sentence: &str, severity: Severity) -> String {
    let allowance = match severity {
        Severity::DenyUnless(allowance) => {
            format!("`dangerously_allow = [{}]`", allowance.as_str())
        }
        _ => String::new(),
    };
    let sentence = sentence
        .replace("{with_credentials}", "with `credentials`")
        .replace("{allowance}", &allowance);
    ["{value}", "{suggestion}", "{other}"]
        .iter()
        .fold(sentence, |text, placeholder| text.replace(placeholder, "…"))
}
