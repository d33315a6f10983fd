//! Sets of allowed origins, each with the fastest comparison for its kind.

use std::sync::LazyLock;

use http::HeaderValue;

use crate::case;

/// A set of allowed origins.
pub trait Origins: 'static {
    /// Whether the response depends on the origin of the request.
    const DEPENDS_ON_REQUEST: bool = true;
    /// Whether the response names one of several origins.
    const ARE_MANY: bool = true;
    /// The value of `Access-Control-Allow-Origin` for every allowed origin, unless there are several.
    const CONSTANT: HeaderValue = HeaderValue::from_static("null");

    /// Returns whether an origin is allowed.
    fn contains(origin: &[u8]) -> bool;

    /// Returns the header value for an allowed origin. With many origins it is the value of the request,
    /// which equals the allowed origin.
    #[inline]
    fn allow(origin: &HeaderValue) -> Option<HeaderValue> {
        Self::contains(origin.as_bytes()).then(|| {
            if Self::ARE_MANY {
                origin.clone()
            } else {
                Self::CONSTANT
            }
        })
    }
}

/// Any origin.
pub struct AnyOrigin;

impl Origins for AnyOrigin {
    const DEPENDS_ON_REQUEST: bool = false;
    const ARE_MANY: bool = false;
    const CONSTANT: HeaderValue = HeaderValue::from_static("*");

    #[inline]
    fn contains(_: &[u8]) -> bool {
        true
    }
}

/// One origin, compared with a constant.
pub struct One;

impl Origins for One {
    const ARE_MANY: bool = false;
    const CONSTANT: HeaderValue = HeaderValue::from_static("https://app-00000.example.com");

    #[inline]
    fn contains(origin: &[u8]) -> bool {
        origin == b"https://app-00000.example.com"
    }
}

/// `https://*.example.com`, where `*` matches whole labels that are not empty.
pub struct Subdomains;

impl Origins for Subdomains {
    #[inline]
    fn contains(origin: &[u8]) -> bool {
        let host = origin.strip_prefix(b"https://");
        let Some(labels) = host.and_then(|host| host.strip_suffix(b".example.com")) else {
            return false;
        };
        // A host name has at most 253 bytes.
        if labels.len() > 241 {
            return false;
        }
        let mut before = b'.';
        for byte in labels {
            let is_valid = match byte {
                b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' => true,
                b'.' => before != b'.',
                _ => false,
            };
            if !is_valid {
                return false;
            }
            before = *byte;
        }
        before != b'.'
    }
}

/// `N` origins in a hash table that is built once.
pub struct Many<const N: usize>;

impl<const N: usize> Many<N> {
    #[inline]
    fn table() -> &'static Table {
        static TEN: LazyLock<Table> = LazyLock::new(|| Table::new(10));
        static HUNDRED: LazyLock<Table> = LazyLock::new(|| Table::new(100));
        static THOUSAND: LazyLock<Table> = LazyLock::new(|| Table::new(1_000));
        static TEN_THOUSAND: LazyLock<Table> = LazyLock::new(|| Table::new(10_000));
        match N {
            10 => &TEN,
            100 => &HUNDRED,
            1_000 => &THOUSAND,
            _ => &TEN_THOUSAND,
        }
    }
}

impl<const N: usize> Origins for Many<N> {
    #[inline]
    fn contains(origin: &[u8]) -> bool {
        Self::table().contains(origin)
    }
}

/// A hash table with open addressing that is at most a quarter full. An empty slot is an empty slice.
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
        for index in 0..many {
            let text: &'static [u8] = case::origin(index).leak().as_bytes();
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
    fn contains(&self, origin: &[u8]) -> bool {
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

    /// Hashes words of eight bytes. The last word can overlap; every origin has at least eight bytes.
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
