//! Public suffixes and internationalised names, compared with a simple implementation of the list's
//! algorithm, with the crate `psl`, and with the crate `url`, which maps names like browsers do.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use cors_policy::origin::idna::punycode::{decode, encode, is_valid_xn_label};
use cors_policy::origin::idna::to_ascii::to_ascii;
use cors_policy::public_suffix::{first_suffix_within, is_public_suffix, registrable_domain};
use proptest::prelude::*;
use url::Url;

const LIST: &str = include_str!("../src/public_suffix/public_suffixes.txt");

/// The number of rules by which another copy of the list may differ; the list changes by a few
/// rules a week.
const MAX_DIFFERENCES: usize = 100;

fn rules() -> impl Iterator<Item = &'static str> {
    LIST.lines().filter(|line| !line.starts_with("//"))
}

/// A simple implementation of the published algorithm: find all matching rules, and take the
/// exception or else the longest rule.
struct NaiveList {
    rules: HashSet<&'static str>,
    /// All parent domains of rules.
    above: HashSet<&'static str>,
    top_level: HashSet<&'static str>,
}

impl NaiveList {
    fn new() -> Self {
        let after_dots =
            |rule: &'static str| rule.match_indices('.').map(|(dot, _)| &rule[dot + 1..]);
        Self {
            rules: rules().collect(),
            above: rules().flat_map(after_dots).collect(),
            top_level: rules().filter_map(|rule| rule.rsplit('.').next()).collect(),
        }
    }

    fn suffix<'a>(&self, host: &'a str) -> Option<&'a str> {
        let labels: Vec<&str> = host.split('.').collect();
        if labels.contains(&"") || !self.top_level.contains(labels.last()?) {
            return None;
        }
        // The host without its first labels, longest first.
        let names: Vec<String> = (0..labels.len()).map(|at| labels[at..].join(".")).collect();
        let has = |rule: String| self.rules.contains(rule.as_str());
        let length = match names.iter().position(|name| has(format!("!{name}"))) {
            Some(at) => labels.len() - at - 1,
            None => names
                .iter()
                .enumerate()
                .position(|(at, name)| {
                    let above = names.get(at + 1);
                    has(name.clone()) || above.is_some_and(|above| has(format!("*.{above}")))
                })
                // A top-level domain is known if a rule is below it.
                .map_or(1, |at| labels.len() - at),
        };
        host.get(host.len() - labels[labels.len() - length..].join(".").len()..)
    }

    fn domain<'a>(&self, host: &'a str) -> Option<&'a str> {
        let suffix = self.suffix(host)?;
        let own = host.strip_suffix(suffix)?.strip_suffix('.')?;
        host.get(own.rfind('.').map_or(0, |dot| dot + 1)..)
    }

    /// Returns whether names under `host` may belong to different owners.
    fn has_public_suffix(&self, host: &str) -> bool {
        self.suffix(host) == Some(host) || self.above.contains(host)
    }
}

/// Returns the name of a rule, and names above, below and next to it.
fn hosts_around(rule: &str) -> Vec<String> {
    let name = rule.trim_start_matches('!');
    let name = name.replace('*', "star");
    let above = name.split_once('.').map_or("", |(_, above)| above);
    vec![
        name.clone(),
        format!("one.{name}"),
        format!("two.one.{name}"),
        format!("three.two.one.{name}"),
        format!("x{name}"),
        format!("{name}x"),
        above.to_owned(),
        format!("one.{above}"),
        format!("two.one.{above}"),
    ]
}

/// Generates hosts from the labels of the list in any order.
fn random_host() -> impl Strategy<Value = String> {
    let labels: BTreeSet<&str> = rules()
        .flat_map(|rule| rule.trim_start_matches('!').split('.'))
        .collect();
    let labels: Vec<&str> = labels.into_iter().collect();
    let names: Vec<String> = rules()
        .map(|rule| rule.trim_start_matches('!').replace('*', "any"))
        .collect();
    (
        proptest::collection::vec(proptest::sample::select(labels), 0..4),
        proptest::sample::select(names),
        0..4_usize,
    )
        .prop_map(|(labels, name, cut)| {
            let tail = name.splitn(cut + 1, '.').last().unwrap_or_default();
            let labels = labels.into_iter().map(|label| label.replace('*', "any"));
            let mut parts: Vec<String> = labels.collect();
            parts.push(tail.to_owned());
            parts.join(".")
        })
}

