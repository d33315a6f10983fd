//! Policies and origins that are known when the program starts, or while it runs: the same judge,
//! and an error value with everything in it.

use std::sync::LazyLock;

use cors_runtime::policy::{
    Draft, Hatch, OriginSource, Place, Policy, Rule, Value, Violation, Violations, judge,
};
use cors_runtime::sources::{LiveOrigins, OriginSet};
use proptest::prelude::*;

fn ids(violations: &Violations) -> Vec<&'static str> {
    let rules = violations.iter().map(Violation::rule);
    rules.map(|rule| rule.row().id).collect()
}

#[test]
fn the_builder_lists_every_mistake_at_its_place() {
    let refused = Policy::builder()
        .origins(["https://app.example.com/", "*"])
        .credentials()
        .headers(["Cookie"])
        .expose(["a b"])
        .methods(["put"])
        .max_age(3_600_000)
        .build()
        .expect_err("a refused policy");
    assert_eq!(ids(&refused), ["C05", "B01", "E04", "F01", "D04", "G06"]);
    let places: Vec<_> = refused.iter().map(Violation::place).collect();
    assert_eq!(
        places,
        [
            "origins[0]",
            "origins[1]",
            "headers[0]",
            "expose[0]",
            "methods[0]",
            "max_age"
        ]
    );
    let text = refused.to_string();
    assert_eq!(text.lines().count(), 12, "{text}");
    assert!(text.starts_with(
        "origins[0]: origin `https://app.example.com/` ends with a slash [C05]\n  help: write it as browsers send it"
    ));
}

#[test]
fn a_key_twice_is_refused_there_too() {
    let refused = Policy::builder()
        .origins(["https://a.example"])
        .origins(["https://b.example"])
        .build();
    assert_eq!(ids(&refused.expect_err("a refused policy")), ["A02"]);
    let refused = Policy::builder().credentials().build();
    assert_eq!(ids(&refused.expect_err("a refused policy")), ["A08"]);
    let refused = Policy::builder().build();
    assert_eq!(ids(&refused.expect_err("a refused policy")), ["A07"]);
}

#[test]
fn warnings_are_listed_and_let_through() {
    let builder = Policy::builder()
        .origins(["https://app.example.com"])
        .max_age(7_201);
    let judgement = builder.judge();
    let warnings: Vec<_> = judgement.warnings().map(Violation::rule).collect();
    assert_eq!(warnings, [Rule::MaxAgeCut]);
    assert_eq!(builder.build().expect("a right policy").max_age(), "7201");
}

#[test]
fn a_set_is_judged_as_if_beside_credentials() {
    for (origin, rule) in [
        ("*", "C69"),
        ("null", "B13"),
        ("http://app.example.com", "B07"),
        ("https://*.github.io", "B08"),
        ("https://app.example.com:*", "B10"),
        ("app.example.com", "C10"),
    ] {
        let refused = OriginSet::parse([origin]).expect_err(origin);
        assert_eq!(ids(&refused), [rule], "{origin}");
    }
    let none: [&str; 0] = [];
    assert_eq!(ids(&OriginSet::parse(none).expect_err("nobody")), ["C64"]);
    let set = OriginSet::dangerously_parse(["http://app.example.com"], [Hatch::InsecureOrigins])
        .expect("a set");
    assert!(set.allows("http://app.example.com"));
    assert_eq!((set.len(), set.is_empty()), (1, false));
    let empty = OriginSet::default();
    assert_eq!((empty.len(), empty.is_empty()), (0, true));
}

