//! The attributes that decide whether, and from which file, an item is compiled.

use proc_macro2::TokenStream;
use syn::{Attribute, Expr, Item, Lit, Meta};

use super::tokens;

/// Returns the attributes of an item of any kind.
pub(super) fn attributes_of(item: &Item) -> &[Attribute] {
    match item {
        Item::Const(item) => &item.attrs,
        Item::Enum(item) => &item.attrs,
        Item::ExternCrate(item) => &item.attrs,
        Item::Fn(item) => &item.attrs,
        Item::ForeignMod(item) => &item.attrs,
        Item::Impl(item) => &item.attrs,
        Item::Macro(item) => &item.attrs,
        Item::Mod(item) => &item.attrs,
        Item::Static(item) => &item.attrs,
        Item::Struct(item) => &item.attrs,
        Item::Trait(item) => &item.attrs,
        Item::TraitAlias(item) => &item.attrs,
        Item::Type(item) => &item.attrs,
        Item::Union(item) => &item.attrs,
        Item::Use(item) => &item.attrs,
        _ => &[],
    }
}

/// Returns whether an item is compiled for the crate's own tests only.
pub(super) fn is_test_only(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| match &attribute.meta {
        Meta::List(list) if list.path.is_ident("cfg") => implies_test(&list.tokens),
        _ => false,
    })
}

/// Returns whether a `cfg` condition holds in tests only: `test`, or `all(…)` with such a part.
fn implies_test(condition: &TokenStream) -> bool {
    let Ok(condition) = syn::parse2::<Meta>(condition.clone()) else {
        return false;
    };
    match &condition {
        Meta::Path(path) => path.is_ident("test"),
        Meta::List(list) if list.path.is_ident("all") => tokens::split_at_commas(&list.tokens)
            .iter()
            .any(implies_test),
        _ => false,
    }
}

/// Returns the file that `#[path = "…"]` names.
pub(super) fn path_attribute(attributes: &[Attribute]) -> Option<String> {
    attributes
        .iter()
        .find_map(|attribute| match &attribute.meta {
            Meta::NameValue(pair) if pair.path.is_ident("path") => match &pair.value {
                Expr::Lit(literal) => match &literal.lit {
                    Lit::Str(text) => Some(text.value()),
                    _ => None,
                },
                _ => None,
            },
            _ => None,
        })
}
