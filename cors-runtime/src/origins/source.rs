//! Sources of origins that are known at run time only.

use std::fmt;
use std::sync::{Arc, LazyLock};

use crate::request_target::RequestTarget;

/// A source of allowed origins, for `origins_from`.
///
/// A source is called with serialised origins only, in the form in which browsers send them, and never
/// with `null` or a malformed value. It must compare the whole origin: a comparison by prefix or suffix
/// allows origins of other sites.
///
/// ```
/// # extern crate cors_runtime as cors;
/// use cors::OriginSource;
///
/// struct Tenants(Vec<String>);
///
/// impl OriginSource for Tenants {
///     fn allows(&self, origin: &str) -> bool {
///         self.0.iter().any(|tenant| tenant == origin)
///     }
/// }
///
/// let tenants = Tenants(vec!["https://a.example.com".to_owned()]);
/// assert!(tenants.allows("https://a.example.com"));
/// ```
///
/// A source whose origins depend on the host or the path of the request, such as one with a host for each
/// tenant, implements [`allows_for`](Self::allows_for) as well:
///
/// ```
/// # extern crate cors_runtime as cors;
/// use std::collections::HashMap;
///
/// use cors::{OriginSet, OriginSource, RequestTarget};
///
/// /// The origins of each tenant, by its host.
/// struct Tenants(HashMap<String, OriginSet>);
///
/// impl OriginSource for Tenants {
///     /// No origin is allowed for every tenant.
///     fn allows(&self, _: &str) -> bool {
///         false
///     }
///
///     fn allows_for(&self, origin: &str, target: &RequestTarget<'_>) -> bool {
///         let tenant = target.host().and_then(|host| self.0.get(host));
///         tenant.is_some_and(|origins| origins.allows(origin))
///     }
/// }
///
/// let acme = OriginSet::parse(["https://app.acme.example"])?;
/// let tenants = Tenants(HashMap::from([("acme.example.com".to_owned(), acme)]));
/// let acme = RequestTarget::new(Some(b"acme.example.com"), "/notes/7");
/// let other = RequestTarget::new(Some(b"other.example.com"), "/notes/7");
/// assert!(tenants.allows_for("https://app.acme.example", &acme));
/// assert!(!tenants.allows_for("https://app.acme.example", &other));
/// # Ok::<_, cors::Violations>(())
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not implement `OriginSource`",
    label = "not an `OriginSource`",
    note = "`origins_from` takes a `static` whose type implements `cors::OriginSource`, such as `cors::LiveOrigins` or `LazyLock<cors::OriginSet>`"
)]
pub trait OriginSource: Send + Sync {
    /// Returns whether `origin` is allowed, whatever the host and the path of the request.
    fn allows(&self, origin: &str) -> bool;

    /// Returns whether `origin` is allowed for a request with this host and path. Every decision about a
    /// request calls it. By default it calls [`allows`](Self::allows).
    ///
    /// It is called for preflights and for other requests, before the handler, and must not block: a source
    /// that has its origins from a database keeps a copy.
    fn allows_for(&self, origin: &str, target: &RequestTarget<'_>) -> bool {
        let _ = target;
        self.allows(origin)
    }
}

impl<T: OriginSource, F: FnOnce() -> T + Send> OriginSource for LazyLock<T, F> {
    fn allows(&self, origin: &str) -> bool {
        T::allows(self, origin)
    }

    fn allows_for(&self, origin: &str, target: &RequestTarget<'_>) -> bool {
        T::allows_for(self, origin, target)
    }
}

impl<T: OriginSource + ?Sized> OriginSource for Arc<T> {
    fn allows(&self, origin: &str) -> bool {
        T::allows(self, origin)
    }

    fn allows_for(&self, origin: &str, target: &RequestTarget<'_>) -> bool {
        T::allows_for(self, origin, target)
    }
}

/// The source of a policy.
#[derive(Clone, Copy)]
pub(crate) struct SourceRef(pub(crate) &'static dyn OriginSource);

impl fmt::Debug for SourceRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SourceRef")
    }
}

impl PartialEq for SourceRef {
    /// Compares by address.
    fn eq(&self, other: &Self) -> bool {
        std::ptr::addr_eq(self.0, other.0)
    }
}

impl Eq for SourceRef {}

#[cfg(test)]
mod tests {
    use super::*;

    struct Only(&'static str);

    impl OriginSource for Only {
        fn allows(&self, origin: &str) -> bool {
            origin == self.0
        }
    }

    #[test]
    fn containers_delegate_to_their_source() {
        static LAZY: LazyLock<Only> = LazyLock::new(|| Only("https://a.example"));
        let shared: Arc<dyn OriginSource> = Arc::new(Only("https://a.example"));
        for source in [&LAZY as &dyn OriginSource, &shared] {
            assert!(source.allows("https://a.example"));
            assert!(!source.allows("https://b.example"));
        }
    }

    /// Allows an origin for one host.
    struct OnlyFor(&'static str, &'static str);

    impl OriginSource for OnlyFor {
        fn allows(&self, _: &str) -> bool {
            false
        }

        fn allows_for(&self, origin: &str, target: &RequestTarget<'_>) -> bool {
            origin == self.0 && target.host() == Some(self.1)
        }
    }

    #[test]
    fn containers_pass_the_target_on() {
        static LAZY: LazyLock<OnlyFor> =
            LazyLock::new(|| OnlyFor("https://a.example", "api.example"));
        let shared: Arc<dyn OriginSource> = Arc::new(OnlyFor("https://a.example", "api.example"));
        let api = RequestTarget::new(Some(b"api.example"), "/");
        let other = RequestTarget::new(Some(b"other.example"), "/");
        for source in [&LAZY as &dyn OriginSource, &shared] {
            assert!(source.allows_for("https://a.example", &api));
            assert!(!source.allows_for("https://a.example", &other));
            assert!(!source.allows_for("https://b.example", &api));
            assert!(!source.allows("https://a.example"));
        }
    }

    #[test]
    fn target_is_ignored_by_default() {
        let source = Only("https://a.example");
        let target = RequestTarget::new(Some(b"api.example"), "/");
        assert!(source.allows_for("https://a.example", &target));
        assert!(!source.allows_for("https://b.example", &target));
    }

    #[test]
    fn sources_are_compared_by_address() {
        static A: Only = Only("https://a.example");
        static B: Only = Only("https://b.example");
        assert_eq!(SourceRef(&A), SourceRef(&A));
        assert_ne!(SourceRef(&A), SourceRef(&B));
        assert_eq!(format!("{:?}", SourceRef(&A)), "SourceRef");
    }
}
