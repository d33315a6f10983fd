//! The other attributes of an item and of its arguments, as far as somebody asks: their path, their
//! place, and what stands in their parentheses.

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use quote::ToTokens;

use crate::grammar::Place;
use crate::tokens::Walker;

/// An attribute of the item or of an argument.
pub(crate) struct Attribute {
    pound: TokenTree,
    group: Group,
    /// The names of its path.
    path: Vec<String>,
}

impl Attribute {
    /// Reads the attributes that stand here.
    pub(crate) fn read_all(walker: &mut Walker) -> Vec<Self> {
        let mut attributes = Vec::new();
        while walker.is_punct('#') {
            let (Some(pound), Some(group)) = (walker.next(), walker.group(Delimiter::Bracket))
            else {
                break;
            };
            let path = path_of(group.stream());
            attributes.push(Self { pound, group, path });
        }
        attributes
    }

    /// Whether it is `#[name]`, and not `#[other::name]`.
    pub(crate) fn is(&self, names: &[&str]) -> bool {
        matches!(&self.path[..], [name] if names.contains(&name.as_str()))
    }

    /// The last name of its path.
    pub(crate) fn name(&self) -> &str {
        self.path.last().map_or("", String::as_str)
    }

    /// What stands in its parentheses.
    pub(crate) fn arguments(&self) -> Option<TokenStream> {
        let last = self.group.stream().into_iter().last()?;
        match last {
            TokenTree::Group(group) if group.delimiter() == Delimiter::Parenthesis => {
                Some(group.stream())
            }
            _ => None,
        }
    }

    /// The attribute with `arguments` in its parentheses, which it has.
    pub(crate) fn with_arguments(&self, arguments: TokenStream) -> TokenStream {
        let mut inside: Vec<TokenTree> = self.group.stream().into_iter().collect();
        if let Some(TokenTree::Group(last)) = inside.last_mut() {
            let mut group = Group::new(Delimiter::Parenthesis, arguments);
            group.set_span(last.span());
            *last = group;
        }
        let mut group = Group::new(Delimiter::Bracket, inside.into_iter().collect());
        group.set_span(self.group.span());
        [self.pound.clone(), TokenTree::Group(group)]
            .into_iter()
            .collect()
    }

    pub(crate) fn place(&self) -> Place {
        Place {
            start: self.pound.span(),
            end: self.group.span_close(),
        }
    }
}

/// The names with `::` between them that tokens begin with.
fn path_of(tokens: TokenStream) -> Vec<String> {
    let mut path = Vec::new();
    for token in tokens {
        match token {
            TokenTree::Ident(name) => path.push(name.to_string()),
            TokenTree::Punct(punct) if punct.as_char() == ':' => {}
            // What a `macro_rules!` fragment such as `$attribute:meta` arrives in.
            TokenTree::Group(group) if group.delimiter() == Delimiter::None => {
                return path_of(group.stream());
            }
            _ => break,
        }
    }
    path
}

impl ToTokens for Attribute {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        tokens.extend([self.pound.clone(), TokenTree::Group(self.group.clone())]);
    }
}

#[cfg(test)]
mod tests {
    use quote::quote;

    use super::*;

    fn read(tokens: TokenStream) -> Vec<Attribute> {
        Attribute::read_all(&mut Walker::new(tokens))
    }

    #[test]
    fn attributes_have_a_path_and_perhaps_arguments() {
        for (written, path, arguments) in [
            ("#[a]", &["a"][..], None),
            ("#[a::b]", &["a", "b"], None),
            ("#[a(b, c)]", &["a"], Some("b,c")),
            ("#[::a::b()]", &["a", "b"], Some("")),
            ("#[a = b]", &["a"], None),
            ("#[a[b]]", &["a"], None),
            ("#[]", &[], None),
        ] {
            let attributes = read(written.parse().expect(written));
            let [attribute] = &attributes[..] else {
                panic!("{written}");
            };
            let found = attribute.arguments();
            let found = found.map(|tokens| tokens.to_string().replace(' ', ""));
            assert_eq!(attribute.path, path, "{written}");
            assert_eq!(found.as_deref(), arguments, "{written}");
            assert_eq!(attribute.name(), *path.last().unwrap_or(&""), "{written}");
            assert_eq!(attribute.is(&["b", "a"]), path == ["a"], "{written}");
            let again = quote!(#attribute).to_string();
            assert_eq!(again.replace(' ', ""), written.replace(' ', ""));
        }
        let passed_on = TokenTree::Group(Group::new(Delimiter::None, quote!(a::b(c))));
        assert_eq!(read(quote!(#[#passed_on]))[0].path, ["a", "b"]);
    }

    #[test]
    fn attributes_are_read_up_to_the_item() {
        for (written, count) in [
            ("fn f() {}", 0),
            ("#[a] #[b(c)] fn f() {}", 2),
            ("#[a] # fn f() {}", 1),
            ("#[a] #(b) #[c]", 1),
        ] {
            assert_eq!(
                read(written.parse().expect(written)).len(),
                count,
                "{written}"
            );
        }
    }

    #[test]
    fn arguments_are_put_in_the_place_of_others() {
        let attribute = &read(quote!(#[a::b(c)]))[0];
        let changed = attribute.with_arguments(quote!(d, e));
        assert_eq!(changed.to_string(), quote!(#[a::b(d, e)]).to_string());
    }
}
