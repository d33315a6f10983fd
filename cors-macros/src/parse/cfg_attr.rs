//! `cfg` and `cfg_attr`: attributes under a condition, and the condition under which an item exists.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::parse::{Parse, Parser};
use syn::{Attribute, Meta};

use super::attr_role::{Role, role_by_name};
use super::comma_separated::comma_separated;
use super::meta_arguments::meta_arguments;

/// Returns `attr` if it has one of these roles, and of `cfg_attr` the attributes that have.
pub(crate) fn attr_with_roles(attr: &Attribute, roles: &[Role]) -> Option<TokenStream> {
    let meta = meta_with_roles(&attr.meta, roles)?;
    let mut attr = attr.clone();
    attr.meta = meta;
    Some(attr.into_token_stream())
}

fn meta_with_roles(meta: &Meta, roles: &[Role]) -> Option<Meta> {
    let Some((predicate, metas)) = conditional(meta) else {
        return roles
            .contains(&role_by_name(meta.path()))
            .then(|| meta.clone());
    };
    let kept: Vec<_> = metas
        .iter()
        .filter_map(|meta| meta_with_roles(meta, roles))
        .collect();
    let Meta::List(list) = meta else { return None };
    (!kept.is_empty()).then(|| {
        let mut list = list.clone();
        list.tokens = quote!(#predicate, #(#kept),*);
        Meta::List(list)
    })
}

/// Returns the predicates under which an item with these attributes exists. All must hold.
pub(crate) fn cfg_predicates(attrs: &[Attribute]) -> Vec<TokenStream> {
    attrs
        .iter()
        .flat_map(|attr| predicates_of(&attr.meta))
        .collect()
}

fn predicates_of(meta: &Meta) -> Vec<TokenStream> {
    if meta.path().is_ident("cfg") {
        return meta_arguments(meta).into_iter().collect();
    }
    let Some((condition, metas)) = conditional(meta) else {
        return Vec::new();
    };
    let predicates = metas.iter().flat_map(predicates_of);
    predicates
        .map(|predicate| quote!(any(not(#condition), #predicate)))
        .collect()
}

/// The predicate and the attributes of a `cfg_attr`.
pub(super) fn conditional(meta: &Meta) -> Option<(TokenStream, Vec<Meta>)> {
    if !meta.path().is_ident("cfg_attr") {
        return None;
    }
    let mut parts = comma_separated(meta_arguments(meta)?).into_iter();
    let predicate = parts.next()?;
    let metas = parts.map(|part| Meta::parse.parse2(part).ok());
    Some((predicate, metas.collect::<Option<_>>()?))
}

#[cfg(test)]
mod tests {
    use super::super::test_util::{compact, tokens};
    use super::*;

    #[test]
    fn predicates_of_cfg_and_cfg_attr_are_found() {
        for (source, predicates) in [
            ("#[a] #[allow(b)]", &[][..]),
            ("#[cfg(a)] #[cfg(not(b))]", &["a", "not(b)"]),
            ("#[cfg_attr(a, cfg(b), c)]", &["any(not(a),b)"]),
            (
                "#[cfg_attr(a, cfg_attr(b, cfg(c)))]",
                &["any(not(a),any(not(b),c))"],
            ),
        ] {
            let attrs = Attribute::parse_outer.parse2(tokens(source)).expect(source);
            let found = cfg_predicates(&attrs).into_iter().map(compact);
            assert_eq!(found.collect::<Vec<_>>(), predicates, "{source}");
        }
    }
}
