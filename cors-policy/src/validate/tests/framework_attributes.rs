//! The attributes by which frameworks recognise their handlers, below the attribute of each integration.

use super::{APP, origins, rules, validate};
use crate::handler_info::{AnnotatedItem, HandlerInfo};
use crate::location::{ItemPart, Location};
use crate::rules::Rule::{self, ForeignRoute, NoRequest, RouteMissing};
use crate::spec::{Context, PolicySpec};

fn on(context: Context, routes: &[&str], is_poem_handler: bool) -> PolicySpec {
    PolicySpec {
        context,
        item: Some(AnnotatedItem::Function(HandlerInfo {
            name: "show_user".to_owned(),
            is_async: true,
            arguments: vec![vec!["Path".to_owned()]],
            route_attributes: routes.iter().map(|&route| route.to_owned()).collect(),
            is_poem_handler,
            ..HandlerInfo::default()
        })),
        ..origins(&[APP])
    }
}

#[test]
fn handlers_need_the_attribute_of_their_framework_and_no_other() {
    let cases: [(Context, &[&str], bool, &[Rule]); 12] = [
        (Context::Poem, &[], true, &[]),
        (Context::Poem, &[], false, &[RouteMissing]),
        (Context::Poem, &["get"], true, &[ForeignRoute]),
        (Context::Poem, &["get"], false, &[ForeignRoute]),
        (Context::Axum, &[], true, &[ForeignRoute]),
        (Context::Axum, &["get"], true, &[ForeignRoute, ForeignRoute]),
        (Context::Actix, &[], true, &[RouteMissing]),
        (Context::Actix, &["get"], true, &[ForeignRoute]),
        (Context::Rocket, &[], true, &[RouteMissing]),
        (Context::Rocket, &["get"], false, &[]),
        // The missing request is not a mistake of its own.
        (Context::Function, &[], true, &[ForeignRoute]),
        (Context::Function, &[], false, &[NoRequest]),
    ];
    for (context, routes, is_poem_handler, expected) in cases {
        let found = rules(&on(context, routes, is_poem_handler));
        assert_eq!(found, expected, "{context:?} {routes:?} {is_poem_handler}");
    }
}

#[test]
fn another_framework_is_named() {
    for (context, routes, is_poem_handler, message, help) in [
        (
            Context::Poem,
            &[][..],
            false,
            "missing `#[handler]` below `#[cors]` on `show_user` [A37]",
            "write `#[handler]` between `#[cors(…)]` and the handler; for axum, use `#[cors::axum::cors(…)]`",
        ),
        (
            Context::Rocket,
            &[],
            true,
            "missing route attribute, such as `#[get(\"/…\")]`, below `#[cors]` on `show_user` [A37]",
            "write `#[cors::poem::cors(…)]` instead: this is a handler of poem",
        ),
        (
            Context::Axum,
            &[],
            true,
            "`#[handler]` registers this handler without its CORS policy [A13]",
            "replace `#[cors(…)]` with `#[cors::poem::cors(…)]` for poem, or remove `#[handler]`",
        ),
        (
            Context::Poem,
            &["put"],
            true,
            "`#[put]` registers this handler without its CORS policy [A13]",
            "replace `#[cors(…)]` with `#[cors::actix::cors(…)]` for actix-web or `#[cors::rocket::cors(…)]` for Rocket, or remove `#[put]`",
        ),
    ] {
        let violations = validate(&on(context, routes, is_poem_handler)).violations;
        assert_eq!(violations[0].message(), message);
        assert_eq!(violations[0].help(), help);
    }
}

#[test]
fn foreign_attribute_is_located() {
    let violations = validate(&on(Context::Axum, &[], true)).violations;
    let location = Location::Item(ItemPart::PoemHandler);
    assert_eq!(violations[0].location(), location);
}
