//! `cors::axum::utoipa::routes!`: annotated handlers with their documentation by utoipa.

use proc_macro2::{TokenStream, TokenTree};
use quote::{format_ident, quote};
use syn::parse::Parser;
use syn::punctuated::Punctuated;
use syn::{ExprPath, PathArguments, Token};

/// Expands `[path to the facade] handlers; function`, of which the function is optional.
///
/// `#[utoipa::path]` declares a type with the name `__path_` and that of the handler. Its traits and utoipa's
/// types are those of the user's dependency, whatever its version.
pub(crate) fn expand(input: TokenStream) -> TokenStream {
    let mut input = input.into_iter();
    let facade = if let Some(TokenTree::Group(path)) = input.next() {
        path.stream()
    } else {
        quote!(::cors)
    };
    let is_end =
        |token: &TokenTree| matches!(token, TokenTree::Punct(punct) if punct.as_char() == ';');
    let input: Vec<TokenTree> = input.collect();
    let mut parts = input.splitn(2, is_end);
    let handlers = parts.next().unwrap_or_default().iter().cloned().collect();
    let map = parts.next().map(|map| map.iter().cloned().collect());
    let handlers = match Punctuated::<ExprPath, Token![,]>::parse_terminated.parse2(handlers) {
        Ok(handlers) => handlers,
        Err(error) => return error.into_compile_error(),
    };
    let handlers = handlers.iter().map(|handler| add(&facade, handler));
    let map: TokenStream = map.unwrap_or_else(|| quote!(|routes| routes));
    quote! {{
        #[allow(unused_imports)]
        use ::utoipa::{Path as _, __dev::{SchemaReferences as _, Tags as _}};
        #[allow(unused_mut)]
        let mut schemas = ::std::vec::Vec::new();
        #[allow(unused_mut)]
        let mut paths = ::utoipa::openapi::path::Paths::new();
        let routes = #facade::__private::axum::no_routes();
        #(#handlers)*
        (schemas, paths, #facade::__private::axum::map_routes(routes, #map))
    }}
}

fn add(facade: &TokenStream, handler: &ExprPath) -> TokenStream {
    let mut documented = handler.path.clone();
    if let Some(last) = documented.segments.last_mut() {
        last.ident = format_ident!("__path_{}", last.ident, span = last.ident.span());
        last.arguments = PathArguments::None;
    }
    quote! {
        let methods = <#documented>::methods();
        let (routes, policy) = #facade::__private::axum::mount(
            routes,
            methods.iter().map(::utoipa_axum::PathItemExt::to_method_filter),
            #handler,
        );
        let mut operation = <#documented>::operation();
        let tags = <#documented>::tags();
        if !tags.is_empty() {
            let names = tags.iter().map(::std::string::ToString::to_string);
            operation.tags.get_or_insert_with(::std::vec::Vec::new).extend(names);
        }
        operation
            .extensions
            .get_or_insert_with(::core::default::Default::default)
            .insert(::std::string::String::from("x-cors"), policy);
        <#documented>::schemas(&mut schemas);
        paths.add_path_operation(<#documented>::path(), methods, operation);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::test_util::{compact, tokens};

    #[test]
    fn documentation_has_the_path_of_the_handler_without_its_arguments() {
        for (handlers, documented, mounted) in [
            ("list", "<__path_list>::path()", ",list,);"),
            ("list,", "<__path_list>::path()", ",list,);"),
            (
                "users::list::<Db>",
                "<users::__path_list>::path()",
                ",users::list::<Db>,);",
            ),
            (
                "a, r#in; |routes| routes",
                "<__path_in>::path()",
                ",r#in,);",
            ),
        ] {
            let expansion = compact(expand(tokens(&format!("[$crate] {handlers}"))));
            assert!(expansion.contains(documented), "{handlers}: {expansion}");
            assert!(expansion.contains(mounted), "{handlers}: {expansion}");
        }
    }

    #[test]
    fn function_maps_the_routes() {
        for (input, map) in [
            ("a", "map_routes(routes,|routes|routes)"),
            ("a; |it| it.layer(x)", "map_routes(routes,|it|it.layer(x))"),
        ] {
            let expansion = compact(expand(tokens(&format!("[$crate] {input}"))));
            assert!(expansion.contains(map), "{input}: {expansion}");
        }
    }

    #[test]
    fn other_tokens_are_an_error() {
        let expansion = compact(expand(tokens("[$crate] a, |x| x")));
        assert!(expansion.contains("compile_error!"), "{expansion}");
    }
}
