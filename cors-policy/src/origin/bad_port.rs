//! The ports that browsers block.

/// The [bad ports](https://fetch.spec.whatwg.org/#bad-port), in ascending order.
const BAD_PORTS: [u16; 83] = [
    0, 1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 77, 79, 87, 95, 101,
    102, 103, 104, 109, 110, 111, 113, 115, 117, 119, 123, 135, 137, 139, 143, 161, 179, 389, 427,
    465, 512, 513, 514, 515, 526, 530, 531, 532, 540, 548, 554, 556, 563, 587, 601, 636, 989, 990,
    993, 995, 1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061, 6000, 6566, 6665, 6666, 6667,
    6668, 6669, 6679, 6697, 10080,
];

/// Returns whether `port` is a [bad port](https://fetch.spec.whatwg.org/#bad-port).
///
/// Browsers block `http` and `https` requests to these ports because other protocols use them, so no
/// page has such an origin.
///
/// ```
/// use cors_policy::origin::bad_port::is_bad_port;
/// assert!(is_bad_port(6000));
/// assert!(!is_bad_port(3000));
/// ```
#[must_use]
pub fn is_bad_port(port: u16) -> bool {
    BAD_PORTS.binary_search(&port).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn list_is_sorted_and_complete() {
        assert!(BAD_PORTS.is_sorted_by(|one, next| one < next));
        assert_eq!((0..=u16::MAX).filter(|port| is_bad_port(*port)).count(), 83);
        assert!(BAD_PORTS.into_iter().all(is_bad_port));
    }

    #[test]
    fn ports_of_other_protocols_are_bad() {
        // FTP, SSH, SMTP, X11, IRC and Amanda: the ends and the middle of the list.
        for port in [0, 1, 21, 22, 25, 6000, 6665, 6669, 10080] {
            assert!(is_bad_port(port), "{port}");
        }
        for port in [
            80, 81, 443, 3000, 5000, 5173, 6001, 8080, 8443, 10081, 65535,
        ] {
            assert!(!is_bad_port(port), "{port}");
        }
    }
}
