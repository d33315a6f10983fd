//! Policies and origins from configuration, at start-up or while the program runs: the same
//! validation, and all violations in one error value.

use std::sync::LazyLock;

use cors_policy::{Context, PolicySpec, Value, validate};
use cors_runtime::{
    DangerouslyAllow, LiveOrigins, OriginSet, OriginSource, Origins, Policy, PolicyBuilder,
    RequestTarget, Rule, Severity, Violation, Violations,
};
use proptest::prelude::*;

fn ids(violations: &Violations) -> Vec<&'static str> {
    let rules = violations.iter().map(Violation::rule);
    rules.map(Rule::id).collect()
}

#[test]
fn builder_reports_every_violation_with_its_path() {
    let violations = Policy::builder()
        .origins(["https://app.example.com/", "*"])
        .credentials()
        .headers(["Cookie"])
        .expose(["a b"])
        .methods(["put"])
        .max_age(3_600_000)
        .build()
        .expect_err("an invalid policy");
    assert_eq!(ids(&violations), ["C05", "B01", "E04", "F01", "D04", "G06"]);
    let paths: Vec<_> = violations.iter().map(Violation::path).collect();
    assert_eq!(
        paths,
        [
            "origins[0]",
            "origins[1]",
            "headers[0]",
            "expose[0]",
            "methods[0]",
            "max_age"
        ]
    );
    let text = violations.to_string();
    assert_eq!(text.lines().count(), 12, "{text}");
    assert!(text.starts_with(
        "deny: origins[0]: origin `https://app.example.com/` ends with a slash [C05]\n  help: write it as browsers send it"
    ));
}

#[test]
fn builder_rejects_duplicate_and_missing_keys() {
    let violations = Policy::builder()
        .origins(["https://a.example"])
        .origins(["https://b.example"])
        .build();
    assert_eq!(ids(&violations.expect_err("an invalid policy")), ["A02"]);
    let violations = Policy::builder().credentials().build();
    assert_eq!(ids(&violations.expect_err("an invalid policy")), ["A08"]);
    let violations = Policy::builder().build();
    assert_eq!(ids(&violations.expect_err("an invalid policy")), ["A07"]);
}

#[test]
fn builder_accepts_policies_with_warnings() {
    let builder = Policy::builder()
        .origins(["https://app.example.com"])
        .max_age(7_201);
    let validation = builder.validate();
    let warnings: Vec<_> = validation.warnings().map(Violation::rule).collect();
    assert_eq!(warnings, [Rule::MaxAgeCut]);
    assert_eq!(builder.build().expect("a valid policy").max_age(), "7201");
}

#[test]
fn origin_set_is_validated_as_with_credentials() {
    for (origin, rule) in [
        ("*", "C69"),
        ("null", "B13"),
        ("http://app.example.com", "B07"),
        ("https://*.github.io", "B08"),
        ("https://vercel.app", "B08"),
        ("https://codepen.io", "B15"),
        ("https://abc.trycloudflare.com", "B15"),
        ("https://localhost", "B14"),
        ("https://app.example.com:*", "B10"),
        ("app.example.com", "C10"),
    ] {
        let violations = OriginSet::parse([origin]).expect_err(origin);
        assert_eq!(ids(&violations), [rule], "{origin}");
    }
    let none: [&str; 0] = [];
    assert_eq!(
        ids(&OriginSet::parse(none).expect_err("no origins")),
        ["C64"]
    );
    let set = OriginSet::parse_with(
        ["http://app.example.com"],
        [DangerouslyAllow::InsecureOrigins],
    )
    .expect("a set");
    assert!(set.allows("http://app.example.com"));
    assert_eq!((set.len(), set.is_empty()), (1, false));
    let empty = OriginSet::default();
    assert_eq!((empty.len(), empty.is_empty()), (0, true));
}

/// `"*"` from a configuration may be meant, and then another type takes it.
#[test]
fn wildcard_in_a_set_names_the_builder() {
    let violations = OriginSet::parse(["*"]).expect_err("a wildcard");
    let builder = "Policy::builder().origins([\"*\"])";
    assert!(violations.to_string().contains(builder), "{violations}");
    assert!(Policy::builder().origins(["*"]).build().is_ok());
}

