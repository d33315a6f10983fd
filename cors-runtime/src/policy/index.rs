//! Where an exact origin would stand, by a number made of its bytes: finding it costs the same among
//! ten and among ten thousand.
//!
//! Made once: by the macro for a list in an attribute, which then stands in the program as plain
//! bytes, and when a list is read at run time. There is no randomness in it, so a build can be
//! repeated, and none is needed: a list whose origins crowd together, by chance or because somebody
//! chose their names to, gets no index and is searched by halves.
//!
//! Looking up is in `asked`, without which the macro is compiled. What the texts are is not known here.

use std::borrow::Cow;

/// So few are compared one by one.
pub(super) const FEW: usize = 3;

/// So many bits of a slot are a place in the list, counted from one; the others are bits of the
/// number, which tell most strangers without comparing.
pub(super) const PLACE_BITS: u32 = 21;

/// So many slots may have to be looked at for a text.
pub(super) const LONGEST_SEARCH: usize = 32;

/// So many beginnings are tried before a list goes without.
const SEEDS: u64 = 8;

/// An index over a list of texts.
#[derive(Debug, Clone)]
pub(super) struct Index {
    /// What the numbers begin with.
    pub(super) seed: u64,
    /// Four bytes for each slot, a power of two of them; none where the list does without.
    pub(super) slots: Cow<'static, [u8]>,
}

impl Index {
    /// For a list that does without.
    pub(super) const NONE: Index = Index::fixed(0, &[]);

    /// For expansions: what another has been.
    pub(super) const fn fixed(seed: u64, slots: &'static [u8]) -> Index {
        Index {
            seed,
            slots: Cow::Borrowed(slots),
        }
    }

    /// The index of a list without repetitions.
    pub(super) fn of(texts: &[String]) -> Index {
        Self::searched_within(LONGEST_SEARCH, texts)
    }

    fn searched_within(longest: usize, texts: &[String]) -> Index {
        if texts.len() <= FEW || texts.len() >= 1 << PLACE_BITS {
            return Index::NONE;
        }
        for seed in 0..SEEDS {
            if let Some(slots) = slots(texts, seed, longest) {
                let mut bytes = Vec::with_capacity(slots.len() * 4);
                for slot in slots {
                    bytes.extend_from_slice(&slot.to_le_bytes());
                }
                return Index {
                    seed,
                    slots: Cow::Owned(bytes),
                };
            }
        }
        Index::NONE
    }
}

/// The slots by one seed; none if too many texts want to stand at one place.
fn slots(texts: &[String], seed: u64, longest: usize) -> Option<Vec<u32>> {
    // A third of them are taken at most: a stranger meets next to nobody.
    let mut slots = vec![0_u32; (texts.len() * 3).next_power_of_two()];
    let mut place = 0;
    while place < texts.len() {
        let number = number(seed, texts[place].as_bytes());
        let mut at = first_slot(number, slots.len());
        let mut looked_at = 1;
        while slots[at] != 0 {
            if looked_at == longest {
                return None;
            }
            looked_at += 1;
            at = next_slot(at, number, slots.len());
        }
        place += 1;
        #[allow(
            clippy::cast_possible_truncation,
            reason = "`Index::of` counts them first"
        )]
        {
            slots[at] = mark(number) | place as u32;
        }
    }
    Some(slots)
}

/// The slot that is looked at first, among a power of two of them.
#[allow(
    clippy::cast_possible_truncation,
    reason = "the low bits are what is wanted"
)]
pub(super) const fn first_slot(number: u64, slots: usize) -> usize {
    number as usize & slots.wrapping_sub(1)
}

/// The slot that is looked at after `at`. The step is odd, so all of them have their turn, and it is
/// the number's own: texts that meet in one slot part again.
#[allow(
    clippy::cast_possible_truncation,
    reason = "some bits of it are enough"
)]
pub(super) const fn next_slot(at: usize, number: u64, slots: usize) -> usize {
    at.wrapping_add((number >> 20) as usize | 1) & slots.wrapping_sub(1)
}

/// The bits of a slot that are of the number.
#[allow(clippy::cast_possible_truncation, reason = "the high bits, moved down")]
pub(super) const fn mark(number: u64) -> u32 {
    (number >> 32) as u32 & (u32::MAX << PLACE_BITS)
}

