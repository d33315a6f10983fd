//! Exact origins: a list that is a constant of an expansion or came up at run time, with what finds one
//! of them.

use super::index::Index;

/// Texts that are constants of an expansion, or came up at run time.
#[derive(Debug, Clone)]
pub struct Texts {
    pub(super) held: Held,
    pub(super) index: Index,
}

#[derive(Debug, Clone)]
pub(super) enum Held {
    Fixed(&'static [&'static str]),
    Owned(Vec<String>),
}

impl Texts {
    /// None.
    pub const NONE: Texts = Texts::few(&[]);

    /// For expansions: texts that are sorted by [`order`], so few that they need no index.
    #[doc(hidden)]
    #[must_use]
    pub const fn few(texts: &'static [&'static str]) -> Self {
        Self {
            held: Held::Fixed(texts),
            index: Index::NONE,
        }
    }

    /// For expansions: texts that are sorted by [`order`], with what [`Texts::index`] said of them.
    #[doc(hidden)]
    #[must_use]
    pub const fn indexed(texts: &'static [&'static str], seed: u64, slots: &'static [u8]) -> Self {
        Self {
            held: Held::Fixed(texts),
            index: Index::fixed(seed, slots),
        }
    }

    /// Of a configuration: sorted by [`order`], without repetitions.
    pub(super) fn owned(texts: Vec<String>) -> Self {
        Self {
            index: Index::of(&texts),
            held: Held::Owned(texts),
        }
    }

    /// For expansions: what [`Texts::indexed`] takes; none where there is no index.
    #[doc(hidden)]
    #[must_use]
    pub fn index(&self) -> Option<(u64, &[u8])> {
        let slots = &*self.index.slots;
        if slots.is_empty() {
            None
        } else {
            Some((self.index.seed, slots))
        }
    }

    /// How many there are.
    #[must_use]
    #[inline]
    pub fn len(&self) -> usize {
        match &self.held {
            Held::Fixed(texts) => texts.len(),
            Held::Owned(texts) => texts.len(),
        }
    }

    /// Whether there is none.
    #[must_use]
    #[inline]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The texts, sorted by length and then by their bytes.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.len()).filter_map(|at| self.get(at))
    }

    fn get(&self, at: usize) -> Option<&str> {
        match &self.held {
            Held::Fixed(texts) => texts.get(at).copied(),
            Held::Owned(texts) => texts.get(at).map(String::as_str),
        }
    }
}

impl PartialEq for Texts {
    fn eq(&self, other: &Self) -> bool {
        self.iter().eq(other.iter())
    }
}

impl Eq for Texts {}

/// The order of exact origins: by length first, which most strangers fail at once.
pub(super) fn order(one: &[u8], other: &[u8]) -> std::cmp::Ordering {
    one.len().cmp(&other.len()).then_with(|| one.cmp(other))
}

#[cfg(test)]
mod tests {
    use super::Texts;

    #[test]
    fn texts_are_equal_by_what_they_are_wherever_they_are_held() {
        let owned = |texts: &[&str]| Texts::owned(texts.iter().map(|&t| t.to_owned()).collect());
        let few = Texts::few(&["a", "b"]);
        assert_eq!(few, owned(&["a", "b"]));
        assert_ne!(few, owned(&["a"]));
        assert_ne!(few, owned(&["a", "c"]));
        assert_ne!(few, Texts::NONE);
        assert_eq!(Texts::NONE, owned(&[]));
        assert!(!few.is_empty() && few.len() == 2);
        assert!(Texts::NONE.is_empty() && owned(&[]).is_empty());
    }

    #[test]
    fn an_index_is_what_an_expansion_quotes() {
        let mut texts: Vec<String> = (0..20).map(|n| format!("https://{n}.example")).collect();
        texts.sort_unstable_by(|one, other| super::order(one.as_bytes(), other.as_bytes()));
        let few = Texts::owned(texts[..3].to_vec());
        assert_eq!(few.index(), None);
        let many = Texts::owned(texts.clone());
        let (seed, slots) = many.index().expect("an index");
        assert_eq!(seed, many.index.seed);
        assert_eq!(slots, &*many.index.slots);
        // Four bytes for each slot, and at least two thirds of them are free.
        assert_eq!(slots.len(), 64 * 4);
    }
}
