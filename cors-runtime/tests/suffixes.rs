//! Names that strangers register under, and names outside ASCII: against the public suffix list
//! read plainly, against other people's copy of it, and against the `url` crate, which maps names as
//! browsers do.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use cors_runtime::policy::ascii_host::to_ascii;
use cors_runtime::policy::public_suffix::{is_public_suffix, registrable_domain, rule_within};
use cors_runtime::policy::punycode::{decode, encode, is_valid_xn_label};
use proptest::prelude::*;
use url::Url;

const LIST: &str = include_str!("../src/policy/public_suffixes.txt");

/// How many rules another copy of the list may have and ours not, or the other way round. The list
/// changes by a few rules a week.
const YOUNGER_OR_OLDER: usize = 100;

fn rules() -> impl Iterator<Item = &'static str> {
    LIST.lines().filter(|line| !line.starts_with("//"))
}

/// The list once more, in a set, and its algorithm as it is published: look at every rule that
/// matches, take the exception or else the longest.
struct Naive {
    rules: HashSet<&'static str>,
    /// Every name that a rule stands beneath, and with them every domain at the top.
    above: HashSet<&'static str>,
    tops: HashSet<&'static str>,
}

impl Naive {
    fn new() -> Self {
        let after_dots =
            |rule: &'static str| rule.match_indices('.').map(|(dot, _)| &rule[dot + 1..]);
        Self {
            rules: rules().collect(),
            above: rules().flat_map(after_dots).collect(),
            tops: rules().filter_map(|rule| rule.rsplit('.').next()).collect(),
        }
    }

    fn suffix<'a>(&self, host: &'a str) -> Option<&'a str> {
        let labels: Vec<&str> = host.split('.').collect();
        if labels.contains(&"") || !self.tops.contains(labels.last()?) {
            return None;
        }
        // What remains of the host when its first labels are taken away, the longest first.
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
                // The domain at the top is on the list by what is beneath it.
                .map_or(1, |at| labels.len() - at),
        };
        host.get(host.len() - labels[labels.len() - length..].join(".").len()..)
    }

    fn domain<'a>(&self, host: &'a str) -> Option<&'a str> {
        let suffix = self.suffix(host)?;
        let own = host.strip_suffix(suffix)?.strip_suffix('.')?;
        host.get(own.rfind('.').map_or(0, |dot| dot + 1)..)
    }

    /// Whether a name that ends in `.host` can be a stranger's.
    fn is_open(&self, host: &str) -> bool {
        self.suffix(host) == Some(host) || self.above.contains(host)
    }
}

/// Every rule as a host, and what is around it: above, beneath, and beside.
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

