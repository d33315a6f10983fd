//! Origins and patterns: accepted texts, matching, and suggestions, with examples, random input and
//! the URL Standard's test data.

use cors_policy::{Context, PolicySpec, Rule, Value, validate};
use cors_runtime::Policy;
use proptest::prelude::*;

fn spec(origins: &[&str]) -> PolicySpec {
    PolicySpec::from_lists([("origins", origins)])
}

fn allows(pattern: &str, origin: &str) -> bool {
    let policy = Policy::builder().origins([pattern]).build();
    let policy = policy.unwrap_or_else(|violations| panic!("{pattern}: {violations}"));
    policy.allows(origin.as_bytes())
}

#[test]
fn origins_in_the_form_that_browsers_send_are_accepted() {
    for origin in [
        "https://app.example.com",
        "http://app.example.com:8080",
        "https://app.example.com:80",
        "http://app.example.com:443",
        "http://localhost",
        "http://localhost:3000",
        "https://a_b.example.com",
        "https://-x-.example.com",
        "https://a--b.example.com",
        "https://app.example.com.",
        "https://xn--bcher-kva.example",
        "http://127.0.0.1:8080",
        "http://[::1]:8080",
        "http://[::7f00:1]",
        "http://[::ffff:7f00:1]",
        "http://[2001:db8:0:1::1]",
        "http://[1:0:0:2::3]",
        "https://1.example.com",
        "https://app.example.com:65535",
        "https://0x.example",
    ] {
        assert!(allows(origin, origin), "{origin}");
    }
}

#[test]
fn other_spellings_do_not_match() {
    for (pattern, origin) in [
        ("https://app.example.com", "https://app.example.com/"),
        ("https://app.example.com", "https://app.example.com:443"),
        ("https://app.example.com", "https://APP.example.com"),
        ("https://app.example.com", "HTTPS://app.example.com"),
        ("https://app.example.com", "http://app.example.com"),
        ("https://app.example.com", "https://app.example.com."),
        ("https://app.example.com", " https://app.example.com"),
        (
            "https://app.example.com",
            "https://app.example.com, https://app.example.com",
        ),
        ("https://app.example.com", "null"),
        ("https://app.example.com", ""),
        ("https://app.example.com:*", "https://app.example.com:443"),
        ("https://app.example.com:*", "https://app.example.com:"),
        ("https://app.example.com:*", "https://app.example.com:0"),
        ("https://app.example.com:*", "https://app.example.com:080"),
        ("https://app.example.com:*", "https://app.example.com:65536"),
        ("https://app.example.com:*", "https://app.example.com:8080/"),
        ("https://app.example.com:*", "https://app.example.com:+80"),
        ("https://app.example.com:*", "https://b.app.example.com"),
        ("https://*.example.com", "https://example.com"),
        ("https://*.example.com", "https://.example.com"),
        ("https://*.example.com", "https://evilexample.com"),
        ("https://*.example.com", "https://a.example.com.evil.com"),
        ("https://*.example.com", "https://a..example.com"),
        ("https://*.example.com", "https://a..b.example.com"),
        ("https://*.example.com", "https://.a.example.com"),
        ("https://*.example.com", "https://a.example.com:8080"),
        ("https://*.example.com", "http://a.example.com"),
        ("https://*.example.com", "https://A.example.com"),
        ("https://*.example.com", "https://a%2e.example.com"),
        ("https://*.example.com", "https://evil.com/.example.com"),
        ("https://*.example.com", "https://evil.com?.example.com"),
        ("https://*.example.com", "https://evil.com#.example.com"),
        ("https://*.example.com", "https://evil.com\\.example.com"),
        ("https://*.example.com", "https://user@a.example.com"),
        ("https://*.example.com", "https://a.example.com."),
        ("https://*.example.com:*", "https://a.example.com:443"),
        ("https://*.example.com:*", "https://a.example.com:99999"),
        ("http://[::1]:*", "http://[::1]]:80"),
        ("http://[::1]:*", "http://[::1"),
        ("http://127.0.0.1:*", "http://127.0.0.1.evil.com:80"),
    ] {
        assert!(!allows(pattern, origin), "{pattern} matches {origin}");
    }
}

#[test]
fn patterns_match_whole_labels_and_any_port() {
    for (pattern, origin) in [
        ("https://*.example.com", "https://a.example.com"),
        ("https://*.example.com", "https://a.b.c.example.com"),
        ("https://*.example.com", "https://a_b.-c-.example.com"),
        ("https://*.example.com:8443", "https://a.example.com:8443"),
        ("https://*.example.com:*", "https://a.example.com"),
        ("https://*.example.com:*", "https://a.example.com:80"),
        ("http://localhost:*", "http://localhost"),
        ("http://localhost:*", "http://localhost:65535"),
        ("http://*.localhost:*", "http://tenant.localhost:3000"),
        ("http://127.0.0.1:*", "http://127.0.0.1:443"),
        ("http://[::1]:*", "http://[::1]:5173"),
        ("http://[::1]:*", "http://[::1]"),
        ("https://*.example.com.", "https://a.example.com."),
    ] {
        assert!(allows(pattern, origin), "{pattern} does not match {origin}");
    }
}

