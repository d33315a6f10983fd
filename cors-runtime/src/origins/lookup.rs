//! The questions that a request asks of a policy. The macro, which is compiled with the judge, asks
//! none of them.

use super::index::{FEW, Index, LONGEST_SEARCH, PLACE_BITS, first_slot, mark, next_slot, number};
use super::judged::{Origins, Policy};
use super::pattern::Pattern;
use super::shape::{Shape, Who};
use super::source::{OriginSource, Source};
use super::texts::{Held, Texts, order};
use crate::headers::is_serialised_origin;

impl Policy {
    /// Whether `origin`, as a browser sent it, may read responses.
    ///
    /// Byte by byte, as the CORS check compares. A value that is not an origin is not allowed, and
    /// the work is bounded whatever its length.
    #[must_use]
    #[allow(clippy::inline_always, reason = "one comparison, mostly")]
    #[inline(always)]
    pub fn allows(&self, origin: &[u8]) -> bool {
        self.origins.allow(origin) || (self.has_besides() && self.allows_besides(origin))
    }

    /// Whether there is more to ask than the origins of every build.
    #[inline]
    pub(super) fn has_besides(&self) -> bool {
        !self.dev_origins.is_nobody() || self.source.is_some()
    }

    fn allows_besides(&self, origin: &[u8]) -> bool {
        self.dev_origins.allow(origin)
            || self.source.is_some_and(|source| {
                // What it is asked about is an origin: nobody should have to think of `null`.
                is_serialised_origin(origin)
                    && std::str::from_utf8(origin).is_ok_and(|origin| source.0.allows(origin))
            })
    }

    /// The origin of a policy that lets in one, by its text; none where a request has to say which.
    #[must_use]
    pub fn only_origin(&self) -> Option<&str> {
        match &self.origins {
            Origins::Listed { exact, .. } if Shape::of(self).who == Who::One => exact.iter().next(),
            _ => None,
        }
    }

    /// What is asked besides the lists, if there is something.
    #[must_use]
    pub fn source(&self) -> Option<&'static dyn OriginSource> {
        self.source.map(|source| source.0)
    }

    /// Who may read responses, without the rest.
    pub(crate) fn into_origins(self) -> Origins {
        self.origins
    }

    /// For expansions: the policy with what `origins_from` names.
    #[doc(hidden)]
    #[must_use]
    pub const fn and_from(mut self, source: &'static dyn OriginSource) -> Self {
        self.source = Some(Source(source));
        self
    }
}

impl Origins {
    #[inline]
    fn is_nobody(&self) -> bool {
        match self {
            Origins::Any => false,
            Origins::Listed { exact, patterns } => exact.is_empty() && patterns.is_empty(),
        }
    }

    /// Whether `origin`, as a browser sent it, is let in.
    #[must_use]
    #[allow(clippy::inline_always, reason = "one comparison, mostly")]
    #[inline(always)]
    pub fn allow(&self, origin: &[u8]) -> bool {
        match self {
            Origins::Any => true,
            Origins::Listed { exact, patterns } => {
                exact.contains(origin) || match_any(patterns, origin)
            }
        }
    }
}

#[inline]
fn match_any(patterns: &[Pattern], origin: &[u8]) -> bool {
    patterns.iter().any(|pattern| pattern.matches(origin))
}

impl Texts {
    /// Whether `wanted` is one of them.
    #[allow(clippy::inline_always, reason = "one comparison, mostly")]
    #[inline(always)]
    pub(super) fn contains(&self, wanted: &[u8]) -> bool {
        match &self.held {
            Held::Fixed(texts) => self.index.finds(texts, wanted),
            Held::Owned(texts) => self.index.finds(texts, wanted),
        }
    }
}

#[cfg(feature = "http")]
impl Texts {
    /// The same where there are more than a few.
    #[inline]
    pub(super) fn contain_among_many(&self, wanted: &[u8]) -> bool {
        match &self.held {
            Held::Fixed(texts) => self.index.finds_among_many(texts, wanted),
            Held::Owned(texts) => self.index.finds_among_many(texts, wanted),
        }
    }
}

impl Index {
    /// Whether `wanted` is one of `texts`, of which this is the index. They are sorted by [`order`].
    #[allow(clippy::inline_always, reason = "one comparison, mostly")]
    #[inline(always)]
    fn finds<T: AsRef<str>>(&self, texts: &[T], wanted: &[u8]) -> bool {
        if texts.len() <= FEW {
            texts.iter().any(|text| is(text, wanted))
        } else {
            self.finds_among_many(texts, wanted)
        }
    }

