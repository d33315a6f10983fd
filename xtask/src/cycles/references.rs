//! The items that the files of a crate use from each other.

use std::collections::HashSet;

use proc_macro2::TokenStream;
use syn::visit::{self, Visit};
use syn::{
    Attribute, ExprPath, ImplItem, ImplItemFn, Item, ItemFn, Macro, PatIdent, Path, TraitItem,
    TraitItemFn, TypePath, Visibility,
};

use super::attributes::{attributes_of, is_test_only};
use super::imports::{imports_of, is_re_export};
use super::module::Namespace;
use super::module_tree::ModuleTree;
use super::resolve::{Target, resolve};
use super::tokens::{self, name_of};

/// A use of an item.
pub(super) struct Reference {
    /// The using file.
    pub(super) from: usize,
    /// The defining file.
    pub(super) to: usize,
    pub(super) item: String,
}

/// Returns all references in a crate, those within one file included.
pub(super) fn of(tree: &ModuleTree) -> Vec<Reference> {
    let mut references = Vec::new();
    for module in 0..tree.modules.len() {
        let mut visitor = Visitor {
            tree,
            module,
            locals: Vec::new(),
            references: &mut references,
        };
        for item in &tree.modules[module].items {
            visitor.visit_item(item);
        }
    }
    references
}

struct Visitor<'tree, 'references> {
    tree: &'tree ModuleTree,
    module: usize,
    /// The names of parameters and variables of the enclosing functions.
    locals: Vec<HashSet<String>>,
    references: &'references mut Vec<Reference>,
}

impl Visitor<'_, '_> {
    fn refer_to(&mut self, path: &[String], namespace: Option<Namespace>) {
        if let [name] = path {
            let is_local = self.locals.iter().any(|names| names.contains(name));
            if is_local && namespace != Some(Namespace::Macro) {
                return;
            }
        }
        let from = self.tree.modules[self.module].file;
        for target in resolve(self.tree, self.module, path, namespace) {
            if let Target::Item {
                file: to,
                name: item,
            } = target
            {
                self.references.push(Reference { from, to, item });
            }
        }
    }

    fn refer_to_tokens(&mut self, tokens: &TokenStream) {
        for path in tokens::paths_in(tokens) {
            self.refer_to(&path.segments, path.is_macro.then_some(Namespace::Macro));
        }
    }

    fn in_function(&mut self, locals: HashSet<String>, visit: impl FnOnce(&mut Self)) {
        self.locals.push(locals);
        visit(self);
        self.locals.pop();
    }
}

impl<'ast> Visit<'ast> for Visitor<'_, '_> {
    fn visit_item(&mut self, item: &'ast Item) {
        if is_test_only(attributes_of(item)) {
            return;
        }
        match item {
            Item::Use(item) if is_re_export(item) => {}
            Item::Use(item) => {
                for import in imports_of(item) {
                    // The names of a glob import count where they are used. Only if it imports an enum's
                    // variants is its path an item.
                    let is_glob = import.name.is_none();
                    self.refer_to(&import.path, is_glob.then_some(Namespace::Type));
                }
            }
            // The definition of a macro has the path `macro_rules`.
            Item::Macro(item) if item.ident.is_some() => self.refer_to_tokens(&item.mac.tokens),
            _ => visit::visit_item(self, item),
        }
    }

    fn visit_item_fn(&mut self, function: &'ast ItemFn) {
        let mut locals = Locals::default();
        locals.visit_item_fn(function);
        self.in_function(locals.0, |visitor| visit::visit_item_fn(visitor, function));
    }

    fn visit_impl_item(&mut self, item: &'ast ImplItem) {
        let attributes: &[Attribute] = match item {
            ImplItem::Const(item) => &item.attrs,
            ImplItem::Fn(item) => &item.attrs,
            ImplItem::Macro(item) => &item.attrs,
            ImplItem::Type(item) => &item.attrs,
            _ => &[],
        };
        if !is_test_only(attributes) {
            visit::visit_impl_item(self, item);
        }
    }

    fn visit_impl_item_fn(&mut self, function: &'ast ImplItemFn) {
        let mut locals = Locals::default();
        locals.visit_impl_item_fn(function);
        self.in_function(locals.0, |visitor| {
            visit::visit_impl_item_fn(visitor, function);
        });
    }

    fn visit_trait_item(&mut self, item: &'ast TraitItem) {
        let attributes: &[Attribute] = match item {
            TraitItem::Const(item) => &item.attrs,
            TraitItem::Fn(item) => &item.attrs,
            TraitItem::Macro(item) => &item.attrs,
            TraitItem::Type(item) => &item.attrs,
            _ => &[],
        };
        if !is_test_only(attributes) {
            visit::visit_trait_item(self, item);
        }
    }

    fn visit_trait_item_fn(&mut self, function: &'ast TraitItemFn) {
        let mut locals = Locals::default();
        locals.visit_trait_item_fn(function);
        self.in_function(locals.0, |visitor| {
            visit::visit_trait_item_fn(visitor, function);
        });
    }

    fn visit_expr_path(&mut self, path: &'ast ExprPath) {
        match &path.qself {
            // `<Type>::name`, whose path is `name`.
            Some(qself) if qself.position == 0 => self.visit_type(&qself.ty),
            _ => visit::visit_expr_path(self, path),
        }
    }

    fn visit_type_path(&mut self, path: &'ast TypePath) {
        match &path.qself {
            Some(qself) if qself.position == 0 => self.visit_type(&qself.ty),
            _ => visit::visit_type_path(self, path),
        }
    }

    fn visit_path(&mut self, path: &'ast Path) {
        if path.leading_colon.is_none() {
            let segments = path.segments.iter().map(|segment| name_of(&segment.ident));
            self.refer_to(&segments.collect::<Vec<_>>(), None);
        }
        visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, call: &'ast Macro) {
        if call.path.leading_colon.is_none() {
            let segments = call
                .path
                .segments
                .iter()
                .map(|segment| name_of(&segment.ident));
            self.refer_to(&segments.collect::<Vec<_>>(), Some(Namespace::Macro));
        }
        self.refer_to_tokens(&call.tokens);
    }

    fn visit_attribute(&mut self, _: &'ast Attribute) {}

    fn visit_visibility(&mut self, _: &'ast Visibility) {}
}

/// Collects the names that patterns of a function bind.
#[derive(Default)]
struct Locals(HashSet<String>);

impl<'ast> Visit<'ast> for Locals {
    fn visit_pat_ident(&mut self, pattern: &'ast PatIdent) {
        self.0.insert(name_of(&pattern.ident));
        visit::visit_pat_ident(self, pattern);
    }
}
