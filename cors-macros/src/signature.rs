//! What the judge asks of a handler beyond its shape: the names in its types, other frameworks'
//! attributes, and our headers in its body.

use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens;
use syn::{Attribute, Meta};

use crate::grammar::Place;

/// The names in a type, the outermost first, and of a path only the last.
pub(crate) fn names_in(ty: &impl ToTokens) -> Vec<String> {
    let mut names = Vec::new();
    collect_names(ty.to_token_stream(), &mut names);
    names
}

fn collect_names(tokens: TokenStream, names: &mut Vec<String>) {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    for (at, token) in tokens.iter().enumerate() {
        match token {
            TokenTree::Group(group) => collect_names(group.stream(), names),
            TokenTree::Ident(name) => {
                let is_punct = |at: usize| matches!(tokens.get(at), Some(TokenTree::Punct(p)) if p.as_char() == ':');
                let goes_on = is_punct(at + 1)
                    && is_punct(at + 2)
                    && matches!(tokens.get(at + 3), Some(TokenTree::Ident(_)));
                if !goes_on {
                    names.push(name.to_string());
                }
            }
            _ => {}
        }
    }
}

/// Where tokens stand, from the first to the last.
pub(crate) fn place_of(tokens: &impl ToTokens) -> Option<Place> {
    let tokens: Vec<TokenTree> = tokens.to_token_stream().into_iter().collect();
    Some(Place {
        start: tokens.first()?.span(),
        end: tokens.last()?.span(),
    })
}

/// `#[get("/users")]` and the like: an attribute that makes a route of the function by itself.
pub(crate) fn route_of(attribute: &Attribute) -> Option<(String, Place)> {
    const ROUTES: [&str; 9] = [
        "get", "post", "put", "delete", "patch", "head", "options", "trace", "route",
    ];
    let name = attribute.path().segments.last()?.ident.to_string();
    let Meta::List(list) = &attribute.meta else {
        return None;
    };
    let first = list.tokens.clone().into_iter().next()?;
    let takes_a_path =
        matches!(&first, TokenTree::Literal(text) if text.to_string().starts_with('"'));
    (ROUTES.contains(&name.as_str()) && takes_a_path)
        .then(|| Some((name, place_of(attribute)?)))
        .flatten()
}

/// Our headers in a body: as a text, or as a constant of the crate `http`.
pub(crate) fn mentions_in(body: TokenStream) -> Vec<(String, Place)> {
    let mut mentions = Vec::new();
    collect_mentions(body, &mut mentions);
    mentions
}

fn collect_mentions(tokens: TokenStream, mentions: &mut Vec<(String, Place)>) {
    const OURS: [&str; 3] = [
        "access-control-allow-",
        "access-control-expose-headers",
        "access-control-max-age",
    ];
    for token in tokens {
        let text = match &token {
            TokenTree::Group(group) => {
                collect_mentions(group.stream(), mentions);
                continue;
            }
            TokenTree::Literal(literal) => literal.to_string(),
            TokenTree::Ident(name) => name.to_string(),
            TokenTree::Punct(_) => continue,
        };
        let name = text
            .trim_matches('"')
            .to_ascii_lowercase()
            .replace('_', "-");
        if OURS.iter().any(|ours| name.starts_with(ours)) {
            let said = text.trim_matches('"').to_owned();
            mentions.push((said, Place::at(token.span())));
        }
    }
}