#[test]
fn lookup_agrees_with_the_naive_implementation_around_every_rule() {
    let naive_list = NaiveList::new();
    let mut suffixes = 0;
    for host in rules().flat_map(hosts_around) {
        let suffix = naive_list.suffix(&host);
        assert_eq!(is_public_suffix(&host), suffix == Some(&*host), "{host}");
        assert_eq!(
            registrable_domain(&host),
            naive_list.domain(&host),
            "{host}"
        );
        if is_public_suffix(&host) {
            assert!(first_suffix_within(&host).is_some(), "{host}");
            suffixes += 1;
        }
    }
    assert!(suffixes > 10_000, "only {suffixes} suffixes were tested");
}

#[test]
fn first_suffix_within_finds_a_rule_at_or_below_the_host() {
    let naive_list = NaiveList::new();
    for host in rules().flat_map(hosts_around) {
        let rule = first_suffix_within(&host);
        assert_eq!(
            rule.is_some(),
            naive_list.has_public_suffix(&host),
            "{host}"
        );
        if let Some(rule) = rule {
            assert!(naive_list.rules.contains(rule), "{host} by {rule}");
            let above = rule.strip_prefix("*.").unwrap_or(rule);
            let is_at = rule == host || host.split_once('.').is_some_and(|(_, up)| up == above);
            let is_below = format!(".{above}").ends_with(&format!(".{host}"));
            assert!(is_at || is_below, "{host} by {rule}");
        }
    }
}

#[test]
fn lookup_agrees_with_psl_except_for_a_few_rules() {
    let naive_list = NaiveList::new();
    let mut differences = BTreeMap::new();
    let mut agreed = 0;
    for rule in rules() {
        for host in hosts_around(rule) {
            if differs_from_psl(&naive_list, &host) {
                differences.entry(rule).or_insert(host);
            } else {
                agreed += 1;
            }
        }
    }
    println!("{} rules differ: {differences:?}", differences.len());
    assert!(differences.len() <= MAX_DIFFERENCES, "{differences:?}");
    assert!(agreed > 50_000);
}

/// Returns whether `psl` disagrees for an unknown reason.
fn differs_from_psl(naive_list: &NaiveList, host: &str) -> bool {
    // These texts are not hosts.
    if host.is_empty() || host.starts_with('.') || host.ends_with('.') {
        return false;
    }
    // `psl` reports a suffix by the default rule `*`, which the library does not apply, as unknown,
    // and so it reports a top-level domain that is listed only by rules below it.
    let psl_suffix = psl::suffix(host.as_bytes()).filter(psl::Suffix::is_known);
    let top = host.rsplit('.').next().unwrap_or_default();
    if psl_suffix.is_none() && naive_list.top_level.contains(top) && !naive_list.rules.contains(top)
    {
        return false;
    }
    // `psl` ignores a wildcard above a name that has a wildcard itself: `*.example` makes
    // `a.example` a suffix even if there is a rule `*.a.example`.
    let has_wildcard = |name: &str| naive_list.rules.contains(&*format!("*.{name}"));
    let above = host.split_once('.').map(|(_, above)| above);
    let by_both = has_wildcard(host) && above.is_some_and(has_wildcard);
    if by_both {
        return false;
    }
    let psl_suffix = psl_suffix.and_then(|suffix| {
        std::str::from_utf8(suffix.as_bytes())
            .ok()
            .map(str::to_owned)
    });
    psl_suffix.as_deref() != suffix_of(host)
}

/// Derives the public suffix of a host from the public functions.
fn suffix_of(host: &str) -> Option<&str> {
    match registrable_domain(host) {
        Some(domain) => domain.split_once('.').map(|(_, suffix)| suffix),
        None => is_public_suffix(host).then_some(host),
    }
}

/// Returns the host as browsers send it, according to the crate `url`.
fn browser_host(host: &str) -> Option<String> {
    let url = Url::parse(&format!("https://{host}/")).ok()?;
    url.host_str().map(str::to_owned)
}

/// Returns whether `to_ascii` returns nothing, or what browsers send.
fn is_unmapped_or_correct(host: &str) -> bool {
    to_ascii(host).is_none_or(|ascii| browser_host(host).as_ref() == Some(&ascii))
}

