//! Who is let in: origins as they are written, patterns against a second implementation, and input
//! of every kind.

use cors_runtime::policy::{Draft, Place, Rule, Value, judge};
use proptest::prelude::*;

#[path = "../../tests/origins/naive.rs"]
mod naive;

use naive::naive;

fn draft(origins: &[&str]) -> Draft {
    Draft::named([("origins", origins)])
}

fn allows(pattern: &str, origin: &str) -> bool {
    let policy = judge(&draft(&[pattern])).policy;
    let policy = policy.unwrap_or_else(|| panic!("{pattern} is refused"));
    policy.allows(origin.as_bytes())
}

#[test]
fn what_browsers_send_is_what_is_accepted() {
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
fn other_spellings_are_other_origins() {
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
        assert!(!allows(pattern, origin), "{pattern} lets {origin} in");
    }
}

#[test]
fn patterns_stand_for_whole_labels_and_any_port() {
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
        assert!(allows(pattern, origin), "{pattern} keeps {origin} out");
    }
}

#[test]
fn the_longest_origins_are_compared_and_longer_ones_are_not_looked_at() {
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
fn a_list_of_many_lets_in_its_own_and_nobody_else() {
    let origins: Vec<String> = (0..1000)
        .map(|n| format!("https://tenant-{n}.example.com"))
        .collect();
    let texts: Vec<&str> = origins.iter().map(String::as_str).collect();
    let policy = judge(&draft(&texts)).policy.expect("a right policy");
    assert!(texts.iter().all(|origin| policy.allows(origin.as_bytes())));
    for n in [1000, 1001, 99999] {
        assert!(!policy.allows(format!("https://tenant-{n}.example.com").as_bytes()));
    }
    assert!(!policy.allows(b"https://tenant-1.example.co"));
}

fn pattern() -> impl Strategy<Value = String> {
    (
        "https?",
        any::<bool>(),
        "[ab]{1,2}(\\.[ab]{1,2}){0,2}\\.[cd]",
        "|:8080|:\\*",
    )
        .prop_map(|(scheme, subdomains, base, port)| {
            let star = if subdomains { "*." } else { "" };
            format!("{scheme}://{star}{base}{port}")
        })
}

/// Origins that are near a pattern: from few letters, so that they often match, and with the bytes
/// that break matchers.
fn near() -> impl Strategy<Value = String> {
    (
        "https?|HTTPS|http:|",
        "://|:/|//|:",
        "([abA_%-]{0,2}\\.?){0,3}([ab]{1,2}\\.){0,3}[cd]\\.?",
        "|:8080|:443|:80|:0|:08|:\\*|:65536|:80x|:",
        "||||/|\\?|#|\\\\|@a\\.c",
    )
        .prop_map(|(scheme, separator, host, port, tail)| {
            format!("{scheme}{separator}{host}{port}{tail}")
        })
}

/// An origin that a pattern most likely lets in, or nearly.
fn pattern_and_neighbour() -> impl Strategy<Value = (String, String)> {
    (
        pattern(),
        "([ab]{1,2}\\.?){0,2}",
        "|:8080|:443|:81",
        0..20usize,
        any::<char>(),
    )
        .prop_map(|(pattern, labels, port, at, other)| {
            let (head, _) = pattern
                .rsplit_once(':')
                .filter(|(h, _)| h.contains("//"))
                .unwrap_or((&pattern, ""));
            let mut origin = format!("{}{port}", head.replacen("*.", &labels, 1));
            // Now and then one character is another one.
            if at < 8 && origin.is_char_boundary(at) && at < origin.len() {
                origin.replace_range(at..=at, &other.to_string());
            }
            (pattern, origin)
        })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4096, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_matcher_agrees_with_the_naive_one(pattern in pattern(), origin in near()) {
        prop_assert_eq!(allows(&pattern, &origin), naive(&pattern, &origin), "{} {}", pattern, origin);
    }

    #[test]
    fn the_matcher_agrees_near_the_pattern((pattern, origin) in pattern_and_neighbour()) {
        prop_assert_eq!(allows(&pattern, &origin), naive(&pattern, &origin), "{} {}", pattern, origin);
    }

    #[test]
    fn an_accepted_origin_lets_itself_in_and_is_written_as_it_is_sent(text in "https?://[a-z0-9_.:\\[\\]-]{1,12}") {
        let judgement = judge(&draft(&[&text]));
        if let Some(policy) = judgement.policy {
            prop_assert!(policy.allows(text.as_bytes()));
        }
    }

    #[test]
    fn a_proposed_origin_is_accepted(text in "(https?|HTTP|htps|wss)?(://|:/|:|//)?([a-zA-Z0-9.@*\\[\\]-]{0,8}\\.?){1,3}(:[0-9]{0,6})?[/?#]?[a-z ]{0,2}") {
        for violation in judge(&draft(&[&text])).violations {
            let proposed = violation.replacement();
            if proposed.contains("://") && !proposed.contains('"') {
                let again = judge(&draft(&[proposed]));
                prop_assert!(!again.is_refused(), "{:?} proposes {:?}, which is refused: {:?}", text, proposed, again);
            }
        }
    }

    #[test]
    fn no_text_makes_the_judge_panic(
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
            3 => Value::Other(text),
            _ => Value::List(texts.into_iter().map(Value::Text).collect()),
        };
        let mut draft = Draft::new(Place::Named).with(&key, value);
        if credentials {
            draft = draft.with("credentials", Value::Flag);
        }
        for violation in judge(&draft).violations {
            prop_assert!(!violation.to_string().is_empty());
        }
    }

    #[test]
    fn no_origin_makes_a_policy_panic(pattern in pattern(), origin in any::<Vec<u8>>()) {
        let policy = judge(&draft(&[&pattern])).policy.expect("a right policy");
        prop_assert!(!policy.allows(&origin));
    }
}

