//! Who is let in, in the fastest form for each kind.

use std::sync::LazyLock;

use http::HeaderValue;

use crate::case;

/// Who is let in.
pub trait Origins: 'static {
    /// Whether the answer depends on who asks.
    const ARE_LISTED: bool = true;
    /// Whether the answer names one of several.
    const ARE_MANY: bool = true;
    /// The value that the answer has for everybody, where it is not one of several.
    const ANYBODY: HeaderValue = HeaderValue::from_static("null");

    /// Whether an origin is let in.
    fn has(origin: &[u8]) -> bool;

    /// The value for an origin that is let in: where there are many, the request's own, which has just
    /// been found equal.
    #[inline]
    fn allow(origin: &HeaderValue) -> Option<HeaderValue> {
        Self::has(origin.as_bytes()).then(|| {
            if Self::ARE_MANY {
                origin.clone()
            } else {
                Self::ANYBODY
            }
        })
    }
}

/// Everybody.
pub struct Anybody;

impl Origins for Anybody {
    const ARE_LISTED: bool = false;
    const ARE_MANY: bool = false;
    const ANYBODY: HeaderValue = HeaderValue::from_static("*");

    #[inline]
    fn has(_: &[u8]) -> bool {
        true
    }
}

/// One origin: compared with a constant.
pub struct One;

impl Origins for One {
    const ARE_MANY: bool = false;
    const ANYBODY: HeaderValue = HeaderValue::from_static("https://app-00000.example.com");

    #[inline]
    fn has(origin: &[u8]) -> bool {
        origin == b"https://app-00000.example.com"
    }
}

/// `https://*.example.com`: what is in front is whole labels, none of them empty.
pub struct Subdomains;

impl Origins for Subdomains {
    #[inline]
    fn has(origin: &[u8]) -> bool {
        let host = origin.strip_prefix(b"https://");
        let Some(labels) = host.and_then(|host| host.strip_suffix(b".example.com")) else {
            return false;
        };
        // A name has 253 bytes at most.
        if labels.len() > 241 {
            return false;
        }
        let mut before = b'.';
        for byte in labels {
            let fits = match byte {
                b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' => true,
                b'.' => before != b'.',
                _ => false,
            };
            if !fits {
                return false;
            }
            before = *byte;
        }
        before != b'.'
    }
}

/// Many origins: a hash table that is made once.
pub struct Many<const N: usize>;

impl<const N: usize> Many<N> {
    #[inline]
    fn table() -> &'static Table {
        static TEN: LazyLock<Table> = LazyLock::new(|| Table::new(10));
        static HUNDRED: LazyLock<Table> = LazyLock::new(|| Table::new(100));
        static THOUSAND: LazyLock<Table> = LazyLock::new(|| Table::new(1_000));
        static MYRIAD: LazyLock<Table> = LazyLock::new(|| Table::new(10_000));
        match N {
            10 => &TEN,
            100 => &HUNDRED,
            1_000 => &THOUSAND,
            _ => &MYRIAD,
        }
    }
}

impl<const N: usize> Origins for Many<N> {
    #[inline]
    fn has(origin: &[u8]) -> bool {
        Self::table().has(origin)
    }
}

/// Open addressing, at most a quarter full; an empty slot is an empty text.
struct Table {
    slots: Box<[&'static [u8]]>,
    shift: u32,
    shortest: usize,
    longest: usize,
}

impl Table {
    fn new(many: usize) -> Self {
        let size = (many * 4).next_power_of_two();
        let mut table = Self {
            slots: vec![&b""[..]; size].into(),
            shift: u64::BITS - size.trailing_zeros(),
            shortest: usize::MAX,
            longest: 0,
        };
        for at in 0..many {
            let text: &'static [u8] = case::origin(at).leak().as_bytes();
            table.shortest = table.shortest.min(text.len());
            table.longest = table.longest.max(text.len());
            let mut slot = table.slot(text);
            while !table.slots[slot].is_empty() {
                slot = (slot + 1) & (size - 1);
            }
            table.slots[slot] = text;
        }
        table
    }

    #[inline]
    fn has(&self, origin: &[u8]) -> bool {
        if origin.len() < self.shortest || origin.len() > self.longest {
            return false;
        }
        let mut slot = self.slot(origin);
        loop {
            match self.slots.get(slot & (self.slots.len() - 1)) {
                Some([]) => return false,
                Some(text) if *text == origin => return true,
                Some(_) => slot += 1,
                None => return false,
            }
        }
    }

    /// Words of eight bytes, the last one overlapping; every origin has eight.
    #[inline]
    fn slot(&self, text: &[u8]) -> usize {
        const ODD: u64 = 0x9e37_79b9_7f4a_7c15;
        let (words, _) = text.as_chunks::<8>();
        let last = text.last_chunk::<8>().copied().unwrap_or_default();
        let mut hash = u64::from_le_bytes(last).wrapping_mul(ODD);
        for word in words {
            hash = (hash.rotate_left(23) ^ u64::from_le_bytes(*word)).wrapping_mul(ODD);
        }
        usize::try_from(hash >> self.shift).unwrap_or(0)
    }
}