/// The syntaxes in which lists are written in environment variables, split as `from_env` does.
#[test]
fn quotes_and_brackets_of_other_syntaxes_are_named() {
    for (text, count) in [
        ("[\"https://a.example\"]", 1),
        ("[\"https://a.example\", \"https://b.example\"]", 2),
        ("['https://a.example','https://b.example']", 2),
        ("'https://a.example'", 1),
        ("\"https://a.example https://b.example\"", 2),
        ("[https://a.example]", 1),
    ] {
        let texts = text.split([',', ' ']).filter(|text| !text.is_empty());
        let violations = OriginSet::parse(texts).expect_err(text);
        assert_eq!(ids(&violations), vec!["C71"; count], "{text}");
        for violation in &violations {
            let help = violation.help();
            assert!(
                help.starts_with("write only the origin itself: `https://") && !help.contains('"'),
                "{help}"
            );
        }
    }
}

#[test]
fn set_lists_origins_of_every_app_with_their_option() {
    let origins = ["https://localhost", "capacitor://localhost"];
    let violations = OriginSet::parse(origins).expect_err("shared origins");
    assert_eq!(ids(&violations), ["B14", "C40"]);
    let options = [
        DangerouslyAllow::SharedAppOrigins,
        DangerouslyAllow::CustomSchemes,
    ];
    let set = OriginSet::parse_with(origins, options).expect("a set");
    assert!(origins.into_iter().all(|origin| set.allows(origin)));
}

#[test]
fn builder_accepts_no_origins_with_enforce() {
    let none: [&str; 0] = [];
    let violations = Policy::builder().origins(none).build().expect_err("none");
    assert_eq!(ids(&violations), ["C64"]);
    let policy = Policy::builder()
        .origins(none)
        .enforce()
        .hosts(["localhost:*"]);
    let policy = policy.build().expect("a valid policy");
    assert!(policy.enforces() && !policy.allows(b"https://app.example.com"));
    let violations = Policy::builder()
        .origins(["https://app.example.com"])
        .hosts(["https://api.example.com", "localhost", "localhost"])
        .build()
        .expect_err("invalid hosts");
    assert_eq!(ids(&violations), ["H07", "H09", "H10"]);
}

/// Changing the environment of a running process is unsafe, so the test runs itself in a child
/// process.
#[test]
fn from_env_splits_at_commas_and_whitespace() {
    const NAME: &str = "ORIGINS_FOR_TEST";
    if std::env::var_os(NAME).is_none() {
        let child = std::env::current_exe().expect("a program");
        let child = std::process::Command::new(child)
            .args(["--exact", "from_env_splits_at_commas_and_whitespace"])
            .env(
                NAME,
                " https://a.example,https://b.example\n\thttps://c.example, ",
            )
            .output()
            .expect("a start");
        let stdout = String::from_utf8_lossy(&child.stdout);
        assert!(
            child.status.success() && stdout.contains("1 passed"),
            "{stdout}"
        );
        return;
    }
    let set = OriginSet::from_env(NAME).expect("a set");
    assert_eq!(set.len(), 3);
    for origin in [
        "https://a.example",
        "https://b.example",
        "https://c.example",
    ] {
        assert!(set.allows(origin), "{origin}");
    }
}

#[test]
fn from_env_rejects_missing_or_invalid_origins() {
    // Cargo sets this variable to a path, which is not an origin.
    let violations = OriginSet::from_env("CARGO_MANIFEST_DIR").expect_err("a path");
    assert_eq!(ids(&violations), ["C10"]);
    let paths: Vec<_> = violations.iter().map(Violation::path).collect();
    assert_eq!(paths, ["CARGO_MANIFEST_DIR[0]"]);
    let missing = OriginSet::from_env("NO_SUCH_VARIABLE_OF_ORIGINS").expect_err("nothing");
    assert_eq!(ids(&missing), ["C70"]);
    assert!(
        missing
            .to_string()
            .contains("`NO_SUCH_VARIABLE_OF_ORIGINS`")
    );
}

/// `Debug` does not print the origins, which may be confidential.
#[test]
fn live_origins_debug_shows_count() {
    let live = LiveOrigins::empty();
    assert_eq!(format!("{live:?}"), "LiveOrigins { origins: 0, .. }");
    live.replace(OriginSet::parse(["https://a.example", "https://b.example"]).expect("a set"));
    assert_eq!(format!("{live:?}"), "LiveOrigins { origins: 2, .. }");
}

#[test]
fn origin_set_supports_patterns() {
    let set = OriginSet::parse(["https://app.example.com", "https://*.example.org"]);
    let set = set.expect("a set");
    assert_eq!(set.len(), 2);
    assert!(set.allows("https://app.example.com") && set.allows("https://a.b.example.org"));
    assert!(!set.allows("https://example.org") && !set.allows("https://a.example.com"));
}

