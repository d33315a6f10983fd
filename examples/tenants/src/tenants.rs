//! The source of origins.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use arc_swap::ArcSwapOption;
use cors::{LiveOrigins, OriginSet, OriginSource, RequestTarget, Violations};

/// The origins of tenants as a database has them: not validated, by the host of each tenant.
pub type Origins = BTreeMap<String, Vec<String>>;

/// The allowed origins of each tenant, by its host.
///
/// Requests read a snapshot and never wait, neither for the database nor for a change. A tenant whose new
/// origins are invalid keeps those that it has.
pub struct Tenants {
    by_host: ArcSwapOption<HashMap<String, Arc<LiveOrigins>>>,
}

impl Tenants {
    /// Creates a source without tenants, which allows no origin.
    #[must_use]
    pub const fn empty() -> Self {
        Self {
            by_host: ArcSwapOption::const_empty(),
        }
    }

    /// Replaces the origins of one tenant.
    ///
    /// # Errors
    ///
    /// Every violation; then the tenant keeps its origins.
    pub fn replace(&self, host: &str, origins: &[String]) -> Result<(), Violations> {
        if origins.is_empty() {
            self.update(|tenants| drop(tenants.remove(host)));
            return Ok(());
        }
        let set = OriginSet::parse(origins)?;
        if let Some(tenant) = self.tenant(host) {
            tenant.replace(set);
        } else {
            let tenant = Arc::new(LiveOrigins::from(set));
            self.update(|tenants| drop(tenants.insert(host.to_owned(), Arc::clone(&tenant))));
        }
        Ok(())
    }

    /// Replaces the origins of all tenants at once. Returns the tenants whose origins are invalid, which
    /// keep those that they have.
    pub fn replace_all(&self, origins: &Origins) -> Vec<(String, Violations)> {
        let mut tenants = HashMap::new();
        let mut invalid = Vec::new();
        for (host, origins) in origins {
            let tenant = match OriginSet::parse(origins) {
                Ok(set) => Some(Arc::new(LiveOrigins::from(set))),
                Err(violations) => {
                    invalid.push((host.clone(), violations));
                    self.tenant(host)
                }
            };
            tenants.extend(tenant.map(|tenant| (host.clone(), tenant)));
        }
        self.by_host.store(Some(Arc::new(tenants)));
        invalid
    }

    fn tenant(&self, host: &str) -> Option<Arc<LiveOrigins>> {
        let tenants = self.by_host.load();
        tenants.as_ref()?.get(host).cloned()
    }

    fn update(&self, change: impl Fn(&mut HashMap<String, Arc<LiveOrigins>>)) {
        self.by_host.rcu(|tenants| {
            let mut tenants = tenants.as_deref().cloned().unwrap_or_default();
            change(&mut tenants);
            Some(Arc::new(tenants))
        });
    }
}

impl OriginSource for Tenants {
    /// No origin is allowed for every tenant.
    fn allows(&self, _: &str) -> bool {
        false
    }

    fn allows_for(&self, origin: &str, target: &RequestTarget<'_>) -> bool {
        let tenants = self.by_host.load();
        let tenant = tenants.as_ref().zip(target.host());
        let tenant = tenant.and_then(|(tenants, host)| tenants.get(host));
        tenant.is_some_and(|origins| origins.allows(origin))
    }
}

#[cfg(test)]
mod tests {
    use super::{OriginSource, Origins, RequestTarget, Tenants};

    const APP: &str = "https://app.example.com";
    const OTHER: &str = "https://other.example.com";

    fn origins<const N: usize>(tenants: [(&str, &[&str]); N]) -> Origins {
        let owned = |origins: &[&str]| origins.iter().map(|it| (*it).to_owned()).collect();
        let tenants = tenants.into_iter();
        tenants
            .map(|(host, origins)| (host.to_owned(), owned(origins)))
            .collect()
    }

    fn allows(tenants: &Tenants, host: &str, origin: &str) -> bool {
        tenants.allows_for(origin, &RequestTarget::new(Some(host.as_bytes()), "/"))
    }

    #[test]
    fn tenant_has_its_own_origins() {
        let tenants = Tenants::empty();
        assert!(!allows(&tenants, "a.test", APP));
        let invalid = tenants.replace_all(&origins([("a.test", &[APP]), ("b.test", &[OTHER])]));
        assert!(invalid.is_empty());
        assert!(allows(&tenants, "a.test", APP) && allows(&tenants, "a.test:8443", APP));
        assert!(allows(&tenants, "b.test", OTHER));
        assert!(!allows(&tenants, "a.test", OTHER) && !allows(&tenants, "b.test", APP));
        assert!(!allows(&tenants, "c.test", APP) && !tenants.allows(APP));
        let nowhere = RequestTarget::default();
        assert!(!tenants.allows_for(APP, &nowhere));
    }

    #[test]
    fn invalid_origins_leave_the_last_good_ones() {
        let tenants = Tenants::empty();
        tenants.replace_all(&origins([("a.test", &[APP]), ("b.test", &[APP])]));
        let changed = origins([
            ("a.test", &[OTHER, "https://x.example.com/"]),
            ("b.test", &[OTHER]),
            ("new.test", &["*"]),
        ]);
        let invalid = tenants.replace_all(&changed);
        let hosts: Vec<_> = invalid.iter().map(|(host, _)| host.as_str()).collect();
        assert_eq!(hosts, ["a.test", "new.test"]);
        let first = invalid[0].1.iter().next().expect("a violation");
        assert_eq!(
            (first.path(), first.value()),
            ("origins[1]", "https://x.example.com/")
        );
        assert!(allows(&tenants, "a.test", APP) && !allows(&tenants, "a.test", OTHER));
        assert!(allows(&tenants, "b.test", OTHER) && !allows(&tenants, "b.test", APP));
        assert!(!allows(&tenants, "new.test", APP));

        let violations = tenants.replace("b.test", &["null".to_owned()]);
        assert!(violations.is_err());
        assert!(allows(&tenants, "b.test", OTHER));
    }

    #[test]
    fn tenants_come_and_go() {
        let tenants = Tenants::empty();
        assert!(tenants.replace("a.test", &[APP.to_owned()]).is_ok());
        assert!(allows(&tenants, "a.test", APP));
        assert!(tenants.replace("a.test", &[OTHER.to_owned()]).is_ok());
        assert!(!allows(&tenants, "a.test", APP) && allows(&tenants, "a.test", OTHER));
        assert!(tenants.replace("b.test", &[APP.to_owned()]).is_ok());
        assert!(tenants.replace("a.test", &[]).is_ok());
        assert!(!allows(&tenants, "a.test", OTHER) && allows(&tenants, "b.test", APP));
        assert!(tenants.replace_all(&Origins::new()).is_empty());
        assert!(!allows(&tenants, "b.test", APP));
    }
}
