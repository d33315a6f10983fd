//! What the judge asks of a handler beyond its shape: the names in its types, other frameworks'
//! attributes, and in its body the calls that open a WebSocket and our headers.

use proc_macro2::{Delimiter, TokenStream, TokenTree};

use crate::attribute::Attribute;
use crate::grammar::Place;
use crate::literal::text_of;

/// The names in a type, the outermost first, and of a path only the last.
pub(crate) fn names_in(ty: &[TokenTree]) -> Vec<String> {
    let mut names = Vec::new();
    collect_names(ty, &mut names);
    names
}

fn collect_names(tokens: &[TokenTree], names: &mut Vec<String>) {
    for (at, token) in tokens.iter().enumerate() {
        match token {
            TokenTree::Group(group) => {
                let inside: Vec<TokenTree> = group.stream().into_iter().collect();
                collect_names(&inside, names);
            }
            TokenTree::Ident(name) if !goes_on(&tokens[at + 1..]) => names.push(name.to_string()),
            _ => {}
        }
    }
}

/// Whether a path has another name behind this one.
fn goes_on(rest: &[TokenTree]) -> bool {
    match rest {
        [
            TokenTree::Punct(one),
            TokenTree::Punct(two),
            TokenTree::Ident(_),
            ..,
        ] => one.as_char() == ':' && two.as_char() == ':',
        _ => false,
    }
}

/// `#[get("/users")]` and the like: an attribute that makes a route of the function by itself.
pub(crate) fn route_of(attribute: &Attribute) -> Option<(String, Place)> {
    const ROUTES: [&str; 11] = [
        "get", "post", "put", "delete", "patch", "head", "options", "trace", "connect", "query",
        "route",
    ];
    let name = attribute.name();
    if !ROUTES.contains(&name) {
        return None;
    }
    let mut first = attribute.arguments()?.into_iter().next()?;
    // What `$path:literal` arrives in.
    if let TokenTree::Group(group) = &first {
        if group.delimiter() == Delimiter::None {
            first = group.stream().into_iter().next()?;
        }
    }
    match first {
        TokenTree::Literal(path) if text_of(&path.to_string()).is_some() => {}
        // Rocket's own: `#[route(GET, uri = "/users")]`.
        TokenTree::Ident(_) if name == "route" => {}
        _ => return None,
    }
    Some((name.to_owned(), attribute.place()))
}

/// The calls that open a WebSocket where no argument says so: those of actix-web's companions.
pub(crate) fn web_sockets_in(body: TokenStream) -> Vec<(String, Place)> {
    let mut calls = Vec::new();
    collect_web_sockets(body, &mut calls);
    calls
}

fn collect_web_sockets(tokens: TokenStream, calls: &mut Vec<(String, Place)>) {
    const CALLS: [[&str; 2]; 3] = [
        ["actix_ws", "handle"],
        ["actix_ws", "handle_with_protocols"],
        ["ws", "WsResponseBuilder"],
    ];
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    for (at, token) in tokens.iter().enumerate() {
        let name = match token {
            TokenTree::Group(group) => {
                collect_web_sockets(group.stream(), calls);
                continue;
            }
            TokenTree::Ident(name) if goes_on(&tokens[at + 1..]) => name,
            _ => continue,
        };
        let called = &tokens[at + 3];
        for [module, function] in CALLS {
            if name == module && called.to_string() == function {
                let place = Place {
                    start: name.span(),
                    end: called.span(),
                };
                calls.push((format!("{module}::{function}"), place));
            }
        }
    }
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
        let said = text.trim_matches('"');
        let name = said.to_ascii_lowercase().replace('_', "-");
        for ours in OURS {
            if name.starts_with(ours) {
                mentions.push((said.to_owned(), Place::at(token.span())));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proc_macro2::Group;
    use quote::quote;

    use super::*;
    use crate::tokens::Walker;

    fn tokens(text: &str) -> TokenStream {
        text.parse().expect(text)
    }

    fn without_places(found: Vec<(String, Place)>) -> Vec<String> {
        found.into_iter().map(|(text, _)| text).collect()
    }

    #[test]
    fn the_names_of_a_type_are_the_last_of_each_path() {
        for (ty, names) in [
            ("Json", &["Json"][..]),
            ("a::b::Json<c::User>", &["Json", "User"]),
            (
                "Option<TypedHeader<Authorization<Bearer>>>",
                &["Option", "TypedHeader", "Authorization", "Bearer"],
            ),
            ("(State<A>, [b::C; 3])", &["State", "A", "C"]),
            ("impl A<B: 'static>", &["impl", "A", "B", "static"]),
            ("a ; : b", &["a", "b"]),
            ("()", &[]),
        ] {
            let tokens: Vec<TokenTree> = tokens(ty).into_iter().collect();
            assert_eq!(names_in(&tokens), names, "{ty}");
        }
    }

    #[test]
    fn a_route_is_known_by_its_path_or_as_rockets_own() {
        let route = |attribute: TokenStream| {
            let attributes = Attribute::read_all(&mut Walker::new(attribute));
            route_of(attributes.first().expect("an attribute")).map(|(name, _)| name)
        };
        for (attribute, name) in [
            ("#[get(\"/\")]", Some("get")),
            ("#[rocket::post(\"/a\", data = \"<b>\")]", Some("post")),
            ("#[route(GET, uri = \"/\")]", Some("route")),
            ("#[route(\"/\", method = \"GET\")]", Some("route")),
            ("#[get(GET)]", None),
            ("#[get((\"/\"))]", None),
            ("#[get(b\"/\")]", None),
            ("#[get()]", None),
            ("#[get]", None),
            ("#[routes(\"/\")]", None),
        ] {
            assert_eq!(route(tokens(attribute)).as_deref(), name, "{attribute}");
        }
        let passed_on = TokenTree::Group(Group::new(Delimiter::None, quote!("/")));
        assert!(route(quote!(#[get(#passed_on)])).is_some());
    }

    #[test]
    fn calls_that_open_a_web_socket_are_found_however_deep() {
        for (body, calls) in [
            (
                "actix_ws::handle(&request, body)",
                &["actix_ws::handle"][..],
            ),
            (
                "let a = { b(::actix_ws::handle_with_protocols(c)) }; ws::WsResponseBuilder::new()",
                &["actix_ws::handle_with_protocols", "ws::WsResponseBuilder"],
            ),
            (
                "actix_ws::other(a); other::handle(b); a.handle(actix_ws)",
                &[],
            ),
            ("ws::handle()", &[]),
        ] {
            assert_eq!(
                without_places(web_sockets_in(tokens(body))),
                calls,
                "{body}"
            );
        }
    }

    #[test]
    fn our_headers_are_found_as_texts_and_as_constants() {
        for (body, mentions) in [
            (
                "a.insert(\"Access-Control-Allow-Origin\", \"*\")",
                &["Access-Control-Allow-Origin"][..],
            ),
            (
                "{ header::ACCESS_CONTROL_MAX_AGE; [b(\"access-control-expose-headers\")] }",
                &["ACCESS_CONTROL_MAX_AGE", "access-control-expose-headers"],
            ),
            (
                "\"access-control-request-method\"; \"x-access-control-allow-origin\"; 7",
                &[],
            ),
        ] {
            assert_eq!(
                without_places(mentions_in(tokens(body))),
                mentions,
                "{body}"
            );
        }
    }
}
