//! Exact origins: a sorted list with binary search.

use cors_policy::policy::origin_order;

/// A list of exact origins, as browsers send them.
#[derive(Debug, Clone)]
pub struct ExactOrigins(Storage);

/// A constant of an expansion, or a list that was validated at run time.
#[derive(Debug, Clone)]
enum Storage {
    Static(&'static [&'static str]),
    Owned(Vec<String>),
}

impl ExactOrigins {
    /// No origin.
    pub const NONE: ExactOrigins = ExactOrigins::from_sorted_static(&[]);

    /// Creates the list from origins sorted by [`origin_order`]. For expansions only.
    #[doc(hidden)]
    #[must_use]
    pub const fn from_sorted_static(origins: &'static [&'static str]) -> Self {
        Self(Storage::Static(origins))
    }

    pub(super) fn from_sorted(origins: Vec<String>) -> Self {
        Self(Storage::Owned(origins))
    }

    /// Returns whether the list has `origin`.
    #[must_use]
    #[inline]
    pub fn contains(&self, origin: &[u8]) -> bool {
        match &self.0 {
            Storage::Static(origins) => search(origins, origin),
            Storage::Owned(origins) => search(origins, origin),
        }
    }

    /// Returns the number of origins.
    #[must_use]
    pub fn len(&self) -> usize {
        match &self.0 {
            Storage::Static(origins) => origins.len(),
            Storage::Owned(origins) => origins.len(),
        }
    }

    /// Returns whether the list has no origins.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Iterates over the origins, sorted by length and then by bytes.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.len()).filter_map(|index| match &self.0 {
            Storage::Static(origins) => origins.get(index).copied(),
            Storage::Owned(origins) => origins.get(index).map(String::as_str),
        })
    }
}

#[inline]
fn search<T: AsRef<str>>(origins: &[T], origin: &[u8]) -> bool {
    let found = origins.binary_search_by(|listed| origin_order(listed.as_ref().as_bytes(), origin));
    found.is_ok()
}

impl PartialEq for ExactOrigins {
    fn eq(&self, other: &Self) -> bool {
        self.iter().eq(other.iter())
    }
}

impl Eq for ExactOrigins {}

#[cfg(test)]
mod tests {
    use super::{ExactOrigins, origin_order};

    fn owned(origins: &[&str]) -> ExactOrigins {
        ExactOrigins::from_sorted(origins.iter().map(|&origin| origin.to_owned()).collect())
    }

    #[test]
    fn lists_are_equal_by_content_wherever_they_are_stored() {
        let constant = ExactOrigins::from_sorted_static(&["a", "b"]);
        assert_eq!(constant, owned(&["a", "b"]));
        assert_ne!(constant, owned(&["a"]));
        assert_ne!(constant, owned(&["a", "c"]));
        assert_ne!(constant, ExactOrigins::NONE);
        assert_eq!(ExactOrigins::NONE, owned(&[]));
        assert!(!constant.is_empty() && constant.len() == 2);
        assert!(ExactOrigins::NONE.is_empty() && owned(&[]).is_empty());
    }

    /// Against a linear search, for lists of every small length, of equal and of different lengths of text.
    #[test]
    fn exactly_the_listed_origins_are_found() {
        for count in [0, 1, 2, 3, 4, 5, 7, 100, 2000] {
            let mut origins: Vec<String> = (0..count)
                .map(|n| match n % 3 {
                    0 => format!("https://app-{n:05}.example.com"),
                    1 => format!("https://{n}.example"),
                    _ => format!("https://{}.example", "a".repeat(n % 40)),
                })
                .collect();
            origins.sort_unstable_by(|a, b| origin_order(a.as_bytes(), b.as_bytes()));
            origins.dedup();
            let list = ExactOrigins::from_sorted(origins.clone());
            for origin in &origins {
                assert!(list.contains(origin.as_bytes()), "{origin}");
                for changed in [
                    format!("{origin}."),
                    format!("{origin}:8080"),
                    origin.replacen("https", "http", 1),
                    origin[..origin.len() - 1].to_owned(),
                    origin.replace("example", "exampIe"),
                ] {
                    let listed = origins.contains(&changed);
                    assert_eq!(list.contains(changed.as_bytes()), listed, "{changed}");
                }
            }
            assert!(!list.contains(b"") && !list.contains(b"null"));
        }
    }
}