/// A program does not change its own environment safely, so this one starts itself again in another.
#[test]
fn the_environment_is_read_with_commas_and_white_space() {
    const NAME: &str = "ORIGINS_OF_A_TEST";
    if std::env::var_os(NAME).is_none() {
        let again = std::env::current_exe().expect("a program");
        let again = std::process::Command::new(again)
            .args([
                "--exact",
                "the_environment_is_read_with_commas_and_white_space",
            ])
            .env(
                NAME,
                " https://a.example,https://b.example\n\thttps://c.example, ",
            )
            .output()
            .expect("a start");
        let said = String::from_utf8_lossy(&again.stdout);
        assert!(
            again.status.success() && said.contains("1 passed"),
            "{said}"
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
fn an_environment_without_origins_is_refused() {
    // A variable that is set for every test run, and is no list of origins.
    let refused = OriginSet::from_env("CARGO_MANIFEST_DIR").expect_err("a path");
    assert_eq!(ids(&refused), ["C10"]);
    let missing = OriginSet::from_env("NO_SUCH_VARIABLE_OF_ORIGINS").expect_err("nothing");
    assert_eq!(ids(&missing), ["C70"]);
    assert!(
        missing
            .to_string()
            .contains("`NO_SUCH_VARIABLE_OF_ORIGINS`")
    );
}

/// Who is let in is nothing for a log.
#[test]
fn what_is_replaced_while_the_program_runs_shows_how_many_it_has() {
    let live = LiveOrigins::empty();
    assert_eq!(format!("{live:?}"), "LiveOrigins { origins: 0, .. }");
    live.replace(OriginSet::parse(["https://a.example", "https://b.example"]).expect("a set"));
    assert_eq!(format!("{live:?}"), "LiveOrigins { origins: 2, .. }");
}

#[test]
fn a_set_has_patterns_too() {
    let set = OriginSet::parse(["https://app.example.com", "https://*.example.org"]);
    let set = set.expect("a set");
    assert_eq!(set.len(), 2);
    assert!(set.allows("https://app.example.com") && set.allows("https://a.b.example.org"));
    assert!(!set.allows("https://example.org") && !set.allows("https://a.example.com"));
}

#[test]
fn a_set_finds_one_of_many() {
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

/// Says yes to everything it is asked, and so shows what it is not asked.
struct Everybody;

impl OriginSource for Everybody {
    fn allows(&self, origin: &str) -> bool {
        assert!(origin.starts_with("http"), "{origin}");
        true
    }
}

static EVERYBODY: Everybody = Everybody;

fn policy_from(source: &'static dyn OriginSource) -> Policy {
    let builder = Policy::builder().origins_from(source);
    builder.build().expect("a right policy")
}

#[test]
fn a_policy_asks_its_source_about_origins_and_nothing_else() {
    let policy = policy_from(&EVERYBODY);
    assert!(policy.allows(b"https://app.example.com"));
    let others: [&[u8]; 6] = [
        b"null",
        b"",
        b"https://app.example.com/",
        b"a, b",
        b"HTTPS://a.example",
        b"https://\xff.example",
    ];
    for other in others {
        assert!(!policy.allows(other), "{}", other.escape_ascii());
    }
}

#[test]
fn a_policy_asks_its_source_each_time() {
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
fn readers_see_the_old_set_or_the_new_one_and_never_wait() {
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
fn a_source_beside_everybody_says_nothing() {
    let draft = Draft::new(Place::Named)
        .with("origins", Value::List(vec![Value::Text("*".to_owned())]))
        .with("origins_from", Value::Path("TENANTS".to_owned()));
    let rules: Vec<_> = judge(&draft)
        .violations
        .iter()
        .map(Violation::rule)
        .collect();
    assert_eq!(rules, [Rule::AnyOriginBesideOthers]);
}

/// Keys with values from which a right policy often comes out.
fn policies() -> impl Strategy<Value = Option<Policy>> {
    let origin = prop_oneof![
        Just("*".to_owned()),
        "https://(\\*\\.)?[a-c]{1,3}\\.example(:8443|:\\*)?",
        "http://(localhost|127\\.0\\.0\\.1|[ab]\\.example)(:3000)?",
        Just("capacitor://localhost".to_owned()),
        Just("https://*.github.io".to_owned()),
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
        proptest::sample::subsequence(Hatch::ALL.to_vec(), 0..=7),
    )
        .prop_map(
            |(origins, methods, headers, expose, max_age, credentials, hatches)| {
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
                // As many hatches as it needs: more are refused.
                for hatches in [Vec::new(), hatches] {
                    let mut attempt = builder.clone();
                    if !hatches.is_empty() {
                        attempt = attempt.dangerously_allow(hatches);
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
    fn a_policy_written_down_and_judged_again_is_the_same(policy in policies()) {
        if let Some(policy) = policy {
            let again = judge(&policy.to_draft());
            prop_assert_eq!(again.policy.as_ref(), Some(&policy), "{:?}", again.violations);
        }
    }
}