#[test]
fn origins_match_up_to_the_maximal_length_only() {
    let labels = "a.".repeat((253 - "example.com".len()) / 2);
    let longest = format!("https://{labels}example.com");
    assert_eq!(longest.len(), "https://".len() + 253);
    assert!(allows("https://*.example.com", &longest));
    assert!(!allows(
        "https://*.example.com",
        &longest.replace("//", "//a.")
    ));
    let label = "a".repeat(63);
    assert!(allows(
        "https://*.example.com",
        &format!("https://{label}.example.com")
    ));
    assert!(!allows(
        "https://*.example.com",
        &format!("https://{label}a.example.com")
    ));
}

#[test]
fn long_list_matches_its_origins_only() {
    let origins: Vec<String> = (0..1000)
        .map(|n| format!("https://tenant-{n}.example.com"))
        .collect();
    let texts: Vec<&str> = origins.iter().map(String::as_str).collect();
    let policy = Policy::builder().origins(texts.iter().copied()).build();
    let policy = policy.expect("a valid policy");
    assert!(texts.iter().all(|origin| policy.allows(origin.as_bytes())));
    for n in [1000, 1001, 99999] {
        assert!(!policy.allows(format!("https://tenant-{n}.example.com").as_bytes()));
    }
    assert!(!policy.allows(b"https://tenant-1.example.co"));
}

fn pattern() -> impl Strategy<Value = String> {
    (
        "https?",
        "|\\*\\.|[ab]-\\*(-[ab])?\\.|\\*-[ab]\\.",
        "[ab]{1,2}(\\.[ab]{1,2}){0,2}\\.[cd]",
        "|:8080|:\\*",
    )
        .prop_map(|(scheme, star, base, port)| format!("{scheme}://{star}{base}{port}"))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4096, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn accepted_origin_matches_itself(text in "https?://[a-z0-9_.:\\[\\]-]{1,12}") {
        if let Ok(policy) = Policy::builder().origins([&text]).build() {
            prop_assert!(policy.allows(text.as_bytes()));
        }
    }

    #[test]
    fn suggested_origin_is_valid(text in "(https?|HTTP|htps|wss)?(://|:/|:|//)?([a-zA-Z0-9.@*\\[\\]-]{0,8}\\.?){1,3}(:[0-9]{0,6})?[/?#]?[a-z ]{0,2}") {
        for violation in validate(&spec(&[&text])).violations {
            let suggested = violation.suggestion();
            if suggested.contains("://") && !suggested.contains('"') {
                let revalidated = validate(&spec(&[suggested]));
                prop_assert!(!revalidated.is_denied(), "{:?}: invalid suggestion {:?}: {:?}", text, suggested, revalidated);
            }
        }
    }

    #[test]
    fn validation_never_panics(
        texts in proptest::collection::vec(any::<String>(), 0..4),
        key in "origins|dev_origins|headers|expose|methods|max_age|credentials|dangerously_allow|policy|crate|[a-z_]{0,12}",
        shape in 0..5usize,
        credentials in any::<bool>(),
    ) {
        let text = texts.first().cloned().unwrap_or_default();
        let value = match shape {
            0 => Value::Flag,
            1 => Value::Text(text),
            2 => Value::Number(text),
            3 => Value::Tokens(text),
            _ => Value::List(texts.into_iter().map(Value::Text).collect()),
        };
        let mut spec = PolicySpec::new(Context::Policy).with(&key, value);
        if credentials {
            spec = spec.with("credentials", Value::Flag);
        }
        for violation in validate(&spec).violations {
            prop_assert!(!violation.to_string().is_empty());
        }
    }

    #[test]
    fn matching_never_panics(pattern in pattern(), origin in any::<Vec<u8>>()) {
        let policy = Policy::builder().origins([&pattern]).build().expect("a valid policy");
        prop_assert!(!policy.allows(&origin));
    }
}

/// Returns the origin that browsers send for a page at `text`, according to the `url` crate.
fn serialised_origin(text: &str) -> Option<String> {
    let origin = url::Url::parse(text).ok()?.origin();
    origin.is_tuple().then(|| origin.ascii_serialization())
}

