//! Texts that are not valid origins, with the rule that each breaks and the suggestion.

use super::parse::parse;
use crate::rules::Rule;

mod hosts;
mod notation;
mod wildcards;

/// The suggestion if the intended origin cannot be guessed.
const EXAMPLE: &str = "https://app.example.com";
const WITH_PORT: &str = "https://app.example.com:8443";
const SUBDOMAINS: &str = "https://*.example.com";
const IN_A_LABEL: &str = "https://app-*.example.com";
const A: &str = "https://a.example";

fn assert_denied(cases: &[(&str, Rule, &str)]) {
    for (text, rule, suggestion) in cases {
        let error = parse(text).expect_err(text);
        assert_eq!(
            (error.rule, &*error.suggestion),
            (*rule, *suggestion),
            "{text:?}"
        );
    }
}

fn assert_valid(texts: &[&str]) {
    for text in texts {
        assert!(parse(text).is_ok(), "{text:?}: {:?}", parse(text));
    }
}
