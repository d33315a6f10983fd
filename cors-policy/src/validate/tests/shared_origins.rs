//! Tests of origins that belong to others too: public suffixes, hosts where anyone can publish, names that
//! change hands, the origins of all apps of a framework, and loopback origins.

use super::{APP, list, origins, rules, words};
use crate::rules::Rule::{self, *};
use crate::spec::{Context, PolicySpec, Value};
use crate::{DangerouslyAllow, Severity, Violation, validate};

fn with_credentials(origin: &str) -> PolicySpec {
    origins(&[origin]).with("credentials", Value::Flag)
}

fn in_set(origin: &str) -> PolicySpec {
    PolicySpec {
        context: Context::OriginSet,
        ..origins(&[origin])
    }
}

/// Returns the options that a spec with credentials and this origin needs, without other violations.
fn needed_options(origin: &str) -> Vec<&'static str> {
    let mut options = Vec::new();
    loop {
        let mut spec = with_credentials(origin);
        if !options.is_empty() {
            spec = spec.with("dangerously_allow", words(&options));
        }
        let violations = validate(&spec).violations;
        let needed =
            violations
                .iter()
                .find_map(|violation| match violation.rule().info().severity {
                    Severity::DenyUnless(allowance) => Some(allowance.as_str()),
                    _ => None,
                });
        let Some(needed) = needed else {
            assert_eq!(violations, [], "{origin}");
            return options;
        };
        assert!(!options.contains(&needed), "{origin}: {violations:?}");
        options.push(needed);
    }
}

#[test]
fn public_suffix_is_treated_like_a_pattern_over_it() {
    for origin in [
        "https://vercel.app",
        "https://s3.eu-central-1.amazonaws.com",
        "https://github.io",
        "https://nyc3.digitaloceanspaces.com",
        "https://co.uk:8443",
        "https://cloudflare-ipfs.com",
    ] {
        assert_eq!(rules(&with_credentials(origin)), [SuffixWithCredentials]);
        assert_eq!(rules(&in_set(origin)), [SuffixWithCredentials]);
        assert_eq!(rules(&origins(&[origin])), [SuffixPattern], "{origin}");
        assert_eq!(needed_options(origin), ["public_suffixes"], "{origin}");
        // A name with a dot at the end resolves to that host too.
        if !origin.contains(":8443") {
            let dot = format!("{origin}.");
            let expected = [TrailingDot, SuffixWithCredentials];
            assert_eq!(rules(&with_credentials(&dot)), expected, "{dot}");
        }
    }
    for origin in [
        "https://my-app.vercel.app",
        "https://bucket.s3.eu-central-1.amazonaws.com",
        // Names in a private network, and top-level domains on the public web.
        "https://app",
        "https://cloud:3000",
        "https://web.internal",
    ] {
        assert_eq!(rules(&with_credentials(origin)), [], "{origin}");
    }
}

#[test]
fn shared_host_is_denied_with_credentials() {
    for origin in [
        "https://output.jsbin.com",
        "https://fiddle.jshell.net",
        "https://ipfs.io",
        "https://dweb.link",
        "https://cdn.jsdelivr.net",
        "https://unpkg.com",
        "https://rawcdn.githack.com",
        "https://storage.googleapis.com",
        "https://f002.backblazeb2.com",
        "https://s3.eu-central-1.wasabisys.com",
        "https://cors-anywhere.herokuapp.com",
        "https://web.archive.org",
        "https://unpkg.com:8443",
        // Below a name that changes hands.
        "https://abc.ngrok.io",
        "https://abc-def.trycloudflare.com",
        "https://my-app.loca.lt",
        "https://app.10.0.0.1.nip.io",
        "https://10-0-0-1.sslip.io",
        "https://app.lvh.me",
        "https://nip.io",
        // Patterns above, at and below.
        "https://*.jsbin.com",
        "https://*.output.jsbin.com",
        "https://*.glitch.me",
        "https://*.wasabisys.com",
        "https://*.eu-central-1.wasabisys.com",
        "https://*.app.nip.io",
    ] {
        assert_eq!(
            rules(&with_credentials(origin)),
            [UserContentWithCredentials],
            "{origin}"
        );
        assert_eq!(rules(&in_set(origin)), [UserContentWithCredentials]);
        assert_eq!(needed_options(origin), ["user_content_hosts"], "{origin}");
    }
    let dot = with_credentials("https://output.jsbin.com.");
    assert_eq!(rules(&dot), [TrailingDot, UserContentWithCredentials]);
    for origin in [
        "https://my-app.glitch.me",
        "https://bucket.storage.googleapis.com",
        "https://bucket.s3.eu-central-1.wasabisys.com",
        "https://example.githack.com",
        "https://mynip.io",
        "https://*.example.com",
    ] {
        assert_eq!(rules(&with_credentials(origin)), [], "{origin}");
    }
}

