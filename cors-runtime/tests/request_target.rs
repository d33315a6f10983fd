//! The host of a request for sources of origins, compared with the parser of the crate `http`.

use cors_runtime::RequestTarget;
use http::uri::Authority;
use proptest::prelude::*;

fn host(authority: &str) -> Option<&str> {
    RequestTarget::new(Some(authority.as_bytes()), "/").host()
}

/// Returns the host if the authority is nothing but a host and an optional port.
fn parsed(text: &str) -> Option<String> {
    let authority: Authority = text.parse().ok()?;
    let host = authority.host();
    let port = text.strip_prefix(host)?;
    let digits = port.strip_prefix(':').unwrap_or(port);
    let is_port = digits.bytes().all(|byte| byte.is_ascii_digit());
    // `http` takes `[]` for a host, and `[::1]2` for one with a suffix.
    let is_host = !matches!(host, "" | "[]") && (port.is_empty() || port.starts_with(':'));
    (is_port && is_host).then(|| host.to_owned())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 8192, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn host_is_that_of_the_authority(text in "(\\[[0-9a-f:.]{0,6}\\]?|[a-zA-Z0-9.-]{0,8})[@/\\[\\] :?#]{0,1}[a-z.]{0,3}(:[0-9]{0,6})?") {
        // A host of an authority is found, and nothing else is taken for a host.
        let expected = parsed(&text);
        prop_assert_eq!(host(&text), expected.as_deref(), "{}", text);
    }

    #[test]
    fn no_value_panics(bytes in proptest::collection::vec(any::<u8>(), 0..24)) {
        let target = RequestTarget::new(Some(&bytes), "/");
        let (host, authority) = (target.host(), target.authority());
        prop_assert!(host.is_none_or(|host| authority.is_some_and(|whole| whole.starts_with(host))));
    }
}