/// Returns the origin that validation suggests for a rejected text.
fn suggested(text: &str) -> Option<String> {
    let violations = validate(&spec(&[text])).violations;
    let suggested = violations.first()?.suggestion();
    let is_origin = suggested.contains("://") && !suggested.contains('"');
    is_origin.then(|| suggested.to_owned())
}

/// Returns the test data of URL parsers, which the crate `url` contains.
fn url_test_data() -> Vec<serde_json::Value> {
    // Without a platform, `cargo metadata` would need the packages of every platform.
    let version = std::process::Command::new("rustc")
        .arg("-vV")
        .output()
        .expect("rustc");
    let version = String::from_utf8(version.stdout).expect("text");
    let host = version.lines().find_map(|line| line.strip_prefix("host: "));
    let metadata = std::process::Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--offline"])
        .args(["--filter-platform", host.expect("a host")])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("cargo");
    let metadata: serde_json::Value = serde_json::from_slice(&metadata.stdout).expect("json");
    let packages = metadata["packages"].as_array().expect("packages");
    let url = packages.iter().find(|package| package["name"] == "url");
    let manifest = url.expect("the crate `url`")["manifest_path"].as_str();
    let test_data =
        std::path::Path::new(manifest.expect("a path")).with_file_name("tests/urltestdata.json");
    let text = std::fs::read_to_string(test_data).expect("urltestdata.json");
    serde_json::from_str(&text).expect("json")
}

#[test]
fn validation_agrees_with_the_url_standards_test_data() {
    let (mut canonical, mut rejected) = (0, 0);
    for entry in url_test_data() {
        let Some(input) = entry["input"].as_str() else {
            continue;
        };
        // An origin in the test data is valid as it is, unless its host contains bytes that no host
        // name has.
        if let Some(origin) = entry["origin"].as_str() {
            let is_web = origin.starts_with("http://") || origin.starts_with("https://");
            let host = origin.split("://").nth(1).unwrap_or_default();
            let is_name = host
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b"-_.:[]".contains(&b))
                && !host.starts_with('.');
            if is_web && is_name {
                let validation = validate(&spec(&[origin]));
                // Port 0, which browsers refuse to open, and names that cannot be registered.
                let known = [
                    Rule::OriginPort,
                    Rule::OriginPunycode,
                    Rule::OriginEmptyLabel,
                ];
                let is_known = validation
                    .violations
                    .iter()
                    .any(|v| known.contains(&v.rule()));
                assert!(
                    !validation.is_denied() || is_known,
                    "{origin}: {:?}",
                    validation.violations
                );
                canonical += 1;
            }
        }
        // Any other input is rejected. Punycode is skipped, because only Unicode's tables could
        // tell which decoded letters are valid.
        let is_punycode = input.contains("xn--");
        if serialised_origin(input).as_deref() != Some(input) && input != "*" && !is_punycode {
            let validation = validate(&spec(&[input]));
            assert!(validation.is_denied(), "{input:?} is accepted");
            rejected += 1;
        }
    }
    assert!(canonical > 100 && rejected > 400, "{canonical} {rejected}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2048, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn accepted_origin_is_its_own_serialisation(
        text in "(https?|HTTP)://([a-zA-Z0-9_.-]{0,6}\\.)?([a-z0-9x]{1,4}\\.){0,3}[a-z0-9]{1,4}(:[0-9]{1,5})?/?"
    ) {
        if !validate(&spec(&[&text])).is_denied() {
            prop_assert_eq!(serialised_origin(&text), Some(text));
        }
    }

    #[test]
    fn accepted_address_is_its_own_serialisation(
        text in "http://(\\[[0-9a-f:.]{2,18}\\]|[0-9]{1,3}(\\.[0-9]{1,3}){3}|[0-9]{1,10}|0x[0-9a-f]{1,8})(:8080)?"
    ) {
        let validation = validate(&spec(&[&text]));
        match serialised_origin(&text) {
            Some(sent) if sent == text => prop_assert!(!validation.is_denied(), "{:?}", validation.violations),
            Some(sent) => {
                prop_assert!(validation.is_denied());
                prop_assert_eq!(suggested(&text), Some(sent));
            }
            None => prop_assert!(validation.is_denied()),
        }
    }

    #[test]
    fn suggestion_is_the_origin_that_browsers_send(
        scheme in "https?|HTTPS?",
        host in "([a-zA-Z][a-zA-Z0-9]{0,5}\\.){1,2}(com|Example|org)",
        port in "|:80|:443|:8080|:08080|:",
        tail in "|/|/a/b|\\?x|#y|/a?b#c",
    ) {
        let text = format!("{scheme}://{host}{port}{tail}");
        let sent = serialised_origin(&text);
        if sent.as_deref() != Some(text.as_str()) {
            prop_assert_eq!(suggested(&text), sent, "{}", text);
        }
    }
}
