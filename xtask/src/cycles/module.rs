//! A module with the names that it defines and imports.

use std::collections::HashMap;

use syn::Item;

/// A kind of name. The same name may be defined once in each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Namespace {
    Type,
    Value,
    Macro,
}

/// The meaning of a name in a module.
pub(super) enum Binding {
    /// An item that is defined in the module.
    Item {
        namespaces: &'static [Namespace],
        name: String,
    },
    /// A child module, by its position in `ModuleTree::modules`.
    Module(usize),
    /// An import or re-export of a path.
    Import(Vec<String>),
}

/// A module of the crate.
pub(super) struct Module {
    pub(super) parent: Option<usize>,
    /// The position of its file in `ModuleTree::files`.
    pub(super) file: usize,
    /// The items of the module, without those of inline child modules.
    pub(super) items: Vec<Item>,
    pub(super) names: HashMap<String, Vec<Binding>>,
    /// The paths of its glob imports.
    pub(super) globs: Vec<Vec<String>>,
}

impl Module {
    /// Creates a module without items.
    pub(super) fn new(parent: Option<usize>, file: usize) -> Self {
        Self {
            parent,
            file,
            items: Vec::new(),
            names: HashMap::new(),
            globs: Vec::new(),
        }
    }

    /// Adds a meaning of a name.
    pub(super) fn bind(&mut self, name: String, binding: Binding) {
        self.names.entry(name).or_default().push(binding);
    }

    /// Adds an item, given the keyword of its definition.
    pub(super) fn define(&mut self, name: &str, keyword: &str) {
        let namespaces: &[Namespace] = match keyword {
            "const" | "fn" | "static" => &[Namespace::Value],
            "macro_rules" => &[Namespace::Macro],
            // A unit or tuple struct is a value too.
            "struct" => &[Namespace::Type, Namespace::Value],
            _ => &[Namespace::Type],
        };
        let binding = Binding::Item {
            namespaces,
            name: name.to_owned(),
        };
        self.bind(name.to_owned(), binding);
    }
}
