//! The definitions and imports of a module.

use syn::Item;
use syn::visit::{self, Visit};

use super::attributes::{attributes_of, is_test_only};
use super::imports::imports_of;
use super::module::{Binding, Module};
use super::tokens::name_of;

/// Adds the names that items define and import to a module, those in function bodies included.
pub(super) fn collect(items: &[Item], module: &mut Module) {
    let mut definitions = Definitions { module };
    for item in items {
        definitions.visit_item(item);
    }
}

struct Definitions<'module> {
    module: &'module mut Module,
}

impl<'ast> Visit<'ast> for Definitions<'_> {
    fn visit_item(&mut self, item: &'ast Item) {
        if is_test_only(attributes_of(item)) {
            return;
        }
        if let Some((name, keyword)) = definition_of(item) {
            self.module.define(&name, keyword);
        }
        if let Item::Use(item) = item {
            for import in imports_of(item) {
                match import.name {
                    Some(name) => self.module.bind(name, Binding::Import(import.path)),
                    None => self.module.globs.push(import.path),
                }
            }
        }
        visit::visit_item(self, item);
    }
}

/// Returns the name of an item, and the keyword of its definition.
fn definition_of(item: &Item) -> Option<(String, &'static str)> {
    let (ident, keyword) = match item {
        Item::Const(item) => (&item.ident, "const"),
        Item::Enum(item) => (&item.ident, "enum"),
        Item::Fn(item) => (&item.sig.ident, "fn"),
        Item::Macro(item) => (item.ident.as_ref()?, "macro_rules"),
        Item::Static(item) => (&item.ident, "static"),
        Item::Struct(item) => (&item.ident, "struct"),
        Item::Trait(item) => (&item.ident, "trait"),
        Item::TraitAlias(item) => (&item.ident, "trait"),
        Item::Type(item) => (&item.ident, "type"),
        Item::Union(item) => (&item.ident, "union"),
        _ => return None,
    };
    Some((name_of(ident), keyword))
}
