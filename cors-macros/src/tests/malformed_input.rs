//! Input that is not what the macros expect.

use proc_macro2::TokenStream;
use quote::quote;

use super::ui_messages::messages;
use crate::expand;

#[test]
fn no_input_panics() {
    let all_args = [
        "",
        ",",
        ",,origins",
        "origins =",
        "origins = = []",
        "= [\"a\"]",
        "origins => []",
        "origins = [",
        "origins = [[[]]]",
        "origins = [\"a\" \"b\", 'c', b\"d\", c\"e\", -1, 1.5, r#type]",
        "credentials()",
        "credentials =",
        "max_age = 999999999999999999999999999999",
        "max_age = --1",
        "crate = 7, policy = fn",
        "policy = ::a::b, crate = r#crate",
        "\u{e9} = \"\u{202e}\", \"only\", {}, ()",
    ];
    let items = [
        "",
        "fn",
        "fn f",
        "fn f()",
        "fn f() {}",
        "fn f(a) {}",
        "fn f(self) -> {}",
        "async fn f(Path(a): Path<A<B, C>>, ..) {}",
        "async fn f(a: u8, ...) {}",
        "const unsafe extern \"C\" fn f(x: fn(u8) -> u8) {}",
        "impl X { fn f(&self) {} }",
        "#[get] #[route()] #[put(r\"/\", guard = \"(\", method)] async fn f() {}",
        "#[cors] #[a::cors(x)] fn f(#[b] c: d::<E>) -> impl F + 'static where G: H {}",
        "#[cfg_attr] #[cfg_attr(x)] #[cfg_attr(,)] #[cfg] fn f(#[cfg] a: u8, #[cfg()] b: u8) {}",
        "#[a = ] fn f() {}",
        "#",
        "#[]",
        "macro_rules! m { () => {} }",
        "x y z",
    ];
    for args in all_args {
        // An unbalanced bracket never reaches a macro.
        let Ok(args) = args.parse::<TokenStream>() else {
            continue;
        };
        for item in items {
            let item: TokenStream = item.parse().expect("tokens");
            let _ = expand::function::expand(args.clone(), item.clone());
            let _ = expand::axum::expand(args.clone(), item.clone());
            let _ = expand::actix::expand(args.clone(), item.clone());
            let _ = expand::rocket::expand(args.clone(), item.clone());
            let _ = expand::poem::expand(args.clone(), item.clone());
            let _ = expand::rocket::expand_routed(args.clone(), &item);
        }
        let _ = expand::policy::expand(args.clone());
    }
}

/// A value that is not a path would cause errors of its own in an expansion.
#[test]
fn only_paths_become_part_of_an_expansion() {
    for value in [
        "a :: b r",
        "\"cors\"",
        "fn",
        "a::struct",
        "a + b",
        "3",
        "[a]",
        "a::B<C>",
    ] {
        for key in ["crate", "policy", "origins_from"] {
            let args = || -> TokenStream { format!("{key} = {value}").parse().expect("tokens") };
            let item = || -> TokenStream { "async fn f(r: Request) {}".parse().expect("tokens") };
            for expand in [expand::function::expand, expand::axum::expand] {
                let expansion = expand(args(), item());
                let parsed = syn::parse2::<syn::File>(expansion.clone());
                assert!(parsed.is_ok(), "{key} = {value}: {expansion}");
                let text = expansion.to_string();
                assert!(text.contains("A27"), "{key} = {value}: {text}");
            }
        }
    }
}

#[test]
fn flags_without_their_value_are_errors() {
    for (args, count) in [
        (
            quote!(credentials =, origins = ["https://app.example.com"]),
            1,
        ),
        (quote!(origins = ["https://app.example.com"], enforce =), 1),
        (
            quote!(origins = ["https://app.example.com"], enforce =, credentials =),
            2,
        ),
    ] {
        let item = quote!(
            async fn f() {}
        );
        let messages = messages(expand::axum::expand(args, item));
        assert_eq!(messages.len(), count, "{messages:?}");
        for message in messages {
            assert!(message.contains("[A28]"), "{message}");
        }
    }
}
