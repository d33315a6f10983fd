//! The policies that result from valid specifications.

use cors_policy::{Context, PolicySpec, Rule, ValidOrigins, Value, validate};

use crate::specs::{
    APP, app_with, function, list, names, origin, rules_of, spec, with_credentials, words,
};

#[test]
fn policy_key_alone_yields_no_policy() {
    let by_name = PolicySpec {
        context: Context::Axum,
        item: Some(function(|f| {
            f.arguments = names(&["Json", "CookieJar", "WebSocketUpgrade"]);
        })),
        ..spec(&[("policy", Value::Path("API".to_owned()))])
    };
    let validation = validate(&by_name);
    assert_eq!(validation.violations, []);
    assert_eq!(validation.policy, None);
}

#[test]
fn valid_policy_has_serialised_header_values() {
    let spec = spec(&[
        (
            "origins",
            list(&["https://b.example", "https://*.a.example:*"]),
        ),
        ("methods", list(&["PUT", "GET", "DELETE"])),
        ("headers", list(&["X-B", "content-type", "authorization"])),
        ("expose", list(&["X-Total", "ETag"])),
        ("max_age", Value::Number("600".to_owned())),
    ]);
    let policy = validate(&spec).policy.expect("a valid policy");
    assert_eq!(policy.methods, "DELETE,GET,PUT");
    assert_eq!(policy.headers, "authorization,content-type,x-b");
    assert_eq!(policy.exposed_headers, "etag,x-total");
    assert_eq!(policy.max_age, "600");
    assert!(!policy.credentials);
    let ValidOrigins::List { exact, patterns } = &policy.origins else {
        panic!("{policy:?}");
    };
    assert_eq!(exact, &["https://b.example"]);
    let [pattern] = &patterns[..] else {
        panic!("{policy:?}");
    };
    assert!(pattern.matches(b"https://x.y.a.example:8080"));
    assert!(!pattern.matches(b"https://a.example"));
}

#[test]
fn valid_policy_has_origins_and_flags() {
    let public = spec(&[("origins", list(&["*"]))]);
    let enforcing = app_with("enforce", Value::Flag);
    for (spec, allows_any_origin, enforces, credentials) in [
        (origin(APP), false, false, false),
        (public, true, false, false),
        (enforcing, false, true, false),
        (with_credentials(APP), false, false, true),
    ] {
        let policy = validate(&spec).policy.expect("a valid policy");
        assert_eq!(policy.origins == ValidOrigins::Any, allows_any_origin);
        assert_eq!(policy.enforce, enforces);
        assert_eq!(policy.credentials, credentials);
    }
}

#[test]
fn protocols_add_to_the_lists() {
    let protocol = |name: &str| app_with("protocols", words(&[name]));
    for (spec, headers, expose, methods) in [
        (
            protocol("grpc_web"),
            "content-type,grpc-timeout,x-grpc-web,x-user-agent",
            "grpc-message,grpc-status,grpc-status-details-bin",
            "",
        ),
        (
            protocol("connect"),
            "connect-protocol-version,connect-timeout-ms,content-type,x-user-agent",
            "",
            "",
        ),
        (
            protocol("mcp"),
            "content-type,last-event-id,mcp-method,mcp-name,mcp-protocol-version,mcp-session-id",
            "mcp-session-id",
            "DELETE,GET,POST",
        ),
        (
            protocol("tus"),
            "content-type,tus-resumable,upload-checksum,upload-concat,upload-defer-length,\
             upload-length,upload-metadata,upload-offset",
            "location,tus-checksum-algorithm,tus-extension,tus-max-size,tus-resumable,tus-version,\
             upload-concat,upload-defer-length,upload-expires,upload-length,upload-metadata,\
             upload-offset",
            "DELETE,HEAD,PATCH,POST",
        ),
        // Two protocols, with lists.
        (
            app_with("protocols", words(&["grpc_web", "connect"]))
                .with("headers", list(&["Authorization"]))
                .with("expose", list(&["X-Total"]))
                .with("methods", list(&["PUT"])),
            "authorization,connect-protocol-version,connect-timeout-ms,content-type,grpc-timeout,\
             x-grpc-web,x-user-agent",
            "grpc-message,grpc-status,grpc-status-details-bin,x-total",
            "GET,POST,PUT",
        ),
        // `*` already covers every protocol, and an entry next to it is not a repetition.
        (
            protocol("mcp")
                .with("headers", list(&["*", "authorization"]))
                .with("expose", list(&["*"]))
                .with("methods", list(&["*"])),
            "*,authorization",
            "*",
            "*",
        ),
    ] {
        assert_eq!(rules_of(&spec), [], "{:?}", spec.entries);
        let policy = validate(&spec).policy.expect("a valid policy");
        assert_eq!(policy.headers, headers);
        assert_eq!(policy.exposed_headers, expose);
        assert_eq!(policy.methods, methods);
    }
}

/// The methods of a handler with a route come from the route.
#[test]
fn protocols_add_no_methods_to_a_route() {
    let handler = function(|f| f.arguments = names(&["Json"]));
    let routed = PolicySpec {
        context: Context::Axum,
        item: Some(handler),
        ..app_with("protocols", words(&["tus"]))
    };
    assert_eq!(rules_of(&routed), []);
    let policy = validate(&routed).policy.expect("a valid policy");
    assert_eq!(policy.methods, "");
    assert!(policy.headers.contains("upload-offset"));
}

/// A repetition is not a duplicate: an update of the table must not break a policy.
#[test]
fn repeated_entry_of_a_protocol_is_a_warning_and_sent_once() {
    let spec = app_with("headers", list(&["Content-Type"])).with("protocols", words(&["connect"]));
    let validation = validate(&spec);
    assert_eq!(rules_of(&spec), [Rule::HeaderOfProtocol]);
    let message = validation.violations[0].message();
    let expected = "`protocols = [connect]` already allows header `Content-Type` [E21]";
    assert_eq!(message, expected);
    let policy = validation.policy.expect("a valid policy");
    assert_eq!(policy.headers.matches("content-type").count(), 1);
}

#[test]
fn safelisted_methods_are_not_serialised() {
    let policy = validate(&app_with("methods", list(&["GET", "POST", "HEAD"]))).policy;
    assert_eq!(policy.expect("a valid policy").methods, "");
}

#[test]
fn authorization_may_be_listed_with_any_header() {
    let policy = validate(&app_with("headers", list(&["*", "Authorization"]))).policy;
    assert_eq!(policy.expect("a valid policy").headers, "*,authorization");
}
