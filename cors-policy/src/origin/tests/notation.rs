//! Texts that are not one origin, schemes, and custom origins.

use super::super::custom_scheme::Uniqueness;
use super::super::parse::{ParsedOrigin, parse};
use super::{A, EXAMPLE, IN_A_LABEL, SUBDOMAINS, assert_denied};
use crate::rules::Rule::*;

#[test]
fn several_origins_in_one_text_are_suggested_as_a_list() {
    let two = r#""https://a.example", "https://b.example""#;
    assert_denied(&[
        ("", OriginEmpty, EXAMPLE),
        ("https://a.example,", OriginComma, r#""https://a.example""#),
        ("https://a.example;https://b.example", OriginComma, two),
        ("https://a.example , https://B.example/x", OriginComma, two),
        ("https://a.example https://b.example", OriginsBySpace, two),
        ("https://a.example\thttps://b.example", OriginsBySpace, two),
        ("https://a.example\nhttps://b.example", OriginsBySpace, two),
        ("https://a.example|https://b.example", OriginsBySpace, two),
        ("https://a.example, b.example", OriginHostByte, EXAMPLE),
        (",", OriginComma, r#""https://app.example.com""#),
    ]);
}

#[test]
fn suggestion_omits_invisible_characters() {
    assert_denied(&[
        (" https://a.example", OriginSpace, A),
        ("https://a.example ", OriginSpace, A),
        ("https://a.example\t", OriginSpace, A),
        ("https://a.example\u{a0}", OriginSpace, A),
        ("https://a.exa mple", OriginSpace, A),
        ("https://a.example\u{7}", OriginControl, A),
        ("https://a.example\u{7} ", OriginControl, A),
        ("https://a.example \u{7}", OriginControl, A),
    ]);
}

// An environment variable with a list in the syntax of JSON or of a shell contains quotes and brackets.
#[test]
fn quotes_and_brackets_around_an_origin_are_named() {
    assert_denied(&[
        ("'https://a.example'", OriginQuoted, A),
        ("\"https://a.example\"", OriginQuoted, A),
        ("[\"https://a.example\"]", OriginQuoted, A),
        ("[\"https://a.example\"", OriginQuoted, A),
        ("\"https://a.example\"]", OriginQuoted, A),
        ("[https://a.example", OriginQuoted, A),
        ("https://a.example]", OriginQuoted, A),
        ("`https://A.example/`", OriginQuoted, A),
        ("\u{201c}https://a.example\u{201d}", OriginQuoted, A),
        ("'a.example'", OriginQuoted, A),
        ("'http://[::1]:8080'", OriginQuoted, "http://[::1]:8080"),
        ("[\"http://[::1]\"]", OriginQuoted, "http://[::1]"),
        ("'*'", OriginQuoted, EXAMPLE),
        ("[]", OriginQuoted, EXAMPLE),
        ("\"\"", OriginQuoted, EXAMPLE),
        ("'null'", NullOrigin, ""),
        (
            "[\"https://a.example\",\"https://b.example\"]",
            OriginComma,
            r#""https://a.example", "https://b.example""#,
        ),
        ("'https://a!.example'", OriginHostByte, EXAMPLE),
        ("https://a'.example", OriginHostByte, EXAMPLE),
        ("[::1]:8080", OriginNoScheme, "https://[::1]:8080"),
    ]);
}

#[test]
fn templates_and_regular_expressions_are_denied() {
    assert_denied(&[
        ("https://$HOST", OriginTemplate, EXAMPLE),
        ("https://$_HOST", OriginTemplate, EXAMPLE),
        ("https://${HOST}", OriginTemplate, EXAMPLE),
        ("https://{host}", OriginTemplate, EXAMPLE),
        ("https://<host>", OriginTemplate, EXAMPLE),
        ("https://%s", OriginTemplate, EXAMPLE),
        ("https://*.a.example:{1}", OriginTemplate, EXAMPLE),
        ("https://$1.example", OriginHostByte, EXAMPLE),
        ("^https://a.example", OriginExpression, SUBDOMAINS),
        ("https://a.example$", OriginExpression, SUBDOMAINS),
        ("https://a\\.example", OriginExpression, SUBDOMAINS),
        ("https://.*", OriginExpression, SUBDOMAINS),
        ("https://.+.example", OriginExpression, SUBDOMAINS),
        ("https://[a-z].example", OriginExpression, SUBDOMAINS),
        ("https://[0-9].example", OriginExpression, SUBDOMAINS),
        ("https://[^.].example", OriginExpression, SUBDOMAINS),
        ("https://(a|b).example", OriginExpression, SUBDOMAINS),
    ]);
}

#[test]
fn suggestion_has_the_nearest_scheme() {
    let a = "http://a.example";
    assert_denied(&[
        ("file:///a", OriginOpaque, EXAMPLE),
        ("DATA:x", OriginOpaque, EXAMPLE),
        ("blob:https://a.example", OriginOpaque, EXAMPLE),
        ("file", OriginNoScheme, "https://file"),
        ("https", OriginNoScheme, "https://https"),
        ("a.example", OriginNoScheme, A),
        ("a.example:8080", OriginNoScheme, "https://a.example:8080"),
        ("a.example/x", OriginNoScheme, A),
        ("u@a.example", OriginNoScheme, A),
        ("a!.example", OriginHostByte, EXAMPLE),
        ("*.a.example", OriginNoScheme, "https://*.a.example"),
        ("*a.example", WildcardGlued, "https://*.a.example"),
        ("a*.example", WildcardGlued, IN_A_LABEL),
        ("a-*.example.com", OriginNoScheme, "https://a-*.example.com"),
        ("*-a.example.com", OriginNoScheme, "https://*-a.example.com"),
        ("localhost", OriginNoScheme, "http://localhost"),
        ("localhost:3000", OriginNoScheme, "http://localhost:3000"),
        ("localhost/x", OriginNoScheme, "http://localhost"),
        ("127.0.0.1:80", OriginNoScheme, "http://127.0.0.1"),
        ("://a.example", OriginNoScheme, A),
        ("//a.example", OriginNoScheme, A),
        ("https;//a.example", OriginNoScheme, A),
        ("https:a.example", OriginSeparator, A),
        ("http:a.example", OriginSeparator, a),
        ("http//a.example", OriginSeparator, a),
        ("HTTPS//a.example", OriginSeparator, A),
        ("http:/a.example", OriginSeparator, a),
        ("https:\\\\a.example", OriginSeparator, A),
        ("http:://a.example", OriginSeparator, a),
        ("http/\\://a.example", OriginSeparator, a),
        ("https:///a.example", OriginSeparator, A),
        ("https://\\a.example", OriginSeparator, A),
        ("/https://a.example", OriginSeparator, A),
        ("ws:/a.example", OriginSocket, a),
        ("wss:a.example", OriginSocket, A),
        ("wss;//a.example", OriginSocket, A),
        ("WSS//a.example", OriginSocket, A),
        ("ws:8080", OriginNoScheme, "https://ws:8080"),
        ("ws/a.example", OriginNoScheme, "https://ws"),
        ("ftp:/a.example", OriginFtp, EXAMPLE),
        ("http*://a.example", WildcardScheme, A),
        ("h?tp://a.example", WildcardScheme, a),
        ("http[s]://a.example", WildcardScheme, A),
        ("HTTP://a.example", OriginSchemeCase, a),
        ("Https://a.example", OriginSchemeCase, A),
        ("WS://a.example", OriginSocket, a),
        ("wss://a.example", OriginSocket, A),
        ("ftp://a.example", OriginFtp, EXAMPLE),
        ("FTPS://a.example", OriginFtp, EXAMPLE),
        ("htp://a.example", OriginSchemeTypo, a),
        ("httpss://a.example", OriginSchemeTypo, A),
    ]);
}

#[test]
fn suggestion_omits_user_and_path() {
    assert_denied(&[
        ("https://", OriginNoHost, EXAMPLE),
        ("https:///", OriginNoHost, EXAMPLE),
        ("https://\\\\", OriginNoHost, EXAMPLE),
        ("https://?x", OriginNoHost, EXAMPLE),
        ("https://:", OriginNoHost, EXAMPLE),
        ("http://:8080", OriginNoHost, EXAMPLE),
        ("https://u@a.example", OriginUser, A),
        (
            "https://u:p@a.example:81",
            OriginUser,
            "https://a.example:81",
        ),
        ("https://a@b@a.example", OriginUser, A),
        ("https://u@a!.example", OriginHostByte, EXAMPLE),
        ("https://a.example/", OriginSlash, A),
        ("https://a.example//", OriginPath, A),
        ("https://a.example\\", OriginPath, A),
        ("https://a.example/x?y#z", OriginPath, A),
        ("https://a.example?", OriginQuery, A),
        ("https://a.example?x/", OriginQuery, A),
        ("https://a.example#", OriginFragment, A),
        ("https://a.example#x?", OriginFragment, A),
        ("https://*.example.com/", OriginSlash, SUBDOMAINS),
    ]);
}

#[test]
fn custom_origin_is_a_scheme_and_a_name() {
    let id = "chrome-extension://abcdefghijklmnopabcdefghijklmnop";
    let app = "capacitor://localhost";
    for (text, uniqueness) in [
        (id, Uniqueness::Unique),
        ("my+app-1.x://name", Uniqueness::Unique),
        (app, Uniqueness::Shared("Capacitor")),
        ("tauri://a.b-c_d", Uniqueness::Shared("Tauri")),
        ("moz-extension://x", Uniqueness::PerInstallation),
    ] {
        let Ok(ParsedOrigin::Custom(app)) = parse(text) else {
            panic!("{text}: {:?}", parse(text));
        };
        assert_eq!((&*app.text, app.uniqueness), (text, uniqueness));
    }
    assert_denied(&[
        (&id.replacen("chrome", "Chrome", 1), OriginSchemeCase, id),
        (&id[..50], ExtensionId, EXAMPLE),
        (&format!("{id}a"), ExtensionId, EXAMPLE),
        (&id.replace('p', "q"), ExtensionId, EXAMPLE),
        ("capacitor://localhost/", OriginSlash, app),
        ("capacitor://localhost/x", OriginPath, app),
        ("capacitor://localhost?x", OriginQuery, app),
        ("capacitor://localhost#x", OriginFragment, app),
        ("capacitor://Localhost", OriginHostCase, app),
        ("Capacitor://localhost", OriginSchemeCase, app),
        ("capacitor:///x", OriginNoHost, EXAMPLE),
        ("capacitor://*", WildcardApp, EXAMPLE),
        ("capacitor://a!", OriginHostByte, EXAMPLE),
        ("1a://a.example", OriginSeparator, A),
        ("a_b://a.example", OriginSeparator, A),
    ]);
}

#[test]
fn error_names_the_invalid_part() {
    for (text, other) in [
        ("https://a!.example", "!"),
        ("https://a.example\u{e4}!", ""),
        ("https://b.\u{430}a.example", "\u{430}"),
        ("https://xn--a.xn--b.example", "xn--b"),
        ("htps://a.example", "htps"),
        ("capacitor://a!", "!"),
    ] {
        assert_eq!(parse(text).expect_err(text).other, other, "{text}");
    }
}
