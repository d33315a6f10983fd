//! `cors::rocket::cors`: a Rocket handler that only `cors::rocket::routes!` can mount, and that is
//! still called like the function it was.
//!
//! Rocket's attribute makes a type of the handler's name, by which its own `routes!` finds the route.
//! That name is our type's, so Rocket's attribute goes onto a function of another name, which calls
//! the handler. What has to refer to what Rocket's attribute makes is written by a second attribute
//! below it: where Rocket refuses a route, it drops the function and the second attribute with it, and
//! Rocket's error is the only one.

use cors_runtime::policy::{Part, Place, Rule, Subject};
use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream, TokenTree};
use quote::{format_ident, quote};

use super::{annotation, documentation, facade};
use crate::check::check;
use crate::errors::Errors;
use crate::grammar::Attribute;
use crate::handler::{Argument, Handler, Target};

pub(crate) fn expand(attribute: TokenStream, item: TokenStream) -> TokenStream {
    let attribute = Attribute::read(attribute);
    let target = Target::read(item);
    let mut errors = Errors::about(&target);
    let judgement = check(Place::Rocket, &attribute, Some(&target), &mut errors);
    let errors = errors.into_tokens();

    let handler = match &target {
        Target::Handler(handler) => handler,
        Target::Other(_, _, item) => return quote!(#item #errors),
    };
    let function = handler.unrouted();
    // In an `impl` or a `trait` there is no room for the type beside it.
    if handler.receiver.is_some() {
        return quote!(#function #errors);
    }
    let facade = facade(&attribute);
    let is = |of: fn(Rule, Subject) -> bool| {
        let mut violations = judgement.violations.iter();
        violations.any(|violation| of(violation.rule(), violation.subject()))
    };
    let is_routed = !is(|rule, _| rule == Rule::RouteMissing);
    // An `unsafe fn` is not called by anything safe.
    let is_misplaced = is(|_, subject| matches!(subject, Subject::Item(Part::Qualifier(_))));
    let marker = if is_routed {
        refusing(&facade, handler)
    } else {
        yielding(handler)
    };
    let annotation = annotation(&facade, handler, &attribute, &judgement);
    let mounting = mounting(&facade, handler);
    let routed = (is_routed && !is_misplaced).then(|| routed(&facade, handler));
    quote!(#function #marker #annotation #mounting #routed #errors)
}

/// The type of the handler's name. Rocket's `routes!` writes `name {}`: it is a struct with a field, so
/// that the compiler says which one is missing. The method that is called on it besides is there, so
/// that the compiler complains about the field alone.
fn refusing(facade: &TokenStream, handler: &Handler) -> TokenStream {
    let Handler {
        name, visibility, ..
    } = handler;
    let conditions = handler.conditions();
    let documentation = documentation(handler);
    quote! {
        #(#conditions)*
        #[doc = #documentation]
        #[allow(non_camel_case_types, missing_debug_implementations, dead_code, clippy::exhaustive_structs)]
        #visibility struct #name {
            #[doc(hidden)]
            #visibility mount_with_cors_rocket_routes: #facade::__private::rocket::Unwritable,
        }

        #(#conditions)*
        #[automatically_derived]
        #[allow(dead_code)]
        impl #name {
            #[doc(hidden)]
            #visibility fn into_route(self) -> #facade::__private::rocket::Route {
                self.mount_with_cors_rocket_routes.into_route()
            }
        }
    }
}

/// The same for a handler without a route. If Rocket's attribute stands above ours, it has made its own
/// type of that name already, and ours yields to it.
fn yielding(handler: &Handler) -> TokenStream {
    let Handler {
        name, visibility, ..
    } = handler;
    let conditions = handler.conditions();
    let documentation = documentation(handler);
    let module = format_ident!("__cors_without_route_{}", unraw(name));
    quote! {
        #(#conditions)*
        mod #module {
            #[doc = #documentation]
            #[allow(non_camel_case_types, missing_debug_implementations, dead_code)]
            pub struct #name {}
        }
        #(#conditions)*
        #[allow(unused_imports)]
        #visibility use #module::*;
    }
}

/// What `cors::rocket::routes!` asks of the name.
fn mounting(facade: &TokenStream, handler: &Handler) -> TokenStream {
    let name = &handler.name;
    let conditions = handler.conditions();
    let text = unraw(name);
    quote! {
        #(#conditions)*
        #[automatically_derived]
        impl #facade::rocket::AnnotatedRoute for #name {
            const NAME: &'static ::core::primitive::str = #text;

            fn route() -> #facade::__private::rocket::Route {
                #[allow(unused_imports)]
                use #facade::__private::rocket::NotRouted as _;
                <#name>::routed_by_rocket()
            }
        }
    }
}

