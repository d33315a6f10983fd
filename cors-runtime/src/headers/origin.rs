//! The header `Origin`.

use super::error::{InvalidHeader, InvalidHeaderKind};
use super::header::{Header, Lines};
use super::single_value::single_value;
use std::fmt;
use std::net::Ipv6Addr;

use cors_policy::origin::limits::{MAX_HOST_LEN, MAX_ORIGIN_LEN, MAX_SCHEME_LEN};

/// The [`Origin`](https://fetch.spec.whatwg.org/#origin-header) header: the origin of the page that makes
/// the request.
///
/// Browsers send it with every cross-origin request of the CORS protocol, but also with same-origin
/// requests other than `GET` and `HEAD`, so its presence does not mean that a request is cross-origin.
///
/// ```
/// # extern crate cors_runtime as cors;
/// use cors::headers::{Header, Origin};
///
/// let origin = Origin::parse([b"https://app.example".as_slice()])?.expect("there is a line");
/// assert_eq!(origin.as_str(), "https://app.example");
///
/// assert_eq!(Origin::parse([b"null".as_slice()])?, Some(Origin::Null));
/// assert!(Origin::parse([b"https://app.example/".as_slice()]).is_err());
/// # Ok::<(), cors::headers::InvalidHeader>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Origin {
    /// `null`: an opaque origin. It identifies no site, because any page can contain a sandboxed frame
    /// that sends it.
    Null,
    /// A scheme, a host and an optional port.
    Tuple(TupleOrigin),
}

impl Origin {
    /// Creates the header from a serialised origin.
    ///
    /// # Errors
    ///
    /// Returns [`NotAnOrigin`](InvalidHeaderKind::NotAnOrigin) if `text` is neither `null` nor a
    /// [serialised origin](is_serialised_origin), and [`TooLong`](InvalidHeaderKind::TooLong) if it is longer
    /// than 326 bytes.
    ///
    /// # Examples
    ///
    /// ```
    /// # extern crate cors_runtime as cors;
    /// use cors::headers::Origin;
    ///
    /// assert_eq!(Origin::new("null"), Ok(Origin::Null));
    /// assert!(Origin::new("http://localhost:5173").is_ok());
    /// assert!(Origin::new("localhost:5173").is_err());
    /// ```
    pub fn new(text: &str) -> Result<Self, InvalidHeader> {
        Self::parse_value(text.as_bytes()).map_err(|kind| InvalidHeader::new(Self::NAME, kind))
    }

    /// Returns the serialised origin.
    ///
    /// ```
    /// # extern crate cors_runtime as cors;
    /// use cors::headers::Origin;
    /// assert_eq!(Origin::Null.as_str(), "null");
    /// ```
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Self::Null => "null",
            Self::Tuple(origin) => origin.as_str(),
        }
    }

    /// Parses [`origin-or-null`](https://fetch.spec.whatwg.org/#origin-header).
    pub(super) fn parse_value(value: &[u8]) -> Result<Self, InvalidHeaderKind> {
        if value == b"null" {
            return Ok(Self::Null);
        }
        if value.len() > MAX_ORIGIN_LEN {
            return Err(InvalidHeaderKind::TooLong {
                limit: MAX_ORIGIN_LEN,
            });
        }
        std::str::from_utf8(value)
            .ok()
            .filter(|text| is_serialised_origin(text.as_bytes()))
            .map(|text| Self::Tuple(TupleOrigin(text.into())))
            .ok_or(InvalidHeaderKind::NotAnOrigin)
    }
}

impl Header for Origin {
    const NAME: &'static str = "origin";

