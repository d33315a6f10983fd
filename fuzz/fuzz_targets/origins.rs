//! Any text as an origin or a pattern, and any bytes as what a browser sent: nothing panics, the
//! matcher says what the naive one says, and what is accepted as an origin is one by the URL Standard.
#![no_main]

use cors_runtime::headers::{Header, Origin};
use cors_runtime::policy::{Draft, Severity, judge};
use libfuzzer_sys::fuzz_target;

#[path = "../../tests/origins/naive.rs"]
mod naive;

fuzz_target!(|input: (&str, &[u8])| {
    let (written, sent) = input;
    let judgement = judge(&Draft::named([("origins", &[written])]));
    for violation in &judgement.violations {
        assert!(!violation.to_string().is_empty());
        // What is proposed in the place of an origin is accepted, or wants a word for itself: an app
        // with a slash behind its origin is still an app.
        let proposed = violation.replacement();
        if proposed.contains("://") && !proposed.contains('"') {
            let again = judge(&Draft::named([("origins", &[proposed])]));
            let is_right = again.violations.iter().all(|violation| {
                let severity = violation.rule().row().severity;
                !severity.refuses() || matches!(severity, Severity::RefusedUnless(_))
            });
            assert!(is_right, "{written:?} proposes {proposed:?}");
        }
    }
    let read = Origin::parse([sent]);
    let Some(policy) = judgement.policy else {
        return;
    };
    if policy.is_public() {
        return;
    }

    let text = std::str::from_utf8(sent);
    let expected = text.is_ok_and(|sent| naive::naive(written, sent));
    assert_eq!(policy.allows(sent), expected, "{written:?} and {sent:?}");
    if expected {
        assert!(read.is_ok(), "{sent:?} is let in, and is no origin");
    }

    let lets_itself_in = policy.allows(written.as_bytes());
    if !written.contains('*') {
        assert!(lets_itself_in, "{written:?} keeps itself out");
        // A browser at that address sends it like this.
        let url = url::Url::parse(written).expect("an origin is a URL");
        assert_eq!(url.origin().ascii_serialization(), written);
    }
});
