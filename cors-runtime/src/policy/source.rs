//! Origins that are known at run time only, as a policy asks for them.
//!
//! What knows them (a set from the environment, tenants in a database) is in [`crate::sources`], or
//! in the user's program.

use std::fmt;
use std::sync::{Arc, LazyLock};

/// Knows which origins are let in.
///
/// It is asked with an origin as a browser sent it: a serialised origin, never `null`, and never
/// anything malformed. It must compare the whole of it; whoever answers by prefix or suffix lets
/// strangers in.
///
/// ```
/// use cors_runtime::policy::OriginSource;
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
    /// Whether `origin` is let in.
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

/// A source as a policy holds it.
#[derive(Clone, Copy)]
pub(super) struct Source(pub(super) &'static dyn OriginSource);

impl fmt::Debug for Source {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Source")
    }
}

impl PartialEq for Source {
    /// The same one, and not one that knows the same.
    fn eq(&self, other: &Self) -> bool {
        std::ptr::addr_eq(self.0, other.0)
    }
}

impl Eq for Source {}

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
    fn what_holds_a_source_asks_it() {
        static LAZY: LazyLock<Only> = LazyLock::new(|| Only("https://a.example"));
        let shared: Arc<dyn OriginSource> = Arc::new(Only("https://a.example"));
        for source in [&LAZY as &dyn OriginSource, &shared] {
            assert!(source.allows("https://a.example"));
            assert!(!source.allows("https://b.example"));
        }
    }

    #[test]
    fn sources_are_equal_if_they_are_the_same_one() {
        static ONE: Only = Only("https://a.example");
        static OTHER: Only = Only("https://b.example");
        assert_eq!(Source(&ONE), Source(&ONE));
        assert_ne!(Source(&ONE), Source(&OTHER));
        assert_eq!(format!("{:?}", Source(&ONE)), "Source");
    }
}