/// From: `#[get("/users/<id>")] async fn show_user(id: u64) -> Json<User> { … }`.
/// Into: `#[get("/users/<id>")] async fn __cors_show_user(id: u64) -> Json<User> { show_user(id).await }`.
///
/// Rocket goes by the names of the arguments, so they stay.
fn routed(facade: &TokenStream, handler: &Handler) -> TokenStream {
    let Handler {
        asyncness,
        name,
        generics,
        parentheses,
        arguments,
        output,
        where_clause,
        ..
    } = handler;
    let conditions = handler.conditions();
    let levels = handler.lint_levels();
    let routes = handler.route_attributes();
    let beside = beside(name);
    let wait = asyncness.as_ref().map(|_| quote!(.await));
    let names = arguments.iter().map(name_of);
    // `fn user(user: User)`: what is of this span does not see the user's arguments.
    let mut called = name.clone();
    called.set_span(name.span().resolved_at(Span::mixed_site()));
    let arguments = arguments.iter().map(|argument| {
        let Argument { attributes, ty, .. } = argument;
        // `mut` is for the handler's body. What Rocket takes no argument by is for Rocket to refuse.
        let pattern = match name_of(argument) {
            Some(name) => quote!(#name),
            None => argument.pattern.iter().cloned().collect(),
        };
        quote!(#(#attributes)* #pattern: #(#ty)*)
    });
    // Where Rocket misses an argument, it points there.
    let mut arguments = Group::new(Delimiter::Parenthesis, quote!(#(#arguments),*));
    arguments.set_span(*parentheses);
    quote! {
        #(#conditions)*
        #(#routes)*
        #[#facade::__private::rocket::routed(#name, #facade)]
        #(#levels)*
        #[doc(hidden)]
        #[allow(deprecated, clippy::all, clippy::pedantic, clippy::nursery, clippy::restriction)]
        #asyncness fn #beside #generics #arguments #output #where_clause {
            #called(#(#names),*) #wait
        }
    }
}

/// The second attribute: on the function that Rocket's has accepted.
///
/// `uri!(show_user(…))` calls a macro whose name Rocket makes of the function's.
pub(crate) fn accepted(attribute: TokenStream, function: &TokenStream) -> TokenStream {
    let mut attribute = attribute.into_iter();
    let Some(TokenTree::Ident(name)) = attribute.next() else {
        return function.clone();
    };
    // Behind the comma.
    let facade: TokenStream = attribute.skip(1).collect();
    let beside = beside(&name);
    let made = format_ident!("rocket_uri_macro_{beside}");
    let found = format_ident!("rocket_uri_macro_{}", unraw(&name));
    quote! {
        #function

        #[automatically_derived]
        impl #name {
            fn routed_by_rocket() -> #facade::__private::rocket::Route {
                #beside {}.into_route()
            }
        }

        #[doc(hidden)]
        #[allow(unused_imports)]
        pub use #made as #found;
    }
}

/// The name of an argument, where that is all its pattern is.
fn name_of(argument: &Argument) -> Option<&Ident> {
    match &argument.pattern[..] {
        [TokenTree::Ident(name)] => Some(name).filter(|name| *name != "_"),
        [TokenTree::Ident(word), TokenTree::Ident(name)] if word == "mut" => Some(name),
        _ => None,
    }
}

/// The name of the function that Rocket's attribute goes onto.
fn beside(handler: &Ident) -> Ident {
    format_ident!("__cors_{}", unraw(handler), span = handler.span())
}

fn unraw(name: &Ident) -> String {
    let text = name.to_string();
    text.strip_prefix("r#").map(str::to_owned).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_argument_has_a_name_if_that_is_all_it_has() {
        for (pattern, name) in [
            ("a", Some("a")),
            ("mut a", Some("a")),
            ("r#match", Some("r#match")),
            ("_", None),
            ("ref a", None),
            ("A(b)", None),
            ("mut a @ B", None),
        ] {
            let argument = Argument {
                attributes: Vec::new(),
                pattern: pattern
                    .parse::<TokenStream>()
                    .expect(pattern)
                    .into_iter()
                    .collect(),
                ty: Vec::new(),
            };
            let found = name_of(&argument).map(ToString::to_string);
            assert_eq!(found.as_deref(), name, "{pattern}");
        }
    }

    #[test]
    fn names_are_derived_from_raw_ones_too() {
        for (handler, name) in [("user", "user"), ("r#match", "match")] {
            let handler: Ident = syn::parse_str(handler).expect(handler);
            assert_eq!(unraw(&handler), name);
            assert_eq!(beside(&handler).to_string(), format!("__cors_{name}"));
        }
    }
}
