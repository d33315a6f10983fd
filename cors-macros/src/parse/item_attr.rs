//! The other attributes of the annotated item.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::parse::ParseStream;
use syn::{Attribute, Meta, Path};

use super::SpanRange;
use super::attr_role::{AttrContext, Role, role_of};
use super::cfg_attr::{attr_with_roles, conditional};
use super::meta_arguments::meta_arguments;
use super::segments::segments;

/// An attribute of the annotated item.
pub(crate) struct ItemAttr {
    attr: Attribute,
    role: Role,
}

impl ItemAttr {
    /// Parses the attributes in front of an item.
    pub(super) fn parse_all(input: ParseStream, context: &AttrContext) -> syn::Result<Vec<Self>> {
        let attrs = input.call(Attribute::parse_outer)?;
        let mut attrs: Vec<_> = attrs
            .into_iter()
            .map(|attr| Self {
                role: role_of(&attr, context),
                attr,
            })
            .collect();
        // Without a route, `#[routes]` is another crate's.
        if !attrs.iter().any(|attr| attr.role == Role::Route) {
            for attr in &mut attrs {
                if attr.role == Role::RouteList {
                    attr.role = Role::Body;
                }
            }
        }
        Ok(attrs)
    }

    pub(crate) fn role(&self) -> Role {
        self.role
    }

    /// Returns the attribute if it has one of these roles, and of `cfg_attr` the attributes that have.
    pub(crate) fn with_roles(&self, roles: &[Role]) -> Option<TokenStream> {
        if conditional(&self.attr.meta).is_some() {
            return attr_with_roles(&self.attr, roles);
        }
        roles.contains(&self.role).then(|| quote!(#self))
    }

    /// Returns whether the attribute is `#[name]` or `#[name(…)]`.
    pub(crate) fn is(&self, name: &str) -> bool {
        self.attr.path().is_ident(name)
    }

    /// The last segment of the path.
    pub(crate) fn name(&self) -> String {
        let last = self.attr.path().segments.last();
        last.map(|segment| segment.ident.to_string())
            .unwrap_or_default()
    }

    /// The path, as it is written.
    pub(crate) fn path(&self) -> String {
        segments(self.attr.path()).join("::")
    }

    /// The path of the macro.
    pub(crate) fn macro_path(&self) -> &Path {
        self.attr.path()
    }

    /// The tokens in the parentheses.
    pub(crate) fn arguments(&self) -> Option<TokenStream> {
        meta_arguments(&self.attr.meta)
    }

    /// Returns the attribute with other tokens in its parentheses.
    pub(crate) fn with_arguments(&self, arguments: TokenStream) -> TokenStream {
        let mut attr = self.attr.clone();
        if let Meta::List(list) = &mut attr.meta {
            list.tokens = arguments;
        }
        attr.into_token_stream()
    }

    pub(crate) fn span_range(&self) -> SpanRange {
        SpanRange {
            start: self.attr.pound_token.spans[0],
            end: self.attr.bracket_token.span.close(),
        }
    }
}

impl ToTokens for ItemAttr {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        self.attr.to_tokens(tokens);
    }
}

#[cfg(test)]
mod tests {
    use syn::parse::Parser;

    use super::super::attr_role::{INNER, WRAPPER};
    use super::super::test_util::{compact, fragment, tokens};
    use super::*;

    fn parse(source: TokenStream) -> Vec<ItemAttr> {
        let context = AttrContext {
            facade: None,
            expects_route: false,
        };
        let parser = |input: ParseStream| ItemAttr::parse_all(input, &context);
        parser.parse2(source).expect("attributes")
    }

    #[test]
    fn attributes_have_a_name_and_arguments() {
        for (source, name, arguments) in [
            ("#[a]", "a", None),
            ("#[a::b]", "b", None),
            ("#[a(b, c)]", "a", Some("b,c")),
            ("#[::a::b()]", "b", Some("")),
            ("#[a = b]", "a", None),
            ("#[a[b]]", "a", None),
            ("#[unsafe(no_mangle)]", "unsafe", Some("no_mangle")),
        ] {
            let attrs = parse(tokens(source));
            let [attr] = &attrs[..] else {
                panic!("{source}");
            };
            assert_eq!(attr.name(), name, "{source}");
            assert_eq!(
                attr.arguments().map(compact).as_deref(),
                arguments,
                "{source}"
            );
            assert_eq!(attr.is("a"), source.starts_with("#[a") && name == "a");
            assert_eq!(compact(attr), compact(tokens(source)));
        }
    }

