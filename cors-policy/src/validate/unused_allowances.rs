//! A20: options of `dangerously_allow` that nothing in the policy needs.

use super::args::Args;
use crate::allowance::DangerouslyAllow;
use crate::handler_info::AnnotatedItem;
use crate::rules::Rule;
use crate::spec::{Context, PolicySpec};
use crate::violation::Violation;

/// Rejects unused allowances, because they would silently permit future additions.
pub(super) fn validate(spec: &PolicySpec, args: &Args<'_>, violations: &mut Vec<Violation>) {
    // An origin that could not be parsed may be the one that needs the allowance.
    if args.has_invalid_origin.get() {
        return;
    }
    let mut needed = args.needed.borrow_mut();
    if may_be_overridden(spec) {
        needed.push(DangerouslyAllow::MethodOverride);
    }
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

/// Returns whether a form could set the method of the route. Rocket takes the method of a form from its field
/// `_method`; methods of simple requests gain a page nothing.
fn may_be_overridden(spec: &PolicySpec) -> bool {
    let Some(AnnotatedItem::Function(handler)) = &spec.item else {
        return false;
    };
    let mut routes = handler.route_attributes.iter();
    spec.context == Context::Rocket
        && routes.any(|route| !["get", "head", "post"].contains(&route.as_str()))
}