/// What the URL Standard's own parser makes of a text: the origin that a page from there would send.
fn as_sent(text: &str) -> Option<String> {
    let origin = url::Url::parse(text).ok()?.origin();
    origin.is_tuple().then(|| origin.ascii_serialization())
}

/// The text that the judge proposes in the place of one that it refuses.
fn proposed(text: &str) -> Option<String> {
    let violations = judge(&draft(&[text])).violations;
    let proposed = violations.first()?.replacement();
    let is_one = proposed.contains("://") && !proposed.contains('"');
    is_one.then(|| proposed.to_owned())
}

/// The rows that browsers' own parsers are tested by, as the crate `url` ships them.
fn url_rows() -> Vec<serde_json::Value> {
    // Without a platform, the packages of every platform would have to be there.
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
    let rows =
        std::path::Path::new(manifest.expect("a path")).with_file_name("tests/urltestdata.json");
    let text = std::fs::read_to_string(rows).expect("urltestdata.json");
    serde_json::from_str(&text).expect("json")
}

#[test]
fn the_rows_of_the_url_standard_are_judged_as_it_reads_them() {
    let (mut canonical, mut refused) = (0, 0);
    for row in url_rows() {
        let Some(input) = row["input"].as_str() else {
            continue;
        };
        // What the standard says is an origin of the web is accepted as it is written, but for hosts
        // in bytes that no name has.
        if let Some(origin) = row["origin"].as_str() {
            let is_web = origin.starts_with("http://") || origin.starts_with("https://");
            let host = origin.split("://").nth(1).unwrap_or_default();
            let is_name = host
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b"-_.:[]".contains(&b))
                && !host.starts_with('.');
            if is_web && is_name {
                let judgement = judge(&draft(&[origin]));
                // Port 0, which browsers refuse to open, and names that cannot be registered.
                let known = [
                    Rule::OriginPort,
                    Rule::OriginPunycode,
                    Rule::OriginEmptyLabel,
                ];
                let excused = judgement
                    .violations
                    .iter()
                    .any(|v| known.contains(&v.rule()));
                assert!(
                    !judgement.is_refused() || excused,
                    "{origin}: {:?}",
                    judgement.violations
                );
                canonical += 1;
            }
        }
        // A row that is not the form that is sent is refused, and what is proposed for it is what the
        // standard makes of it, or an example that does not pretend to be.
        // Which decoded letters there are, only the tables of Unicode could tell.
        let is_punycode = input.contains("xn--");
        if as_sent(input).as_deref() != Some(input) && input != "*" && !is_punycode {
            let judgement = judge(&draft(&[input]));
            assert!(judgement.is_refused(), "{input:?} is accepted");
            refused += 1;
        }
    }
    assert!(canonical > 100 && refused > 400, "{canonical} {refused}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2048, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn an_accepted_origin_is_its_own_serialisation(
        text in "(https?|HTTP)://([a-zA-Z0-9_.-]{0,6}\\.)?([a-z0-9x]{1,4}\\.){0,3}[a-z0-9]{1,4}(:[0-9]{1,5})?/?"
    ) {
        if !judge(&draft(&[&text])).is_refused() {
            prop_assert_eq!(as_sent(&text), Some(text));
        }
    }

    #[test]
    fn an_accepted_address_is_its_own_serialisation(
        text in "http://(\\[[0-9a-f:.]{2,18}\\]|[0-9]{1,3}(\\.[0-9]{1,3}){3}|[0-9]{1,10}|0x[0-9a-f]{1,8})(:8080)?"
    ) {
        let judgement = judge(&draft(&[&text]));
        match as_sent(&text) {
            Some(sent) if sent == text => prop_assert!(!judgement.is_refused(), "{:?}", judgement.violations),
            Some(sent) => {
                prop_assert!(judgement.is_refused());
                prop_assert_eq!(proposed(&text), Some(sent));
            }
            None => prop_assert!(judgement.is_refused()),
        }
    }

    #[test]
    fn what_is_proposed_for_a_slip_is_what_browsers_send(
        scheme in "https?|HTTPS?",
        host in "([a-zA-Z][a-zA-Z0-9]{0,5}\\.){1,2}(com|Example|org)",
        port in "|:80|:443|:8080|:08080|:",
        tail in "|/|/a/b|\\?x|#y|/a?b#c",
    ) {
        let text = format!("{scheme}://{host}{port}{tail}");
        let sent = as_sent(&text);
        if sent.as_deref() != Some(text.as_str()) {
            prop_assert_eq!(proposed(&text), sent, "{}", text);
        }
    }
}