#[test]
fn origin_set_finds_an_origin_among_many() {
    let many: Vec<String> = (0..10_000)
        .map(|n| format!("https://tenant-{n}.example.com"))
        .collect();
    let set = OriginSet::parse(many.clone()).expect("a set");
    assert!(many.iter().all(|origin| set.allows(origin)));
    assert!(!set.allows("https://tenant-10000.example.com"));
}

static TENANTS: LiveOrigins = LiveOrigins::empty();
static CONFIGURED: LazyLock<OriginSet> =
    LazyLock::new(|| OriginSet::parse(["https://configured.example.com"]).unwrap_or_default());

/// A source that allows everything, and panics if it is called with anything that is not an origin.
struct AnyOrigin;

impl OriginSource for AnyOrigin {
    fn allows(&self, origin: &str) -> bool {
        assert!(origin.starts_with("http"), "{origin}");
        true
    }
}

static ANY_ORIGIN: AnyOrigin = AnyOrigin;

fn policy_from(source: &'static dyn OriginSource) -> Policy {
    let builder = Policy::builder().origins_from(source);
    builder.build().expect("a valid policy")
}

#[test]
fn source_is_called_with_valid_origins_only() {
    let policy = policy_from(&ANY_ORIGIN);
    assert!(policy.allows(b"https://app.example.com"));
    let invalid: [&[u8]; 6] = [
        b"null",
        b"",
        b"https://app.example.com/",
        b"a, b",
        b"HTTPS://a.example",
        b"https://\xff.example",
    ];
    for other in invalid {
        assert!(!policy.allows(other), "{}", other.escape_ascii());
    }
}

#[test]
fn source_is_called_for_every_request() {
    let policy = policy_from(&TENANTS);
    let tenant = b"https://tenant.example.com";
    assert!(!policy.allows(tenant));
    TENANTS.replace(OriginSet::parse(["https://tenant.example.com"]).expect("a set"));
    assert!(policy.allows(tenant));
    TENANTS.replace(OriginSet::default());
    assert!(!policy.allows(tenant));
    assert!(policy_from(&CONFIGURED).allows(b"https://configured.example.com"));
    assert!(!policy_from(&CONFIGURED).allows(tenant));
}

#[test]
fn readers_see_the_old_or_the_new_set() {
    static LIVE: LiveOrigins = LiveOrigins::empty();
    let sets = ["https://a.example.com", "https://b.example.com"];
    let [one, other] = sets.map(|origin| OriginSet::parse([origin, "https://both.example.com"]));
    let (one, other) = (one.expect("a set"), other.expect("a set"));
    LIVE.replace(one.clone());
    std::thread::scope(|scope| {
        let readers: Vec<_> = (0..4)
            .map(|_| scope.spawn(|| (0..20_000).all(|_| LIVE.allows("https://both.example.com"))))
            .collect();
        for _ in 0..500 {
            LIVE.replace(other.clone());
            LIVE.replace(one.clone());
        }
        for reader in readers {
            assert!(reader.join().expect("a reader"));
        }
    });
}

#[test]
fn source_with_any_origin_is_redundant() {
    let spec = PolicySpec::new(Context::Policy)
        .with("origins", Value::List(vec![Value::Text("*".to_owned())]))
        .with("origins_from", Value::Path("TENANTS".to_owned()));
    let rules: Vec<_> = validate(&spec)
        .violations
        .iter()
        .map(Violation::rule)
        .collect();
    assert_eq!(rules, [Rule::AnyOriginBesideOthers]);
}

/// Generates policies from values that are often valid.
fn policies() -> impl Strategy<Value = Option<Policy>> {
    let origin = prop_oneof![
        Just("*".to_owned()),
        "https://(\\*\\.)?[a-c]{1,3}\\.example(:8443|:\\*)?",
        "http://(localhost|127\\.0\\.0\\.1|[ab]\\.example)(:3000)?",
        Just("capacitor://localhost".to_owned()),
        Just("https://*.github.io".to_owned()),
        "https://(a-\\*-b|a-\\*|\\*-b)\\.(vercel\\.app|c\\.example)",
    ];
    let methods = proptest::collection::vec("PUT|DELETE|GET|PATCH|\\*", 0..3);
    let names =
        || proptest::collection::vec("x-[ab]|content-type|authorization|\\*|X-HTTP-Method", 0..3);
    (
        proptest::collection::vec(origin, 1..4),
        methods,
        names(),
        names(),
        proptest::option::of(0..86_400_u64),
        any::<bool>(),
        proptest::sample::subsequence(DangerouslyAllow::ALL.to_vec(), 0..=8),
    )
        .prop_map(
            |(origins, methods, headers, expose, max_age, credentials, allowances)| {
                let mut builder = Policy::builder().origins(origins);
                if !methods.is_empty() {
                    builder = builder.methods(methods);
                }
                if !headers.is_empty() {
                    builder = builder.headers(headers);
                }
                if !expose.is_empty() {
                    builder = builder.expose(expose);
                }
                if let Some(seconds) = max_age {
                    builder = builder.max_age(seconds);
                }
                if credentials {
                    builder = builder.credentials();
                }
                // Unused allowances are violations, so the build without any is tried first.
                for allowances in [Vec::new(), allowances] {
                    let mut attempt = builder.clone();
                    if !allowances.is_empty() {
                        attempt = attempt.dangerously_allow(allowances);
                    }
                    if let Ok(policy) = attempt.build() {
                        return Some(policy);
                    }
                }
                None
            },
        )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2048, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn policy_survives_a_round_trip_through_its_values(policy in policies()) {
        if let Some(policy) = policy {
            prop_assert_eq!(rebuilt(&policy), policy);
        }
    }
}