/// The number of a text.
///
/// Sixteen bytes at a time, which are multiplied with each other; the last sixteen overlap those before.
#[inline]
pub(super) fn number(seed: u64, text: &[u8]) -> u64 {
    let mut mixed = seed.wrapping_mul(FACTOR) ^ text.len() as u64;
    let mut rest = text;
    // Most origins have so many bytes. It is what comes of the loop, without its bookkeeping.
    if let (17..=32, Some(first), Some(last)) = (text.len(), text.first_chunk(), text.last_chunk())
    {
        return mix(
            mix(mixed, u128::from_le_bytes(*first)),
            u128::from_le_bytes(*last),
        );
    }
    while let Some((bytes, after)) = rest.split_first_chunk::<16>() {
        mixed = mix(mixed, u128::from_le_bytes(*bytes));
        rest = after;
    }
    if rest.is_empty() {
        return mixed;
    }
    match text.last_chunk::<16>() {
        Some(last) => mix(mixed, u128::from_le_bytes(*last)),
        None => mix(mixed, of_few(text)),
    }
}

/// The fractional part of the golden ratio, made odd.
const FACTOR: u64 = 0x9e37_79b9_7f4a_7c15;

/// Both halves of a product, so that every bit of it depends on most of what went in.
#[allow(
    clippy::cast_possible_truncation,
    reason = "the halves of it, one after the other"
)]
fn mix(number: u64, bytes: u128) -> u64 {
    let product =
        u128::from(number ^ bytes as u64) * u128::from(FACTOR ^ (bytes >> u64::BITS) as u64);
    product as u64 ^ (product >> u64::BITS) as u64
}

/// The bytes of a text that has less than sixteen: its first and its last eight. No origin has less
/// than eight, and a text that has is as good as any other of its length.
fn of_few(text: &[u8]) -> u128 {
    match (text.first_chunk::<8>(), text.last_chunk::<8>()) {
        (Some(first), Some(last)) => {
            let last = u128::from(u64::from_le_bytes(*last));
            u128::from(u64::from_le_bytes(*first)) | last << u64::BITS
        }
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::{Index, LONGEST_SEARCH, PLACE_BITS, next_slot, number};

    fn origins(count: usize) -> Vec<String> {
        let mut origins = Vec::new();
        for at in 0..count {
            origins.push(format!("https://app-{at:05}.example.com"));
        }
        origins
    }

    fn places(index: &Index) -> Vec<usize> {
        let mut places = Vec::new();
        for slot in index.slots.chunks_exact(4) {
            let slot = u32::from_le_bytes(slot.try_into().unwrap());
            let place = (slot & ((1 << PLACE_BITS) - 1)) as usize;
            if place != 0 {
                places.push(place - 1);
            }
        }
        places.sort_unstable();
        places
    }

    #[test]
    fn every_text_stands_in_one_slot_and_most_of_them_are_free() {
        for count in [4, 5, 10, 100, 1000, 10_000] {
            let index = Index::of(&origins(count));
            assert_eq!(places(&index), (0..count).collect::<Vec<_>>());
            let slots = index.slots.len() / 4;
            assert!(slots.is_power_of_two() && slots >= 3 * count && slots < 6 * count);
        }
    }

    #[test]
    fn few_texts_have_no_index() {
        for count in 0..4 {
            assert!(Index::of(&origins(count)).slots.is_empty());
        }
    }

    #[test]
    fn texts_that_crowd_together_by_every_seed_have_no_index() {
        // Two of a thousand always meet in a slot of 4,096, and a third with one of them.
        for longest in [1, 2] {
            let index = Index::searched_within(longest, &origins(1000));
            assert!(index.slots.is_empty(), "{longest}");
        }
        assert!(
            !Index::searched_within(LONGEST_SEARCH, &origins(1000))
                .slots
                .is_empty()
        );
    }

    #[test]
    fn every_slot_has_its_turn_whatever_the_number() {
        for number in (0..200).map(|step| step << 20) {
            let mut seen = [false; 64];
            let mut at = 0;
            for _ in 0..64 {
                seen[at] = true;
                at = next_slot(at, number, 64);
            }
            assert_eq!(seen, [true; 64], "{number}");
        }
    }

    #[test]
    fn texts_that_meet_part_again() {
        assert_eq!(next_slot(0, 6 << 20, 64), 7);
        assert_eq!(next_slot(0, 8 << 20, 64), 9);
    }

    #[test]
    fn another_seed_is_tried_where_the_first_crowds() {
        let seeds = (4..40).map(|count| Index::searched_within(1, &origins(count)).seed);
        assert!(seeds.max() > Some(0));
    }

    #[test]
    fn texts_shorter_than_eight_bytes_have_numbers_too() {
        assert_eq!(number(1, b"abc"), number(1, b"abc"));
        assert_ne!(number(1, b""), number(2, b""));
    }

    /// A byte that is not looked at would be one by which texts could be made to crowd.
    #[test]
    fn every_byte_of_an_origin_counts() {
        for length in 8..70 {
            let text: Vec<u8> = (0..length).collect();
            for at in 0..text.len() {
                let mut other = text.clone();
                other[at] ^= 1;
                assert_ne!(number(0, &text), number(0, &other), "{at} of {length}");
            }
        }
    }
}