    fn parse_lines(lines: Lines<'_, '_>) -> Result<Option<Self>, InvalidHeaderKind> {
        single_value(lines)?.map(Self::parse_value).transpose()
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A serialised [tuple origin](https://html.spec.whatwg.org/#concept-origin-tuple): a scheme, a host and an
/// optional port.
///
/// [`Origin::new`] and [`Header::parse`] create it, and both check it with [`is_serialised_origin`]. The
/// comparison is byte by byte, as in browsers.
///
/// ```
/// # extern crate cors_runtime as cors;
/// use cors::headers::Origin;
///
/// let Ok(Origin::Tuple(origin)) = Origin::new("http://[::1]:8080") else { unreachable!() };
/// assert_eq!(origin.as_str(), "http://[::1]:8080");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct TupleOrigin(Box<str>);

impl TupleOrigin {
    /// Returns the serialised origin.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for TupleOrigin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Returns whether `value` is a [serialised](https://fetch.spec.whatwg.org/#origin-header) tuple origin:
/// scheme, `://`, host, and optionally a colon and a port. Paths, users, upper case and whitespace are
/// invalid.
///
/// As in browsers, and unlike in the grammar of the standard, a host may contain `_`, begin or end a label
/// with `-`, and end with a dot. Bytes that no registered name contains, such as `~` and `%`, are invalid,
/// although browsers send them. Any scheme is valid, because extensions and webviews have their own. Default
/// ports and long forms of addresses are not detected; browsers do not send them.
///
/// The function does not allocate, and reads 326 bytes at most.
///
/// ```
/// # extern crate cors_runtime as cors;
/// use cors::headers::is_serialised_origin;
///
/// assert!(is_serialised_origin(b"https://app.example:8443"));
/// assert!(!is_serialised_origin(b"https://app.example:8443/"));
/// assert!(!is_serialised_origin(b"null"));
/// ```
#[must_use]
pub fn is_serialised_origin(value: &[u8]) -> bool {
    if value.len() > MAX_ORIGIN_LEN {
        return false;
    }
    let Ok(text) = std::str::from_utf8(value) else {
        return false;
    };
    let Some((scheme, authority)) = text.split_once("://") else {
        return false;
    };
    // The colons of an IPv6 address are in brackets, before that of the port.
    let (host, port) = match authority.rsplit_once(':') {
        Some((host, port)) if !port.ends_with(']') => (host, Some(port)),
        _ => (authority, None),
    };
    is_scheme(scheme) && is_host(host) && port.is_none_or(is_port)
}

fn is_scheme(scheme: &str) -> bool {
    scheme.len() <= MAX_SCHEME_LEN
        && scheme.starts_with(|first: char| first.is_ascii_lowercase())
        && scheme
            .bytes()
            .all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'+' | b'-' | b'.'))
}

fn is_host(host: &str) -> bool {
    match host
        .strip_prefix('[')
        .and_then(|host| host.strip_suffix(']'))
    {
        Some(address) => is_ipv6(address),
        None => is_domain(host),
    }
}

/// Returns whether the text is a domain or an IPv4 address: labels of letters, digits, `-` and `_`.
fn is_domain(domain: &str) -> bool {
    // `a.test.` and `a.test` are two origins, and both are valid.
    let name = domain.strip_suffix('.').unwrap_or(domain);
    domain.len() <= MAX_HOST_LEN
        && name.split('.').all(|label| {
            !label.is_empty()
                && label
                    .bytes()
                    .all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_'))
        })
}

fn is_ipv6(address: &str) -> bool {
    // The standard library also parses upper case and embedded IPv4 addresses, which browsers never send.
    address
        .bytes()
        .all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f' | b':'))
        && address.parse::<Ipv6Addr>().is_ok()
}

fn is_port(port: &str) -> bool {
    // The standard library also parses a sign and leading zeros.
    port.starts_with(|first: char| matches!(first, '1'..='9')) && port.parse::<u16>().is_ok()
}

#[cfg(test)]
mod tests {
    use super::super::test_util::{assert_round_trip, parse, parse_valid};
    use super::*;

    #[test]
    fn origins_that_browsers_send_are_valid() {
        for text in [
            "http://a.test:8101",
            "http://a.test",
            "http://a.test.:8101",
            "https://a.test.",
            "http://127.0.0.1:8101",
            "http://[::1]:8101",
            "http://[::1]",
            "http://[::7f00:1]:8101",
            "http://[::ffff:7f00:1]:8101",
            "http://xn--bcher-kva.test:8101",
            "http://xn--53h.test:8101",
            "http://a_b.test:8101",
            "http://-x-.test:8101",
            "http://a--b.test:8101",
            "http://localhost",
            "http://a:1",
            "http://a:65535",
            "capacitor://localhost",
            "chrome-extension://abcdefghijklmnopabcdefghijklmnop",
            "moz-extension://d1f8a7a0-0000-4000-8000-000000000000",
            "a+b-c.9://x",
        ] {
            let origin = parse_valid::<Origin>(&[text]);
            assert_eq!(origin.as_str(), text);
            assert_eq!(Origin::new(text).as_ref(), Ok(&origin));
            assert_round_trip(&origin);
            let Origin::Tuple(tuple) = origin else {
                panic!("{text}");
            };
            assert_eq!(tuple.to_string(), text);
        }
    }

    #[test]
    fn null_is_an_opaque_origin() {
        assert_eq!(parse_valid::<Origin>(&["null"]), Origin::Null);
        assert!(!is_serialised_origin(b"null"));
        assert_round_trip(&Origin::Null);
        for other in ["Null", "NULL", "nul", "null.", "\"null\""] {
            assert_eq!(
                parse::<Origin>(&[other]),
                Err(InvalidHeaderKind::NotAnOrigin),
                "{other}"
            );
        }
    }

    #[test]
    fn other_texts_are_not_serialised_origins() {
        for text in [
            "*",
            "a.test",
            "a.test:8101",
            "//a.test",
            "://a.test",
            "http:/a.test",
            "http:a.test",
            "http://",
            "http://:80",
            "http://a.test/",
            "http://a.test/x",
            "http://a.test?",
            "http://a.test#",
            "http://a.test\\",
            "http://user@a.test",
            "http://user:pw@a.test",
            "HTTP://a.test",
            "Http://a.test",
            "http://A.test",
            "1http://a.test",
            "-x://a.test",
            "ht_tp://a.test",
            "http://http://a.test",
            "http://a.test http://b.test",
            "http://a .test",
            "http://*.test:8101",
            "http://a.test:*",
            "http://a%2ab.test",
            "http://a~b.test",
            "http://a!b.test",
            "http://bücher.test",
            "http://.",
            "http://..",
            "http://.a.test",
            "http://a..test",
            "http://a.test..",
            "http://a.test:",
            "http://a.test:0",
            "http://a.test:080",
            "http://a.test:65536",
            "http://a.test:100000",
            "http://a.test:+80",
            "http://a.test:-80",
            "http://a.test:8x",
            "http://a.test:80:80",
            "http://[]",
            "http://[:]",
            "http://[::1",
            "http://::1",
            "http://::1]",
            "http://[::1]a",
            "http://[::1]80",
            "http://[::1]]",
            "http://[[::1]]",
            "http://a.test:80]",
            "http://[a.test]",
            "http://[::1].test",
            "http://[::1]:",
            "http://[::1]:0",
            "http://[::G]",
            "http://[::ABCD]",
            "http://[::1%25lo]",
            "http://[::127.0.0.1]",
            "http://[1:2:3:4:5:6:7:8:9]",
            "http://a.test\r\nx: y",
            "http://a.test\0",
        ] {
            assert!(!is_serialised_origin(text.as_bytes()), "{text:?}");
            assert_eq!(
                parse::<Origin>(&[text]),
                Err(InvalidHeaderKind::NotAnOrigin),
                "{text:?}"
            );
            assert!(Origin::new(text).is_err(), "{text:?}");
        }
        assert!(!is_serialised_origin(b"http://\xff.test"));
    }

    #[test]
    fn parse_trims_whitespace_and_new_does_not() {
        assert_eq!(
            parse_valid::<Origin>(&[" \thttp://a.test "]).as_str(),
            "http://a.test"
        );
        assert!(Origin::new(" http://a.test").is_err());
    }

    #[test]
    fn multiple_origins_are_invalid() {
        assert_eq!(parse::<Origin>(&[]), Ok(None));
        assert_eq!(parse::<Origin>(&[""]), Err(InvalidHeaderKind::Empty));
        for lines in [
            ["http://a.test", "http://a.test"].as_slice(),
            &["http://a.test", ""],
            &["http://a.test, http://b.test"],
            &["null, null"],
        ] {
            assert_eq!(
                parse::<Origin>(lines),
                Err(InvalidHeaderKind::MultipleValues),
                "{lines:?}"
            );
        }
    }

    #[test]
    fn length_of_an_origin_is_limited() {
        let host = format!("{0}.{0}.{0}.{1}", "h".repeat(63), "h".repeat(61));
        assert_eq!(host.len(), MAX_HOST_LEN);
        let scheme = "s".repeat(MAX_SCHEME_LEN);
        let longest = format!("{scheme}://{host}:65535");
        assert_eq!(longest.len(), MAX_ORIGIN_LEN);
        assert_round_trip(&parse_valid::<Origin>(&[&longest]));

        let limit = MAX_ORIGIN_LEN;
        let longer = format!("s{longest}");
        assert_eq!(
            parse::<Origin>(&[&longer]),
            Err(InvalidHeaderKind::TooLong { limit })
        );
        assert!(!is_serialised_origin(longer.as_bytes()));
        // Each part has its own limit.
        assert!(!is_serialised_origin(format!("s{scheme}://h").as_bytes()));
        assert!(!is_serialised_origin(format!("s://h{host}").as_bytes()));
    }
}