/// Hosts from the labels of the list, in any order: most are on it by their top alone.
fn host_of_the_list() -> impl Strategy<Value = String> {
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
fn every_rule_and_what_is_around_it_is_read_as_the_list_says() {
    let naive = Naive::new();
    let mut open = 0;
    for host in rules().flat_map(hosts_around) {
        let suffix = naive.suffix(&host);
        assert_eq!(is_public_suffix(&host), suffix == Some(&*host), "{host}");
        assert_eq!(registrable_domain(&host), naive.domain(&host), "{host}");
        if is_public_suffix(&host) {
            assert!(rule_within(&host).is_some(), "{host}");
            open += 1;
        }
    }
    assert!(open > 10_000, "only {open} suffixes were asked for");
}

#[test]
fn a_wildcard_is_open_by_a_rule_that_is_at_the_host_or_beneath_it() {
    let naive = Naive::new();
    for host in rules().flat_map(hosts_around) {
        let rule = rule_within(&host);
        assert_eq!(rule.is_some(), naive.is_open(&host), "{host}");
        if let Some(rule) = rule {
            assert!(naive.rules.contains(rule), "{host} by {rule}");
            let above = rule.strip_prefix("*.").unwrap_or(rule);
            let is_at = rule == host || host.split_once('.').is_some_and(|(_, up)| up == above);
            let is_beneath = format!(".{above}").ends_with(&format!(".{host}"));
            assert!(is_at || is_beneath, "{host} by {rule}");
        }
    }
}

#[test]
fn another_copy_of_the_list_differs_by_a_few_rules_at_most() {
    let naive = Naive::new();
    let mut differences = BTreeMap::new();
    let mut agreed = 0;
    for rule in rules() {
        for host in hosts_around(rule) {
            if differs_from_psl(&naive, &host) {
                differences.entry(rule).or_insert(host);
            } else {
                agreed += 1;
            }
        }
    }
    println!(
        "{} rules are in one copy only: {differences:?}",
        differences.len()
    );
    assert!(differences.len() <= YOUNGER_OR_OLDER, "{differences:?}");
    assert!(agreed > 50_000);
}

/// Whether `psl` and we are of two minds about a host for another reason than a known one.
fn differs_from_psl(naive: &Naive, host: &str) -> bool {
    // Which we do not take for hosts.
    if host.is_empty() || host.starts_with('.') || host.ends_with('.') {
        return false;
    }
    // Of a suffix by the rule `*`, which is not applied here, it says that it is unknown. That is
    // what it says of a domain at the top, too, that is listed only by what is beneath it.
    let theirs = psl::suffix(host.as_bytes()).filter(psl::Suffix::is_known);
    let top = host.rsplit('.').next().unwrap_or_default();
    if theirs.is_none() && naive.tops.contains(top) && !naive.rules.contains(top) {
        return false;
    }
    // It forgets the wildcard over a name that has a wildcard of its own: `*.example` says that
    // `a.example` is a suffix, whether there is a `*.a.example` or not.
    let has_wildcard = |name: &str| naive.rules.contains(&*format!("*.{name}"));
    let above = host.split_once('.').map(|(_, above)| above);
    let by_both = has_wildcard(host) && above.is_some_and(has_wildcard);
    if by_both {
        return false;
    }
    let theirs = theirs.and_then(|suffix| {
        std::str::from_utf8(suffix.as_bytes())
            .ok()
            .map(str::to_owned)
    });
    theirs.as_deref() != suffix_of(host)
}

/// The public suffix of a host, as it follows from the questions that are answered here.
fn suffix_of(host: &str) -> Option<&str> {
    match registrable_domain(host) {
        Some(domain) => domain.split_once('.').map(|(_, suffix)| suffix),
        None => is_public_suffix(host).then_some(host),
    }
}

/// How browsers send a host: the URL Standard's mapping, in another's hands.
fn as_sent(host: &str) -> Option<String> {
    let url = Url::parse(&format!("https://{host}/")).ok()?;
    url.host_str().map(str::to_owned)
}

/// Whether nothing is said, or what browsers do.
fn is_silent_or_right(host: &str) -> bool {
    to_ascii(host).is_none_or(|ascii| as_sent(host).as_ref() == Some(&ascii))
}

/// RFC 3492 §7.1, each text with its code. The codes of (I) and others have capitals that mark the
/// case of a letter; such marks are not made here.
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
    // (S) ASCII that breaks the rules for names
    ("-> $1.00 <-", "-> $1.00 <--"),
];

#[test]
fn the_samples_of_the_rfc() {
    for (text, code) in SAMPLES {
        assert_eq!(encode(text).as_deref(), Some(code), "{text}");
        // The one that is longer than a label is written, but not read.
        let read = (code.len() <= 63).then_some(text);
        assert_eq!(decode(code).as_deref(), read, "{code}");
    }
    // In the RFC this `D` says that the letter it stands for was a capital.
    assert_eq!(
        decode("b1abfaaepdrnnbgefbaDotcwatmq2g4l").as_deref(),
        Some(SAMPLES[8].0)
    );
}

#[test]
fn every_character_there_is_is_left_alone_or_sent_as_is_said() {
    let mut answered = 0;
    for c in '\0'..=char::MAX {
        let mut hosts = vec![format!("{c}.example")];
        // Beyond stand rare signs of Han and what is not used. Once is enough.
        if c < '\u{20000}' {
            hosts.extend([format!("a{c}.example"), format!("{c}1.{c}")]);
        }
        for host in hosts {
            answered += usize::from(to_ascii(&host).is_some());
            assert!(
                is_silent_or_right(&host),
                "{c:?}: {:?}, not {:?}",
                to_ascii(&host),
                as_sent(&host)
            );
        }
    }
    assert!(answered > 100_000, "{answered}");
}