    #[test]
    fn each_attribute_has_one_role() {
        for (source, role) in [
            ("#[cfg(a)]", Role::Cfg),
            ("#[allow(a)]", Role::LintLevel),
            ("#[warn(a)]", Role::LintLevel),
            ("#[deny(a)]", Role::LintLevel),
            ("#[forbid(a)]", Role::LintLevel),
            ("#[doc = \"a\"]", Role::Interface),
            ("#[deprecated]", Role::Interface),
            ("#[must_use = \"a\"]", Role::Interface),
            ("#[automatically_derived]", Role::Generated),
            ("#[cors(a)]", Role::Cors),
            ("#[get(\"/\")]", Role::Route),
            ("#[tracing::instrument]", Role::Body),
            ("#[a::cfg(b)]", Role::Body),
            ("#[expect(a)]", Role::Body),
            ("#[inline]", Role::Body),
            ("#[routes]", Role::Body),
            ("#[handler]", Role::PoemHandler),
            ("#[poem::handler]", Role::PoemHandler),
            ("#[::poem::handler]", Role::PoemHandler),
            ("#[handler(a)]", Role::Body),
            ("#[other::handler]", Role::Body),
            (
                "#[allow(variant_size_differences, reason = \"annotated with #[cors]\")]",
                Role::Annotated,
            ),
            (
                "#[allow(variant_size_differences, reason = \"a\")]",
                Role::LintLevel,
            ),
            ("#[utoipa::path(get)]", Role::Items),
            ("#[path(get)]", Role::Items),
            ("#[path = \"a.rs\"]", Role::Body),
            ("#[other::path(get)]", Role::Body),
            ("#[openapi(tag = \"a\")]", Role::Items),
            ("#[rocket_okapi::openapi]", Role::Items),
            ("#[api_operation(summary = \"a\")]", Role::Items),
        ] {
            assert_eq!(parse(tokens(source))[0].role(), role, "{source}");
        }
    }

    #[test]
    fn attribute_lists_of_routes_need_a_route() {
        let roles = |source| {
            let attrs = parse(tokens(source)).into_iter();
            attrs.map(|attr| attr.role()).collect::<Vec<_>>()
        };
        assert_eq!(
            roles("#[routes] #[get(\"/\")]"),
            [Role::RouteList, Role::Route]
        );
        assert_eq!(
            roles("#[actix_web::routes] #[get(\"/\")]"),
            [Role::RouteList, Role::Route]
        );
        assert_eq!(
            roles("#[a::routes] #[get(\"/\")]"),
            [Role::Body, Role::Route]
        );
        assert_eq!(roles("#[routes] #[get(a)]"), [Role::Body, Role::Body]);
    }

    #[test]
    fn conditional_attributes_are_split_by_role() {
        for (source, wrapper, inner) in [
            (
                "#[cfg_attr(x, tracing::instrument)]",
                None,
                Some("#[cfg_attr(x,tracing::instrument)]"),
            ),
            (
                "#[cfg_attr(all(x, y), doc = \"a\", b(c, d), deprecated)]",
                Some("#[cfg_attr(all(x,y),doc=\"a\",deprecated)]"),
                Some("#[cfg_attr(all(x,y),b(c,d))]"),
            ),
            (
                "#[cfg_attr(x, allow(a))]",
                Some("#[cfg_attr(x,allow(a))]"),
                Some("#[cfg_attr(x,allow(a))]"),
            ),
            (
                "#[cfg_attr(x, cfg_attr(y, must_use, inline))]",
                Some("#[cfg_attr(x,cfg_attr(y,must_use))]"),
                Some("#[cfg_attr(x,cfg_attr(y,inline))]"),
            ),
            (
                "#[cfg_attr(true, cfg(y))]",
                Some("#[cfg_attr(true,cfg(y))]"),
                None,
            ),
            ("#[cfg_attr(x)]", None, None),
            // For the compiler to report.
            ("#[cfg_attr(x, 7)]", None, Some("#[cfg_attr(x,7)]")),
            ("#[cfg_attr]", None, Some("#[cfg_attr]")),
        ] {
            let attr = &parse(tokens(source))[0];
            let found = |roles| attr.with_roles(roles).map(compact);
            assert_eq!(found(WRAPPER).as_deref(), wrapper, "{source}");
            assert_eq!(found(INNER).as_deref(), inner, "{source}");
        }
    }

    #[test]
    fn meta_fragments_are_read_like_their_content() {
        for (meta, role, name) in [
            (quote!(a::b(c)), Role::Body, "b"),
            (quote!(get("/x")), Role::Route, "get"),
            (quote!(cfg(x)), Role::Cfg, "cfg"),
            (quote!(cors::cors(x)), Role::Cors, "cors"),
        ] {
            let passed_on = fragment(meta);
            let attr = &parse(quote!(#[#passed_on]))[0];
            assert_eq!((attr.role(), attr.name().as_str()), (role, name));
        }
        let (predicate, meta) = (fragment(quote!(x)), fragment(quote!(inline)));
        let attr = &parse(quote!(#[cfg_attr(#predicate, #meta, doc = "a")]))[0];
        assert!(compact(attr.with_roles(INNER)).contains("inline"));
        assert!(!compact(attr.with_roles(WRAPPER)).contains("inline"));
    }

    #[test]
    fn arguments_are_replaced() {
        let attr = &parse(quote!(#[a::b(c)]))[0];
        assert_eq!(compact(attr.with_arguments(quote!(d, e))), "#[a::b(d,e)]");
    }
}
