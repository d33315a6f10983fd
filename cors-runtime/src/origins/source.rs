//! Sources of origins that are known at run time only.

use std::fmt;
use std::sync::{Arc, LazyLock};

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
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not implement `OriginSource`",
    label = "not an `OriginSource`",
    note = "`origins_from` takes a `static` whose type implements `cors::OriginSource`, such as `cors::LiveOrigins` or `LazyLock<cors::OriginSet>`"
)]
pub trait OriginSource: Send + Sync {
    /// Returns whether `origin` is allowed.
    fn allows(&self, origin: &str) -> bool;
}

impl<T: OriginSource, F: FnOnce() -> T + Send> OriginSource for LazyLock<T, F> {
    fn allows(&self, origin: &str) -> bool {
        T::allows(self, origin)
    }
}

impl<T: OriginSource + ?Sized> OriginSource for Arc<T> {
    fn allows(&self, origin: &str) -> bool {
        T::allows(self, origin)
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

    #[test]
    fn sources_are_compared_by_address() {
        static A: Only = Only("https://a.example");
        static B: Only = Only("https://b.example");
        assert_eq!(SourceRef(&A), SourceRef(&A));
        assert_ne!(SourceRef(&A), SourceRef(&B));
        assert_eq!(format!("{:?}", SourceRef(&A)), "SourceRef");
    }
}