#[test]
fn pattern_within_a_label_is_denied_with_credentials_and_with_enforce() {
    for origin in [
        "https://app-*-team.vercel.app",
        "https://*-team.vercel.app",
        "https://app-*.herokuapp.com:8443",
        "https://deploy-preview-*--site.netlify.app",
        "https://pr-*.example.com",
        "https://app-*.internal",
    ] {
        let enforced = || origins(&[origin]).with("enforce", Value::Flag);
        let preview = || words(&["preview_deployments"]);
        assert_eq!(rules(&origins(&[origin])), [], "{origin}");
        assert_eq!(rules(&with_credentials(origin)), [PreviewWithCredentials]);
        assert_eq!(rules(&in_set(origin)), [PreviewWithCredentials]);
        assert_eq!(rules(&enforced()), [PreviewWithEnforce]);
        assert_eq!(needed_options(origin), ["preview_deployments"], "{origin}");
        let allowed = enforced().with("dangerously_allow", preview());
        assert_eq!(rules(&allowed), []);
        let unused = origins(&[origin]).with("dangerously_allow", preview());
        assert_eq!(rules(&unused), [UnusedAllowance]);
        let in_development = origins(&[APP])
            .with("credentials", Value::Flag)
            .with("dev_origins", list(&[origin]));
        assert_eq!(rules(&in_development), []);
    }
    // The machine of the developer.
    let local = "http://app-*.localhost:3000";
    assert_eq!(rules(&with_credentials(local)), [LoopbackInRelease]);
    assert_eq!(rules(&origins(&[local]).with("enforce", Value::Flag)), []);
    assert_eq!(
        rules(&with_credentials("https://app-*-.example.com")),
        [HyphenAtTheEdge, PreviewWithCredentials]
    );
}

#[test]
fn pattern_within_a_label_is_as_dangerous_as_what_it_matches() {
    for (origin, options) in [
        ("https://s3-*.amazonaws.com", &["public_suffixes"][..]),
        ("https://app-*.ngrok.io", &["user_content_hosts"]),
        ("https://cors-*.herokuapp.com", &["user_content_hosts"]),
        ("http://app-*.vercel.app", &["insecure_origins"]),
        ("https://app-*.vercel.app:*", &["any_port"]),
    ] {
        let mut needed = needed_options(origin);
        needed.retain(|option| *option != "preview_deployments");
        assert_eq!(needed, options, "{origin}");
    }
    assert_eq!(
        rules(&origins(&["https://s3-*.amazonaws.com"])),
        [SuffixPattern]
    );
    assert_eq!(rules(&origins(&["https://s4-*.amazonaws.com"])), []);
}

#[test]
fn risks_of_one_origin_need_one_option_each() {
    for (origin, options) in [
        ("https://*.amazonaws.com", &["public_suffixes"][..]),
        (
            "https://*.ngrok.io",
            &["public_suffixes", "user_content_hosts"],
        ),
        (
            "http://app.lvh.me",
            &["user_content_hosts", "insecure_origins"],
        ),
        (
            "http://vercel.app:*",
            &["public_suffixes", "insecure_origins", "any_port"],
        ),
    ] {
        assert_eq!(needed_options(origin), options, "{origin}");
    }
}