/// The samples of RFC 3492 §7.1. Some of its codes mark the case of letters by capitals, which the
/// encoder does not.
const SAMPLES: [(&str, &str); 19] = [
    // (A) Arabic (Egyptian), (B) Chinese (simplified), (C) Chinese (traditional), (D) Czech
    ("ليهمابتكلموشعربي؟", "egbpdaj6bu4bxfgehfvwxn"),
    ("他们为什么不说中文", "ihqwcrb4cv8a8dqg056pqjye"),
    ("他們爲什麽不說中文", "ihqwctvzc91f659drss3x8bo0yb"),
    ("Pročprostěnemluvíčesky", "Proprostnemluvesky-uyb24dma41a"),
    // (E) Hebrew, (F) Hindi, (G) Japanese, (H) Korean
    ("למההםפשוטלאמדבריםעברית", "4dbcagdahymbxekheh6e0a7fei0b"),
    (
        "यहलोगहिन्दीक्योंनहींबोलसकतेहैं",
        "i1baa7eci9glrd9b2ae1bj0hfcgg6iyaf8o0a1dig0cd",
    ),
    (
        "なぜみんな日本語を話してくれないのか",
        "n8jok5ay5dzabd5bym9f0cm5685rrjetr6pdxa",
    ),
    (
        "세계의모든사람들이한국어를이해한다면얼마나좋을까",
        "989aomsvi5e83db1d2a355cv1e0vak1dwrv93d5xbh15a0dt30a5jpsd879ccm6fea98c",
    ),
    // (I) Russian, (J) Spanish, (K) Vietnamese
    (
        "почемужеонинеговорятпорусски",
        "b1abfaaepdrnnbgefbadotcwatmq2g4l",
    ),
    (
        "PorquénopuedensimplementehablarenEspañol",
        "PorqunopuedensimplementehablarenEspaol-fmd56a",
    ),
    (
        "TạisaohọkhôngthểchỉnóitiếngViệt",
        "TisaohkhngthchnitingVit-kjcr8268qyxafd2f1b9g",
    ),
    // (L) to (R): names of songs and bands
    ("3年B組金八先生", "3B-ww4c5e180e575a65lsy2b"),
    (
        "安室奈美恵-with-SUPER-MONKEYS",
        "-with-SUPER-MONKEYS-pc58ag80a8qai00g7n9n",
    ),
    (
        "Hello-Another-Way-それぞれの場所",
        "Hello-Another-Way--fc4qua05auwb3674vfr0b",
    ),
    ("ひとつ屋根の下2", "2-u9tlzr9756bt3uc0v"),
    ("MajiでKoiする5秒前", "MajiKoi5-783gue6qz075azm5e"),
    ("パフィーdeルンバ", "de-jg4avhby1noc0d"),
    ("そのスピードで", "d9juau41awczczp"),
    // (S) ASCII that is not a valid name
    ("-> $1.00 <-", "-> $1.00 <--"),
];

#[test]
fn punycode_agrees_with_the_samples_of_the_rfc() {
    for (text, code) in SAMPLES {
        assert_eq!(encode(text).as_deref(), Some(code), "{text}");
        // The sample that is longer than a label is encoded, but not decoded.
        let decoded = (code.len() <= 63).then_some(text);
        assert_eq!(decode(code).as_deref(), decoded, "{code}");
    }
    // In the RFC this `D` marks an upper-case letter.
    assert_eq!(
        decode("b1abfaaepdrnnbgefbaDotcwatmq2g4l").as_deref(),
        Some(SAMPLES[8].0)
    );
}

#[test]
fn every_character_is_unmapped_or_mapped_like_browsers() {
    let mut mapped = 0;
    for c in '\0'..=char::MAX {
        let mut hosts = vec![format!("{c}.example")];
        // Beyond are rare Han characters and unassigned code points; one position is enough.
        if c < '\u{20000}' {
            hosts.extend([format!("a{c}.example"), format!("{c}1.{c}")]);
        }
        for host in hosts {
            mapped += usize::from(to_ascii(&host).is_some());
            assert!(
                is_unmapped_or_correct(&host),
                "{c:?}: {:?}, not {:?}",
                to_ascii(&host),
                browser_host(&host)
            );
        }
    }
    assert!(mapped > 100_000, "{mapped}");
}

