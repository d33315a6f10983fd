//! H07–H10: the hosts that the server has.

use super::args::Args;
use crate::host_pattern::HostPattern;
use crate::key::Key;
use crate::origin;
use crate::rules::Rule;
use crate::text::quoted;
use crate::violation::Violation;

pub(super) fn validate(args: &Args<'_>, violations: &mut Vec<Violation>) -> Vec<HostPattern> {
    let list = &args.hosts;
    violations.extend(list.emptiness(Key::Hosts, Rule::HostsEmpty));
    if let (Some(location), None) = (list.location, args.enforce) {
        violations.push(Violation::new(Rule::HostsWithoutEnforce, location, "hosts"));
    }
    let mut hosts: Vec<HostPattern> = Vec::new();
    for (location, text) in &list.texts {
        match origin::parse_host_pattern(text) {
            Ok(host) if hosts.contains(&host) => {
                violations.push(Violation::new(Rule::HostTwice, *location, *text));
            }
            Ok(host) => hosts.push(host),
            Err(suggestion) => violations.push(
                Violation::new(Rule::HostInvalid, *location, *text)
                    .with_alternative(has_wildcard(text))
                    .with_suggestion(quoted(&[suggestion])),
            ),
        }
    }
    hosts
}

/// Returns whether the `*` of a text is in its host, and not only in its port.
fn has_wildcard(text: &str) -> bool {
    let (_, host) = text.split_once("://").unwrap_or(("", text));
    let host = host.split([':', '/']).next();
    host.is_some_and(|host| host.contains('*'))
}