#[test]
fn no_encoded_character_is_refused_that_browsers_send() {
    let mut refused = 0;
    for c in
        ('\u{80}'..=char::MAX).filter(|c| !('\u{e100}'..'\u{f800}').contains(c) && *c < '\u{f0100}')
    {
        let label = format!(
            "xn--{}",
            encode(&c.to_string()).expect("a letter has a code")
        );
        if !is_valid_xn_label(&label) {
            refused += 1;
            assert_eq!(as_sent(&label), None, "{c:?} as {label}");
        }
    }
    assert!(refused > 1000, "{refused}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4096, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn hosts_made_of_the_labels_of_the_list_are_read_as_it_says(host in host_of_the_list()) {
        NAIVE.with(|naive| {
            prop_assert_eq!(is_public_suffix(&host), naive.suffix(&host) == Some(&*host), "{}", host);
            prop_assert_eq!(registrable_domain(&host), naive.domain(&host), "{}", host);
            prop_assert_eq!(rule_within(&host).is_some(), naive.is_open(&host), "{}", host);
            Ok(())
        })?;
    }

    #[test]
    fn no_text_is_too_much(text in any::<String>()) {
        prop_assert!(!is_public_suffix(&text) || rule_within(&text).is_some());
        prop_assert!(is_silent_or_right(&text), "{}", text);
        let _ = (registrable_domain(&text), is_valid_xn_label(&text), decode(&text));
    }

    #[test]
    fn what_is_encoded_is_decoded(text in "\\PC{0,20}|[a-z0-9ü-]{0,20}|[\u{80}-\u{10ffff}]{0,8}") {
        let code = encode(&text).expect("it is short");
        if code.len() <= 63 {
            let read = decode(&code);
            prop_assert_eq!(read.as_ref(), Some(&text), "{}", code);
        }
    }

    #[test]
    fn what_is_decoded_is_encoded(code in "[a-z0-9-]{0,12}|[a-zA-Z0-9]{1,6}|[ -~]{0,8}") {
        if let Some(text) = decode(&code) {
            let again = encode(&text).unwrap_or_default();
            prop_assert!(again.eq_ignore_ascii_case(&code), "{} is {:?}, which is {}", code, text, again);
        }
    }

    #[test]
    fn a_name_in_plain_letters_is_sent_as_is_said(
        host in "([a-zäöüßéèàøåæñçğışœžčřłńűőα-ωΑ-Ωςάέήίόύώа-яёіїєґА-Яぁ-ゖァ-ヺー一-龥가-힣☀-☓]{1,9}\\.){1,2}(example|рф|한국|com)|([א-ת]{1,9}|[ء-غف-يپچژکگی]{1,9})\\.([א-ת]{1,5}|co-1\\.example)"
    ) {
        prop_assert_eq!(to_ascii(&host), as_sent(&host), "{}", host);
    }

    #[test]
    fn a_name_in_letters_of_all_kinds_is_left_alone_or_sent_as_is_said(host in soup()) {
        prop_assert!(is_silent_or_right(&host), "{:?}: {:?}, not {:?}", host, to_ascii(&host), as_sent(&host));
    }

    #[test]
    fn no_label_is_refused_that_browsers_send(label in "xn--[a-z0-9]{1,8}|xn--[a-z]{1,3}-[a-z0-9]{1,5}|xn--[a-z0-9-]{0,12}") {
        prop_assert!(is_valid_xn_label(&label) || as_sent(&label).is_none(), "{} is {:?}", label, decode(&label[4..]));
    }

    #[test]
    fn no_label_is_refused_that_a_name_is_sent_as(host in soup()) {
        let sent = as_sent(&host).unwrap_or_default();
        for label in sent.split('.').filter(|label| label.starts_with("xn--") && label.len() <= 63) {
            prop_assert!(is_valid_xn_label(label), "{} of {:?}", label, host);
        }
    }
}

/// Names of letters from all over, with what is between them: marks, joiners, wide and old forms.
fn soup() -> impl Strategy<Value = String> {
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
    // Names of one kind of letter, too, of which most are answered.
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
    static NAIVE: Naive = Naive::new();
}
