//! D15, E21 and F12: what the protocols of a policy add to its lists.

use super::args::{Args, StringList};
use crate::protocol::{ProtocolNeed, ProtocolNeeds};
use crate::rules::Rule;
use crate::violation::Violation;

/// Returns the entries that the protocols add to a list of the policy, and reports the entries of the list
/// that a protocol adds too. `"*"` already allows everything.
///
/// These are warnings, unlike entries that a list has twice: a new entry in the table of a protocol must not
/// break a policy that lists it.
pub(super) fn entries(
    args: &Args<'_>,
    list: &StringList<'_>,
    needs: fn(&'static ProtocolNeeds) -> &'static [ProtocolNeed],
    repeated: Rule,
    violations: &mut Vec<Violation>,
) -> Vec<&'static str> {
    if list.wildcard().is_some() {
        return Vec::new();
    }
    for (location, text) in &list.texts {
        let mut needs = args.protocol_needs(needs);
        let found = needs.find(|(_, name)| name.eq_ignore_ascii_case(text));
        if let Some((protocol, _)) = found {
            let violation = Violation::new(repeated, *location, *text);
            violations.push(violation.with_other(protocol.as_str()));
        }
    }
    args.protocol_needs(needs).map(|(_, name)| name).collect()
}
