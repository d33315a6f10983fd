//! A20: options of `dangerously_allow` that nothing in the policy needs.

use super::args::Args;
use crate::rules::Rule;
use crate::violation::Violation;

/// Rejects unused allowances, because they would silently permit future additions.
pub(super) fn validate(args: &Args<'_>, violations: &mut Vec<Violation>) {
    // An origin that could not be parsed may be the one that needs the allowance.
    if args.has_invalid_origin.get() {
        return;
    }
    let needed = args.needed.borrow();
    for (index, (location, allowance)) in args.allowances.iter().enumerate() {
        let earlier = &args.allowances[..index];
        let is_repeated = earlier.iter().any(|(_, listed)| listed == allowance);
        if is_repeated || !needed.contains(allowance) {
            violations.push(Violation::new(
                Rule::UnusedAllowance,
                *location,
                allowance.as_str(),
            ));
        }
    }
}
