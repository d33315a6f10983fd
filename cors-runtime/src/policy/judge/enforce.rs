//! A25: a lock that everybody has the key of.

use super::super::catalogue::Rule;
use super::super::judged::Origins;
use super::super::violation::Violation;
use super::JudgedOrigins;
use super::entries::Said;

pub(super) fn judge(said: &Said<'_>, origins: &JudgedOrigins, found: &mut Vec<Violation>) {
    if let (Some(subject), Origins::Any) = (said.enforce, &origins.always) {
        found.push(Violation::new(Rule::EnforceForEverybody, subject, ""));
    }
}