    fn finds_among_many<T: AsRef<str>>(&self, texts: &[T], wanted: &[u8]) -> bool {
        let count = self.slots.len() / 4;
        if count == 0 {
            let found = texts.binary_search_by(|text| order(text.as_ref().as_bytes(), wanted));
            return found.is_ok();
        }
        // No more bytes are looked at than the longest of them has.
        let length = |text: Option<&T>| text.map_or(0, |text| text.as_ref().len());
        if wanted.len() < length(texts.first()) || wanted.len() > length(texts.last()) {
            return false;
        }
        let number = number(self.seed, wanted);
        let mark = mark(number);
        let mut at = first_slot(number, count);
        // Each of them is found within so many.
        for _ in 0..LONGEST_SEARCH {
            let Some(slot) = self.slots[at * 4..].first_chunk::<4>() else {
                return false;
            };
            let slot = u32::from_le_bytes(*slot);
            if slot == 0 {
                return false;
            }
            // With its own mark away, what is left of a slot is the place in the list.
            let place = slot ^ mark;
            if place >> PLACE_BITS == 0 {
                let text = texts.get(place as usize - 1);
                if text.is_some_and(|text| is(text, wanted)) {
                    return true;
                }
            }
            at = next_slot(at, number, count);
        }
        false
    }
}

fn is<T: AsRef<str>>(text: &T, wanted: &[u8]) -> bool {
    text.as_ref().as_bytes() == wanted
}

#[cfg(test)]
mod tests {
    use super::{Index, Policy};
    use crate::policy::{Draft, judge};
    use crate::sources::LiveOrigins;

    static NOBODY: LiveOrigins = LiveOrigins::empty();

    fn policy(origins: &[&str]) -> Policy {
        judge(&Draft::named([("origins", origins)])).policy.unwrap()
    }

    /// Origins of one length, the last in order first: a search by halves would find next to nothing.
    fn backwards(count: usize) -> Vec<String> {
        let mut origins = Vec::new();
        for at in (0..count).rev() {
            origins.push(format!("https://app-{at:05}.example.com"));
        }
        origins
    }

    #[test]
    fn the_index_finds_what_is_in_the_list_and_nothing_else() {
        for count in [4, 5, 7, 100, 2000] {
            let origins = backwards(count);
            let index = Index::of(&origins);
            for origin in &origins {
                assert!(index.finds(&origins, origin.as_bytes()), "{origin}");
            }
            // So many strangers that some have an origin's slot and mark.
            for at in 0..50_000 {
                let stranger = format!("https://api-{at:05}.example.com");
                assert!(!index.finds(&origins, stranger.as_bytes()), "{stranger}");
            }
            for stranger in ["", "https://", "https://app-00000.example.com."] {
                assert!(!index.finds(&origins, stranger.as_bytes()), "{stranger}");
            }
        }
    }

    #[test]
    fn the_shortest_and_the_longest_are_found_and_all_between() {
        let of = |length: usize| format!("https://{}.example", "a".repeat(length));
        let origins: Vec<String> = (2..10).map(of).collect();
        let index = Index::of(&origins);
        for origin in &origins {
            assert!(index.finds(&origins, origin.as_bytes()), "{origin}");
        }
        for stranger in [of(1), of(10)] {
            assert!(!index.finds(&origins, stranger.as_bytes()), "{stranger}");
        }
    }

    #[test]
    fn few_are_compared_one_by_one_in_any_order() {
        let origins = backwards(3);
        for origin in &origins {
            assert!(Index::NONE.finds(&origins, origin.as_bytes()), "{origin}");
        }
        assert!(!Index::NONE.finds(&origins, b"https://app-00003.example.com"));
    }

    #[test]
    fn a_list_without_an_index_is_searched_by_halves() {
        let mut origins = backwards(1000);
        origins.reverse();
        for origin in &origins {
            assert!(Index::NONE.finds(&origins, origin.as_bytes()), "{origin}");
        }
        for stranger in [
            "",
            "https://app-01000.example.com",
            "https://app-1.example.com",
        ] {
            assert!(!Index::NONE.finds(&origins, stranger.as_bytes()));
        }
    }

    #[test]
    fn one_origin_is_known_beforehand_only_where_nobody_else_is_let_in() {
        let one = "https://a.example.com";
        assert_eq!(policy(&[one]).only_origin(), Some(one));
        let b = "https://b.example.com";
        for origins in [
            &["*"][..],
            &["https://*.example.com"],
            &[one, "https://*.example.org"],
            &[one, b],
            &[one, b, "https://c.example.com"],
        ] {
            assert_eq!(policy(origins).only_origin(), None, "{origins:?}");
        }
    }

    #[test]
    fn an_origin_for_development_or_from_a_source_is_somebody_else() {
        let one = policy(&["https://a.example.com"]);
        let mut developed = one.clone();
        developed.dev_origins = policy(&["https://b.example.com"]).origins;
        assert_eq!(developed.only_origin(), None);
        assert!(developed.allows(b"https://b.example.com"));
        assert!(one.source().is_none());
        let one = one.and_from(&NOBODY);
        assert_eq!(one.only_origin(), None);
        assert!(one.allows(b"https://a.example.com") && !one.allows(b"https://b.example.com"));
        assert!(
            one.source()
                .is_some_and(|source| !source.allows("https://b.example.com"))
        );
    }
}
