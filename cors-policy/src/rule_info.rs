//! The entry of a rule in the table of rules.

use crate::severity::Severity;

/// The entry of a rule in the table.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct RuleInfo {
    /// The id that messages end with, such as `C05`.
    pub id: &'static str,
    /// The consequence of breaking the rule.
    pub severity: Severity,
    /// The address of the section of a standard that the rule is based on.
    pub section: &'static str,
    /// The message, with placeholders.
    pub message: &'static str,
    /// The message for the other case that the rule is about; for most rules, the message itself.
    pub alternative: &'static str,
    /// The help, with placeholders.
    pub help: &'static str,
    /// The help for a set of origins; for most rules, the help itself.
    pub help_in_set: &'static str,
}