#[test]
fn shared_host_without_credentials_is_suspicious_as_a_pattern_only() {
    for (origin, expected) in [
        ("https://*.nip.io", &[UserContentPattern][..]),
        ("https://*.app.nip.io", &[UserContentPattern]),
        ("https://*.jsbin.com", &[UserContentPattern]),
        ("https://*.ngrok.io", &[SuffixPattern]),
        ("https://app.10.0.0.1.nip.io", &[]),
        ("https://jsfiddle.net", &[]),
        ("https://localhost", &[]),
    ] {
        assert_eq!(rules(&origins(&[origin])), expected, "{origin}");
    }
}

#[test]
fn origin_of_every_app_of_a_framework_has_an_option_of_its_own() {
    for origin in [
        "https://localhost",
        "http://localhost",
        "https://tauri.localhost",
        "http://tauri.localhost",
        "http://wails.localhost",
        "https://localhost.",
        "https://appassets.androidplatform.net",
        "https://0.0.0.1",
    ] {
        let without_dot = |rules: Vec<Rule>| -> Vec<Rule> {
            let rules = rules.into_iter();
            rules.filter(|rule| *rule != TrailingDot).collect()
        };
        let found = without_dot(rules(&with_credentials(origin)));
        assert_eq!(found, [SharedAppWithCredentials], "{origin}");
        let allowed =
            with_credentials(origin).with("dangerously_allow", words(&["shared_app_origins"]));
        assert_eq!(without_dot(rules(&allowed)), [], "{origin}");
        assert!(validate(&allowed).policy.is_some());
        let development = origins(&["https://app.example.com"])
            .with("credentials", Value::Flag)
            .with("dev_origins", list(&[origin]));
        assert_eq!(without_dot(rules(&development)), [], "{origin}");
    }
    for origin in [
        "https://localhost:3000",
        "http://localhost:*",
        "https://*.localhost",
        "https://127.0.0.1",
        "https://app.localhost",
    ] {
        let found = rules(&with_credentials(origin));
        assert_eq!(found, [LoopbackInRelease], "{origin}");
    }
    for origin in [
        "wails://wails",
        "cordova://localhost",
        "app://localhost",
        "asset://localhost",
        "ionic://localhost",
    ] {
        assert_eq!(rules(&with_credentials(origin)), [AppOrigin], "{origin}");
        assert_eq!(
            needed_options(origin),
            ["custom_schemes", "shared_app_origins"],
            "{origin}"
        );
    }
}

/// Returns the message and the help of the only violation that is not about a dot at the end.
fn text_of(spec: &PolicySpec) -> (String, String) {
    let violations = validate(spec).violations;
    let mut found = violations.iter().filter(|v| v.rule() != TrailingDot);
    let violation = found.next().expect("a violation");
    assert_eq!(found.next(), None);
    (violation.message(), violation.help())
}

#[test]
fn message_tells_how_the_host_is_shared() {
    for (spec, message) in [
        (
            with_credentials("https://vercel.app."),
            "`https://vercel.app.` with `credentials` is unsafe: `vercel.app` is shared by everyone \
             who has a name or a page there [B08]",
        ),
        (
            origins(&["https://vercel.app"]),
            "`https://vercel.app` is not a host of your own: `vercel.app` is shared by everyone who \
             has a name or a page there [B09]",
        ),
        (
            with_credentials("https://*.jsbin.com"),
            "`https://*.jsbin.com` with `credentials` is unsafe: anyone can publish a page on \
             `jsbin.com` and act as the signed-in user [B15]",
        ),
        (
            with_credentials("https://a.b.ngrok.io"),
            "`https://a.b.ngrok.io` with `credentials` is unsafe: a name under `ngrok.io` can become \
             someone else's, who can then act as the signed-in user [B15]",
        ),
        (
            in_set("https://s3.eu-west-1.wasabisys.com"),
            "`https://s3.eu-west-1.wasabisys.com` in an `OriginSet` is unsafe: anyone can publish a \
             page on `s3.*.wasabisys.com` and act as the signed-in user [B15]",
        ),
        (
            with_credentials("https://localhost"),
            "`https://localhost` with `credentials` is unsafe: every app made with Capacitor or \
             Cordova has this origin and can act as the signed-in user [B14]",
        ),
        (
            with_credentials("wails://wails").with("dangerously_allow", words(&["custom_schemes"])),
            "`wails://wails` with `credentials` is unsafe: every app made with Wails has this origin \
             and can act as the signed-in user [B14]",
        ),
        (
            in_set("https://appassets.androidplatform.net"),
            "`https://appassets.androidplatform.net` in an `OriginSet` is unsafe: every app made with \
             Android's `WebViewAssetLoader` has this origin and can act as the signed-in user [B14]",
        ),
        (
            origins(&["https://*.nip.io"]),
            "`https://*.nip.io` is as open as `\"*\"`: anyone can publish a page on `nip.io` [B19]",
        ),
    ] {
        assert_eq!(text_of(&spec).0, message);
    }
}

