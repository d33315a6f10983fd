//! Names in token streams that are not parsed: arguments and bodies of macros.

use proc_macro2::{Delimiter, Ident, TokenStream, TokenTree};

/// An item that a token stream defines.
#[derive(Clone)]
pub(super) struct Definition {
    /// The keyword before the name, such as `struct`.
    pub(super) keyword: String,
    pub(super) name: String,
}

/// A path in a token stream.
pub(super) struct TokenPath {
    pub(super) segments: Vec<String>,
    /// Whether a `!` follows.
    pub(super) is_macro: bool,
}

const DEFINING: [&str; 8] = [
    "const", "enum", "fn", "static", "struct", "trait", "type", "union",
];

/// Returns the definitions at the top level of a macro's arguments.
pub(super) fn definitions_in(tokens: &TokenStream) -> Vec<Definition> {
    let mut definitions = Vec::new();
    collect_definitions(tokens, &mut definitions);
    definitions
}

/// Returns the definitions at the top level of the arms of `macro_rules!`.
pub(super) fn definitions_in_macro_rules(tokens: &TokenStream) -> Vec<Definition> {
    let mut definitions = Vec::new();
    let trees: Vec<TokenTree> = tokens.clone().into_iter().collect();
    for (position, tree) in trees.iter().enumerate() {
        let follows_arrow = position > 0 && is_punct(trees.get(position - 1), '>');
        if let (TokenTree::Group(body), true) = (tree, follows_arrow) {
            collect_definitions(&body.stream(), &mut definitions);
        }
    }
    definitions
}

fn collect_definitions(tokens: &TokenStream, definitions: &mut Vec<Definition>) {
    let trees: Vec<TokenTree> = tokens.clone().into_iter().collect();
    for (position, tree) in trees.iter().enumerate() {
        match (tree, trees.get(position + 1)) {
            (TokenTree::Ident(keyword), Some(TokenTree::Ident(name))) => {
                let keyword = keyword.to_string();
                if DEFINING.contains(&keyword.as_str()) {
                    definitions.push(Definition {
                        keyword,
                        name: name_of(name),
                    });
                }
            }
            // A repetition, `$(…)*`, is at the same level.
            (TokenTree::Group(group), _)
                if group.delimiter() == Delimiter::Parenthesis
                    && position > 0
                    && is_punct(trees.get(position - 1), '$') =>
            {
                collect_definitions(&group.stream(), definitions);
            }
            _ => {}
        }
    }
}

/// Returns everything in a token stream that may be a path to an item, at any depth. Fields, methods,
/// lifetimes, names of arguments, metavariables and defined names are left out.
pub(super) fn paths_in(tokens: &TokenStream) -> Vec<TokenPath> {
    let mut paths = Vec::new();
    collect_paths(tokens, &mut paths);
    paths
}

fn collect_paths(tokens: &TokenStream, paths: &mut Vec<TokenPath>) {
    let trees: Vec<TokenTree> = tokens.clone().into_iter().collect();
    let mut position = 0;
    while position < trees.len() {
        let start = position;
        position += 1;
        let first = match &trees[start] {
            TokenTree::Group(group) => {
                collect_paths(&group.stream(), paths);
                continue;
            }
            TokenTree::Ident(ident) => name_of(ident),
            _ => continue,
        };
        let mut segments = vec![first];
        while is_punct(trees.get(position), ':') && is_punct(trees.get(position + 1), ':') {
            let Some(TokenTree::Ident(ident)) = trees.get(position + 2) else {
                break;
            };
            segments.push(name_of(ident));
            position += 3;
        }
        let next = trees.get(position);
        let second_next = trees.get(position + 1);
        let is_label = segments.len() == 1 && is_label(next, second_next);
        if may_begin_path(&trees[..start], &segments[0]) && !is_label {
            let is_macro = is_punct(next, '!') && !is_punct(second_next, '=');
            paths.push(TokenPath { segments, is_macro });
        }
    }
}

/// Returns whether a name before the given tokens names an argument or a field, as in `name = …` and
/// `name: …`.
fn is_label(next: Option<&TokenTree>, second_next: Option<&TokenTree>) -> bool {
    let is_colon = is_punct(next, ':') && !is_punct(second_next, ':');
    let is_equals = is_punct(next, '=') && !"=>".chars().any(|char| is_punct(second_next, char));
    is_colon || is_equals
}

/// Returns whether a name after the given tokens can be the first segment of a path of this crate.
fn may_begin_path(before: &[TokenTree], name: &str) -> bool {
    let last = before.last();
    let second_last = before
        .len()
        .checked_sub(2)
        .and_then(|position| before.get(position));
    match last {
        Some(TokenTree::Punct(punct)) => match punct.as_char() {
            // `..name` is a range or the base of a struct.
            '.' => is_punct(second_last, '.'),
            '\'' => false,
            '$' => name == "crate",
            ':' => !is_punct(second_last, ':'),
            _ => true,
        },
        Some(TokenTree::Ident(keyword)) => {
            let keyword = keyword.to_string();
            !DEFINING.contains(&keyword.as_str()) && keyword != "let" && keyword != "mod"
        }
        _ => true,
    }
}

/// Splits tokens at their top-level commas.
pub(super) fn split_at_commas(tokens: &TokenStream) -> Vec<TokenStream> {
    let trees: Vec<TokenTree> = tokens.clone().into_iter().collect();
    let parts = trees.split(|tree| is_punct(Some(tree), ','));
    parts.map(|part| part.iter().cloned().collect()).collect()
}

fn is_punct(tree: Option<&TokenTree>, char: char) -> bool {
    matches!(tree, Some(TokenTree::Punct(punct)) if punct.as_char() == char)
}

/// Returns an identifier without `r#`.
pub(super) fn name_of(ident: &Ident) -> String {
    let name = ident.to_string();
    name.strip_prefix("r#").map_or(name.clone(), str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_told_from_other_names() {
        let tokens = "a.field, b::C::new(d), e: F, g = 1, 'h, $i, $crate::j::K, fn l() {}, m!(n), ..o, ::p::q";
        let paths = paths_in(&tokens.parse().unwrap());
        let found: Vec<String> = paths
            .iter()
            .map(|path| path.segments.join("::") + if path.is_macro { "!" } else { "" })
            .collect();
        assert_eq!(
            found,
            [
                "a",
                "b::C::new",
                "d",
                "F",
                "crate::j::K",
                "fn",
                "m!",
                "n",
                "o"
            ]
        );
    }

    #[test]
    fn definitions_are_those_of_the_top_level() {
        let names = |definitions: Vec<Definition>| {
            definitions
                .into_iter()
                .map(|definition| definition.name)
                .collect::<Vec<_>>()
        };
        let arguments = "pub struct A { field: B } impl A { fn method() {} } const C: u8 = 1;";
        assert_eq!(
            names(definitions_in(&arguments.parse().unwrap())),
            ["A", "C"]
        );
        let macro_rules = "($(fn $x:ident)*) => { pub enum D { $($x),* } $( struct E; )* impl D { fn f() {} } }; (x) => {}";
        assert_eq!(
            names(definitions_in_macro_rules(&macro_rules.parse().unwrap())),
            ["D", "E"]
        );
    }
}
