//! A20: the words of `dangerously_allow`, and whether something needs them.

use super::super::catalogue::Rule;
use super::super::draft::Hatch;
use super::super::violation::Violation;
use super::entries::Said;

impl Said<'_> {
    /// Whether the policy says that this is all right. Asked of what needs saying, and of nothing
    /// else: that is how an idle word is known.
    pub(super) fn allows(&self, hatch: Hatch) -> bool {
        self.needed.borrow_mut().push(hatch);
        self.hatches.iter().any(|(_, allowed)| *allowed == hatch)
    }
}

/// A hatch that nothing needs stays open for what comes later. Where something could not be read, it
/// may be what the hatch is for.
pub(super) fn judge(said: &Said<'_>, found: &mut Vec<Violation>) {
    if said.unreadable.get() {
        return;
    }
    let needed = said.needed.borrow();
    let mut seen: Vec<Hatch> = Vec::new();
    for (subject, hatch) in &said.hatches {
        if !needed.contains(hatch) || seen.contains(hatch) {
            found.push(Violation::new(
                Rule::HatchNotNeeded,
                *subject,
                hatch.as_str(),
            ));
        }
        seen.push(*hatch);
    }
}