/// The user of a set wrote neither `credentials` nor a key.
#[test]
fn texts_for_a_set_name_no_keys() {
    for origin in [
        "http://app.example.com",
        "https://*.github.io",
        "https://vercel.app",
        "https://app.example.com:*",
        "http://localhost:3000",
        "https://localhost",
        "null",
        "any",
        "https://codepen.io",
        "https://abc.ngrok.io",
        "capacitor://localhost",
    ] {
        let (message, help) = text_of(&in_set(origin));
        for text in [&message, &help] {
            let found = ["with `credentials`", "remove `credentials`", "dev_origins"]
                .into_iter()
                .chain(["dangerously_allow", "`origins"])
                .find(|word| text.contains(word));
            assert_eq!(found, None, "{text}");
        }
    }
    let (message, help) = text_of(&in_set("http://localhost:3000"));
    assert!(message.starts_with("`http://localhost:3000` in an `OriginSet` is denied in release"));
    assert_eq!(help, "list it only where the program is developed");
    let empty = PolicySpec {
        context: Context::OriginSet,
        ..origins(&[])
    };
    let help = text_of(&empty).1;
    assert_eq!(
        help,
        "list the allowed origins, as in `\"https://app.example.com\"`"
    );
}

#[test]
fn custom_scheme_names_its_option() {
    let id = "chrome-extension://abcdefghijklmnopabcdefghijklmnop";
    for (spec, option) in [
        (origins(&[id]), "`dangerously_allow = [custom_schemes]`"),
        (
            in_set(id),
            "`DangerouslyAllow::CustomSchemes` in `OriginSet::parse_with`",
        ),
    ] {
        let (message, _) = text_of(&spec);
        assert!(
            message.ends_with(&format!("send: it needs {option} [C40]")),
            "{message}"
        );
    }
}

#[test]
fn option_is_named_as_it_is_written() {
    for allowance in DangerouslyAllow::ALL {
        let written = allowance.as_str().replace('_', "");
        assert_eq!(format!("{allowance:?}").to_lowercase(), written);
    }
}

#[test]
fn host_with_an_empty_label_is_described() {
    for (origin, start) in [
        ("https://.a.example", "starts with a dot"),
        ("https://.", "starts with a dot"),
        ("https://a..example", "has two dots in a row"),
        ("https://*..example", "has two dots in a row"),
    ] {
        let expected = format!("the host of origin `{origin}` {start} [C30]");
        assert_eq!(text_of(&origins(&[origin])).0, expected);
    }
}

#[test]
fn empty_name_has_a_message_of_its_own() {
    for (key, rule) in [("headers", HeaderEmpty), ("expose", ExposeNameEmpty)] {
        let spec = origins(&["https://app.example.com"]).with(key, list(&[""]));
        let violations = validate(&spec).violations;
        let found: Vec<_> = violations.iter().map(Violation::rule).collect();
        assert_eq!(found, [rule]);
        assert!(violations[0].message().starts_with("empty header name"));
    }
}