#[test]
fn encoded_characters_that_browsers_send_are_valid() {
    let mut rejected = 0;
    for c in
        ('\u{80}'..=char::MAX).filter(|c| !('\u{e100}'..'\u{f800}').contains(c) && *c < '\u{f0100}')
    {
        let label = format!(
            "xn--{}",
            encode(&c.to_string()).expect("a letter has a code")
        );
        if !is_valid_xn_label(&label) {
            rejected += 1;
            assert_eq!(browser_host(&label), None, "{c:?} as {label}");
        }
    }
    assert!(rejected > 1000, "{rejected}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4096, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn lookup_agrees_with_the_naive_implementation_for_random_hosts(host in random_host()) {
        NAIVE_LIST.with(|naive_list| {
            prop_assert_eq!(is_public_suffix(&host), naive_list.suffix(&host) == Some(&*host), "{}", host);
            prop_assert_eq!(registrable_domain(&host), naive_list.domain(&host), "{}", host);
            prop_assert_eq!(first_suffix_within(&host).is_some(), naive_list.has_public_suffix(&host), "{}", host);
            Ok(())
        })?;
    }

    #[test]
    fn lookup_never_panics(text in any::<String>()) {
        prop_assert!(!is_public_suffix(&text) || first_suffix_within(&text).is_some());
        prop_assert!(is_unmapped_or_correct(&text), "{}", text);
        let _ = (registrable_domain(&text), is_valid_xn_label(&text), decode(&text));
    }

    #[test]
    fn decoding_reverses_encoding(text in "\\PC{0,20}|[a-z0-9ü-]{0,20}|[\u{80}-\u{10ffff}]{0,8}") {
        let code = encode(&text).expect("a short text");
        if code.len() <= 63 {
            let decoded = decode(&code);
            prop_assert_eq!(decoded.as_ref(), Some(&text), "{}", code);
        }
    }

    #[test]
    fn encoding_reverses_decoding(code in "[a-z0-9-]{0,12}|[a-zA-Z0-9]{1,6}|[ -~]{0,8}") {
        if let Some(text) = decode(&code) {
            let encoded = encode(&text).unwrap_or_default();
            prop_assert!(encoded.eq_ignore_ascii_case(&code), "{} is {:?}, which is {}", code, text, encoded);
        }
    }

    #[test]
    fn names_in_common_scripts_are_mapped_like_browsers(
        host in "([a-zäöüßéèàøåæñçğışœžčřłńűőα-ωΑ-Ωςάέήίόύώа-яёіїєґА-Яぁ-ゖァ-ヺー一-龥가-힣☀-☓]{1,9}\\.){1,2}(example|рф|한국|com)|([א-ת]{1,9}|[ء-غف-يپچژکگی]{1,9})\\.([א-ת]{1,5}|co-1\\.example)"
    ) {
        prop_assert_eq!(to_ascii(&host), browser_host(&host), "{}", host);
    }

    #[test]
    fn mixed_names_are_unmapped_or_mapped_like_browsers(host in mixed_names()) {
        prop_assert!(is_unmapped_or_correct(&host), "{:?}: {:?}, not {:?}", host, to_ascii(&host), browser_host(&host));
    }

    #[test]
    fn labels_that_browsers_send_are_valid(label in "xn--[a-z0-9]{1,8}|xn--[a-z]{1,3}-[a-z0-9]{1,5}|xn--[a-z0-9-]{0,12}") {
        prop_assert!(is_valid_xn_label(&label) || browser_host(&label).is_none(), "{} is {:?}", label, decode(&label[4..]));
    }

    #[test]
    fn labels_of_mapped_names_are_valid(host in mixed_names()) {
        let sent = browser_host(&host).unwrap_or_default();
        for label in sent.split('.').filter(|label| label.starts_with("xn--") && label.len() <= 63) {
            prop_assert!(is_valid_xn_label(label), "{} of {:?}", label, host);
        }
    }
}

/// Generates names with letters of all scripts, marks, joiners, and wide and old forms.
fn mixed_names() -> impl Strategy<Value = String> {
    let letter = prop_oneof![
        8 => "[a-z]",
        2 => "[A-Z0-9_-]",
        4 => "[\u{a0}-\u{17f}]",
        1 => "[\u{180}-\u{24f}\u{1e00}-\u{1eff}]",
        3 => "[\u{370}-\u{3ff}]",
        3 => "[\u{400}-\u{52f}]",
        1 => "[\u{530}-\u{58f}]",
        2 => "[\u{590}-\u{5ff}]",
        2 => "[\u{600}-\u{6ff}]",
        2 => "[\u{3000}-\u{30ff}]",
        2 => "[\u{3400}-\u{9fff}]",
        2 => "[\u{ac00}-\u{d7ff}]",
        2 => "[\u{2600}-\u{27bf}\u{1f300}-\u{1f6ff}\u{fe0f}]",
        1 => "[\u{300}-\u{36f}\u{2000}-\u{206f}\u{ff00}-\u{ff70}]",
        1 => "[\u{1100}-\u{11ff}\u{10a0}-\u{10ff}\u{f900}-\u{fb4f}]",
        2 => Just("xn--".to_owned()),
        3 => "\\.|\\.example",
    ];
    // Includes names of one script, most of which are mapped.
    let plain = "[a-zA-Zà-ÿ]{0,6}|[א-ת]{0,4}|[ء-ي]{0,4}|[Α-ώ]{0,6}|[Ѐ-ԯ]{0,6}|[a-z0-9-]{0,4}";
    (
        proptest::collection::vec(letter, 0..6),
        proptest::collection::vec(plain, 0..3),
    )
        .prop_map(|(letters, labels)| {
            let mut labels = labels;
            labels.push(letters.concat());
            labels.join(".")
        })
}

thread_local! {
    static NAIVE_LIST: NaiveList = NaiveList::new();
}
