//! Rules about the attribute, its notation, and the handler below it.

use cors_policy::{AnnotatedItem, Context, HandlerInfo, PolicySpec, Rule, Separator, Value};

use crate::specs::{
    APP, app_with, function, list, names, on, spec, text, with_arguments, with_notation, word,
    words,
};

pub(super) fn attribute_cases() -> Vec<(Rule, PolicySpec)> {
    let methods_with_route = PolicySpec {
        context: Context::Axum,
        ..app_with("methods", list(&["PUT"]))
    };
    let key_with_policy = PolicySpec {
        context: Context::Function,
        ..spec(&[
            ("policy", Value::Path("API".to_owned())),
            ("credentials", Value::Flag),
        ])
    };
    let quoted_policy = PolicySpec {
        context: Context::Function,
        ..spec(&[("policy", text("API"))])
    };
    vec![
        (Rule::UnknownKey, spec(&[("allow_origins", list(&[APP]))])),
        (
            Rule::KeyTwice,
            app_with("origins", list(&["https://b.example.com"])),
        ),
        (
            Rule::CredentialsFalse,
            app_with("credentials", word("false")),
        ),
        (
            Rule::CredentialsValue,
            app_with("credentials", word("true")),
        ),
        (Rule::SaysNothing, spec(&[])),
        (Rule::OriginsMissing, spec(&[("credentials", Value::Flag)])),
        (
            Rule::PrivateNetwork,
            app_with("allow_private_network", Value::Flag),
        ),
        (
            Rule::UnusedAllowance,
            app_with("dangerously_allow", words(&["insecure_origins"])),
        ),
        (Rule::MethodsBehindRoute, methods_with_route),
        (
            Rule::EnforceForEverybody,
            spec(&[("origins", list(&["*"])), ("enforce", Value::Flag)]),
        ),
        (Rule::EnforceValue, app_with("enforce", word("true"))),
        (
            Rule::UnknownAllowance,
            app_with("dangerously_allow", words(&["everything"])),
        ),
        (Rule::NotAPath, quoted_policy),
        (
            Rule::NotUnderstood,
            app_with("origins: [\"https://b.example.com\"]", Value::Flag),
        ),
        (
            Rule::NotAsync,
            on(Context::Axum, function(|f| f.is_async = false)),
        ),
        (
            Rule::NoRequest,
            on(Context::Function, function(|f| f.arguments.clear())),
        ),
        (
            Rule::AllowanceForm,
            app_with("dangerously_allow", list(&["any_port"])),
        ),
        (Rule::ValueMissing, app_with("max_age", Value::Flag)),
        (
            Rule::AllowancesEmpty,
            app_with("dangerously_allow", words(&[])),
        ),
        (Rule::KeyBesidePolicy, key_with_policy),
        (Rule::VaryKey, app_with("vary", word("false"))),
        (
            Rule::StatusKey,
            app_with("preflight_status", Value::Number("200".to_owned())),
        ),
    ]
}

pub(super) fn notation_cases() -> Vec<(Rule, PolicySpec)> {
    vec![
        (Rule::NotAList, spec(&[("origins", text(APP))])),
        (Rule::ExpectedComma, with_notation(Separator::Comma)),
        (Rule::ExpectedEquals, with_notation(Separator::Equals)),
        (Rule::NotAString, spec(&[("origins", words(&["origin()"]))])),
        (
            Rule::OriginFromEnvironment,
            spec(&[("origins", words(&["env!(\"ORIGIN\")"]))]),
        ),
        (
            Rule::OriginFromConstant,
            spec(&[("origins", words(&["ORIGIN"]))]),
        ),
    ]
}

pub(super) fn signature_cases() -> Vec<(Rule, PolicySpec)> {
    let owned = |names: &[&str]| names.iter().map(|&name| name.to_owned()).collect();
    let handler = |change: &dyn Fn(&mut HandlerInfo)| on(Context::Axum, function(|f| change(f)));
    let public = PolicySpec {
        item: Some(function(|f| f.arguments = names(&["CookieJar"]))),
        ..spec(&[("origins", list(&["*"]))])
    };
    vec![
        (
            Rule::AnnotatedTwice,
            handler(&|f| f.has_duplicate_attribute = true),
        ),
        (
            Rule::NotAFunction,
            on(Context::Axum, AnnotatedItem::Other("a `struct`".to_owned())),
        ),
        (
            Rule::Qualifier,
            handler(&|f| f.qualifiers = owned(&["unsafe"])),
        ),
        (Rule::Method, handler(&|f| f.has_receiver = true)),
        (
            Rule::ForeignRoute,
            handler(&|f| f.route_attributes = owned(&["get"])),
        ),
        (
            Rule::RouteMissing,
            on(Context::Actix, function(|f| f.route_attributes.clear())),
        ),
        (Rule::WebSocket, with_arguments(&["WebSocketUpgrade"])),
        (
            Rule::OwnHeaders,
            handler(&|f| f.cors_header_uses = owned(&["access-control-allow-origin"])),
        ),
        (
            Rule::Redirects,
            handler(&|f| f.output = owned(&["Result", "Redirect", "Error"])),
        ),
        (
            Rule::JsonWithoutContentType,
            with_arguments(&["Option", "Json", "User"]),
        ),
        (
            Rule::AttributeBelow,
            handler(&|f| f.generating_attributes = owned(&["utoipa::path"])),
        ),
        (
            Rule::AuthorizationNotListed,
            with_arguments(&["TypedHeader", "Authorization", "Bearer"]),
        ),
        (
            Rule::CookiesWithoutCredentials,
            with_arguments(&["CookieJar"]),
        ),
        (Rule::CookiesFromAnybody, public),
    ]
}
