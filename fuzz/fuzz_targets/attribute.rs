//! Expands arbitrary tokens as an attribute and its item, for every integration. Nothing panics, the expansion
//! of a function can be parsed, and it contains the body of the function.
//!
//! An empty line separates the attribute from the item.
#![no_main]
#![allow(dead_code)]

use libfuzzer_sys::fuzz_target;
use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

#[path = "../../cors-macros/src/diagnostics.rs"]
mod diagnostics;
#[path = "../../cors-macros/src/expand/mod.rs"]
mod expand;
#[path = "../../cors-macros/src/parse/mod.rs"]
mod parse;
#[path = "../../cors-macros/src/tokens.rs"]
mod tokens;
#[path = "../../cors-macros/src/validate.rs"]
mod validate;

type Integration = fn(TokenStream, TokenStream) -> TokenStream;

const INTEGRATIONS: [Integration; 5] = [
    expand::function::expand,
    expand::axum::expand,
    expand::actix::expand,
    expand::rocket::expand,
    expand::poem::expand,
];

fuzz_target!(|text: &str| {
    let (attribute, item) = text.split_once("\n\n").unwrap_or((text, "fn f() {}"));
    let (Ok(attribute), Ok(item)) = (attribute.parse(), item.parse()) else {
        return;
    };
    let attribute: TokenStream = attribute;
    let item: TokenStream = item;
    let function = syn::parse2::<syn::ItemFn>(item.clone());
    let body = function.map(|function| function.block.to_token_stream().to_string());
    for expand in INTEGRATIONS {
        let expansion = expand(attribute.clone(), item.clone());
        if let Ok(body) = &body {
            let text = expansion.to_string();
            assert!(text.contains(body.as_str()), "the body is missing: {text}");
            let parsed = syn::parse2::<syn::File>(expansion);
            assert!(parsed.is_ok(), "{:?} in {text}", parsed.err());
        }
    }
    let policy = expand::policy::expand(quote!([cors] #attribute));
    let parsed = syn::parse2::<syn::Expr>(policy.clone());
    assert!(parsed.is_ok(), "{:?} in {policy}", parsed.err());
});
