//! Facts about the types and the body of a handler that validation needs.
//!
//! They are read off tokens: types are known by their names only, and the body is not parsed.

use proc_macro2::{TokenStream, TokenTree};

use super::SpanRange;

/// The identifiers in a type, the outermost first. Of a path, only the last segment.
pub(crate) fn type_idents(ty: TokenStream) -> Vec<String> {
    let mut idents = Vec::new();
    collect_type_idents(ty, &mut idents);
    idents
}

fn collect_type_idents(tokens: TokenStream, idents: &mut Vec<String>) {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    for (index, token) in tokens.iter().enumerate() {
        match token {
            TokenTree::Group(group) => collect_type_idents(group.stream(), idents),
            TokenTree::Ident(ident) if next_segment(&tokens[index + 1..]).is_none() => {
                idents.push(ident.to_string());
            }
            _ => {}
        }
    }
}

/// The next segment of a path that continues with `rest`.
fn next_segment(rest: &[TokenTree]) -> Option<&TokenTree> {
    match rest {
        [
            TokenTree::Punct(first),
            TokenTree::Punct(second),
            segment @ TokenTree::Ident(_),
            ..,
        ] => (first.as_char() == ':' && second.as_char() == ':').then_some(segment),
        _ => None,
    }
}

/// The calls in a body that open a WebSocket where no argument does: those of actix-web's companions.
pub(super) fn websocket_calls(body: TokenStream) -> Vec<(String, SpanRange)> {
    let mut calls = Vec::new();
    collect_websocket_calls(body, &mut calls);
    calls
}

fn collect_websocket_calls(tokens: TokenStream, calls: &mut Vec<(String, SpanRange)>) {
    const CALLS: [[&str; 2]; 3] = [
        ["actix_ws", "handle"],
        ["actix_ws", "handle_with_protocols"],
        ["ws", "WsResponseBuilder"],
    ];
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    for (index, token) in tokens.iter().enumerate() {
        let module = match token {
            TokenTree::Group(group) => {
                collect_websocket_calls(group.stream(), calls);
                continue;
            }
            TokenTree::Ident(module) => module,
            _ => continue,
        };
        let Some(function) = next_segment(&tokens[index + 1..]) else {
            continue;
        };
        let path = [module.to_string(), function.to_string()];
        if CALLS.iter().any(|call| path == *call) {
            let range = SpanRange {
                start: module.span(),
                end: function.span(),
            };
            calls.push((path.join("::"), range));
        }
    }
}

/// The `Access-Control-*` response headers in a body, as string literals or as constants of the crate
/// `http`.
pub(super) fn cors_header_uses(body: TokenStream) -> Vec<(String, SpanRange)> {
    let mut uses = Vec::new();
    collect_cors_header_uses(body, &mut uses);
    uses
}

fn collect_cors_header_uses(tokens: TokenStream, uses: &mut Vec<(String, SpanRange)>) {
    const PREFIXES: [&str; 3] = [
        "access-control-allow-",
        "access-control-expose-headers",
        "access-control-max-age",
    ];
    for token in tokens {
        let text = match &token {
            TokenTree::Group(group) => {
                collect_cors_header_uses(group.stream(), uses);
                continue;
            }
            TokenTree::Literal(literal) => literal.to_string(),
            TokenTree::Ident(ident) => ident.to_string(),
            TokenTree::Punct(_) => continue,
        };
        let text = text.trim_matches('"');
        let name = text.to_ascii_lowercase().replace('_', "-");
        if PREFIXES.iter().any(|prefix| name.starts_with(prefix)) {
            uses.push((text.to_owned(), token.span().into()));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::test_util::{fragment, tokens};
    use super::*;

    fn texts(found: Vec<(String, SpanRange)>) -> Vec<String> {
        found.into_iter().map(|(text, _)| text).collect()
    }

    #[test]
    fn type_idents_are_the_last_segments_of_paths() {
        for (ty, idents) in [
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
            assert_eq!(type_idents(tokens(ty)), idents, "{ty}");
            assert_eq!(type_idents(fragment(tokens(ty))), idents, "{ty}");
        }
    }

    #[test]
    fn websocket_calls_are_found_at_any_depth() {
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
            assert_eq!(texts(websocket_calls(tokens(body))), calls, "{body}");
            let passed_on = fragment(tokens(body));
            assert_eq!(texts(websocket_calls(passed_on)), calls, "{body}");
        }
    }

    #[test]
    fn cors_headers_are_found_as_literals_and_as_constants() {
        for (body, headers) in [
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
            assert_eq!(texts(cors_header_uses(tokens(body))), headers, "{body}");
        }
    }
}