/// Builds a policy from the values of another, with the allowances that they need.
fn rebuilt(policy: &Policy) -> Policy {
    let list = |value: &str| -> Vec<String> {
        let names = value.split(',').filter(|name| !name.is_empty());
        names.map(str::to_owned).collect()
    };
    let origins = |origins: &Origins| -> Vec<String> {
        match origins {
            Origins::Any => vec!["*".to_owned()],
            Origins::List { exact, patterns } => {
                let exact = exact.iter().map(str::to_owned);
                exact
                    .chain(patterns.iter().map(ToString::to_string))
                    .collect()
            }
        }
    };
    let mut allowances: Vec<DangerouslyAllow> = Vec::new();
    loop {
        let mut builder = Policy::builder().origins(origins(policy.origins()));
        for (values, set) in [
            (
                origins(policy.dev_origins()),
                PolicyBuilder::dev_origins as fn(_, Vec<String>) -> _,
            ),
            (list(policy.methods()), PolicyBuilder::methods),
            (list(policy.headers()), PolicyBuilder::headers),
            (list(policy.exposed_headers()), PolicyBuilder::expose),
        ] {
            if !values.is_empty() {
                builder = set(builder, values);
            }
        }
        if let Ok(seconds) = policy.max_age().parse() {
            builder = builder.max_age(seconds);
        }
        if policy.credentials() {
            builder = builder.credentials();
        }
        if policy.enforces() {
            builder = builder.enforce();
        }
        if !allowances.is_empty() {
            builder = builder.dangerously_allow(allowances.iter().copied());
        }
        let violations = match builder.build() {
            Ok(policy) => return policy,
            Err(violations) => violations,
        };
        let needed =
            violations
                .iter()
                .find_map(|violation| match violation.rule().info().severity {
                    Severity::DenyUnless(allowance) => Some(allowance),
                    _ => None,
                });
        match needed {
            Some(allowance) if !allowances.contains(&allowance) => allowances.push(allowance),
            _ => panic!("{violations}"),
        }
    }
}

/// A source that allows every origin for one host and path.
struct OneTarget;

impl OriginSource for OneTarget {
    fn allows(&self, _: &str) -> bool {
        false
    }

    fn allows_for(&self, origin: &str, target: &RequestTarget<'_>) -> bool {
        assert!(origin.starts_with("http"), "{origin}");
        (target.host(), target.path()) == (Some("api.example"), "/notes")
    }
}

#[test]
fn source_may_depend_on_host_and_path() {
    let builder = Policy::builder().origins(["https://app.example.com"]);
    let policy = builder.origins_from(&OneTarget).build();
    let policy = policy.expect("a valid policy");
    let listed = b"https://app.example.com";
    let other = b"https://other.example.com";
    for (authority, path, expected) in [
        (Some(&b"api.example"[..]), "/notes", true),
        (Some(b"api.example:8443"), "/notes", true),
        (Some(b"other.example"), "/notes", false),
        (Some(b"api.example"), "/notes/", false),
        (Some(b"api.example"), "", false),
        (None, "/notes", false),
    ] {
        let target = RequestTarget::new(authority, path);
        assert_eq!(policy.allows_for(other, &target), expected, "{target:?}");
        assert!(policy.allows_for(listed, &target), "{target:?}");
        assert!(!policy.allows_for(b"null", &target), "{target:?}");
    }
    // Without a target, the source allows no origin.
    assert!(policy.allows(listed) && !policy.allows(other));
    assert!(!policy.allows_for(other, &RequestTarget::default()));
}
