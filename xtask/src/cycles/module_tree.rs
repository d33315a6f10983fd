//! The modules of a crate with the names that each one defines and imports.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use proc_macro2::TokenStream;
use syn::visit::{self, Visit};
use syn::{Attribute, Expr, Item, Lit, Meta, UseTree, Visibility};

use super::tokens;
use crate::result::Result;
use crate::workspace;

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
    /// A child module, by its position in [`ModuleTree::modules`].
    Module(usize),
    /// An import or re-export of a path.
    Import(Vec<String>),
}

/// A module of the crate.
pub(super) struct Module {
    pub(super) parent: Option<usize>,
    /// The position of its file in [`ModuleTree::files`].
    pub(super) file: usize,
    /// Its items, without those of inline child modules.
    pub(super) items: Vec<Item>,
    pub(super) names: HashMap<String, Vec<Binding>>,
    /// The paths of its glob imports.
    pub(super) globs: Vec<Vec<String>>,
}

/// All modules of a crate. The first one is the root.
pub(super) struct ModuleTree {
    pub(super) modules: Vec<Module>,
    pub(super) files: Vec<PathBuf>,
}

/// A path that a `use` item imports.
pub(super) struct Import {
    pub(super) path: Vec<String>,
    /// The name in the importing module, or `None` for a glob import.
    pub(super) name: Option<String>,
}

impl ModuleTree {
    /// Parses a crate, given its root file.
    pub(super) fn load(root: &Path) -> Result<Self> {
        let mut tree = Self {
            modules: Vec::new(),
            files: Vec::new(),
        };
        let folder = root.parent().unwrap_or(Path::new(""));
        tree.load_file(root.to_owned(), None, folder)?;
        tree.define_items_of_macros();
        Ok(tree)
    }

    /// Parses a file and its child modules, whose files are in `folder`.
    fn load_file(&mut self, path: PathBuf, parent: Option<usize>, folder: &Path) -> Result<usize> {
        let text = workspace::read(&path)?;
        let parsed =
            syn::parse_file(&text).map_err(|error| format!("{}: {error}", path.display()))?;
        self.files.push(path);
        self.add(parent, self.files.len() - 1, parsed.items, folder)
    }

    fn add(
        &mut self,
        parent: Option<usize>,
        file: usize,
        items: Vec<Item>,
        folder: &Path,
    ) -> Result<usize> {
        let position = self.modules.len();
        let names = HashMap::new();
        self.modules.push(Module {
            parent,
            file,
            items: Vec::new(),
            names,
            globs: Vec::new(),
        });
        let mut kept = Vec::new();
        for item in items {
            match item {
                Item::Mod(module) if is_test_only(&module.attrs) => {}
                Item::Mod(mut module) => {
                    let name = name_of(&module.ident);
                    let child = match module.content.take() {
                        Some((_, items)) => {
                            self.add(Some(position), file, items, &folder.join(&name))?
                        }
                        None => self.load_child(position, file, &module.attrs, &name, folder)?,
                    };
                    self.modules[position].bind(name, Binding::Module(child));
                }
                item => kept.push(item),
            }
        }
        let mut definitions = Definitions {
            module: &mut self.modules[position],
        };
        for item in &kept {
            definitions.visit_item(item);
        }
        self.modules[position].items = kept;
        Ok(position)
    }

    fn load_child(
        &mut self,
        parent: usize,
        file: usize,
        attributes: &[Attribute],
        name: &str,
        folder: &Path,
    ) -> Result<usize> {
        let declaring = &self.files[file];
        let parent = Some(parent);
        if let Some(written) = path_attribute(attributes) {
            let path = declaring.parent().unwrap_or(Path::new("")).join(written);
            let folder = path.parent().unwrap_or(Path::new("")).to_owned();
            return self.load_file(path, parent, &folder);
        }
        let own_folder = folder.join(name);
        for path in [folder.join(format!("{name}.rs")), own_folder.join("mod.rs")] {
            if path.exists() {
                return self.load_file(path, parent, &own_folder);
            }
        }
        Err(format!("{}: no file for `mod {name}`", declaring.display()).into())
    }

    /// Defines the items that calls of macros make: those whose names the macro of this crate, or the
    /// call's arguments, spell out.
    fn define_items_of_macros(&mut self) {
        let mut by_macro: HashMap<String, Vec<tokens::Definition>> = HashMap::new();
        for item in self.modules.iter().flat_map(|module| &module.items) {
            if let Item::Macro(item) = item {
                if let Some(name) = &item.ident {
                    let defined = tokens::definitions_in_macro_rules(&item.mac.tokens);
                    by_macro.entry(name_of(name)).or_default().extend(defined);
                }
            }
        }
        for module in &mut self.modules {
            let calls = module.items.iter().filter_map(|item| match item {
                Item::Macro(item) if item.ident.is_none() && !is_test_only(&item.attrs) => {
                    Some(&item.mac)
                }
                _ => None,
            });
            let mut defined = Vec::new();
            for call in calls {
                let name = call
                    .path
                    .segments
                    .last()
                    .map(|segment| name_of(&segment.ident));
                defined.extend(tokens::definitions_in(&call.tokens));
                defined.extend(
                    name.and_then(|name| by_macro.get(&name))
                        .into_iter()
                        .flatten()
                        .cloned(),
                );
            }
            for definition in defined {
                let namespaces = namespaces_of_keyword(&definition.keyword);
                module.define(&definition.name, namespaces);
            }
        }
    }
}

impl Module {
    fn bind(&mut self, name: String, binding: Binding) {
        self.names.entry(name).or_default().push(binding);
    }

    fn define(&mut self, name: &str, namespaces: &'static [Namespace]) {
        self.bind(
            name.to_owned(),
            Binding::Item {
                namespaces,
                name: name.to_owned(),
            },
        );
    }
}

/// Collects the definitions and imports of a module, those in function bodies included.
struct Definitions<'module> {
    module: &'module mut Module,
}

impl<'ast> Visit<'ast> for Definitions<'_> {
    fn visit_item(&mut self, item: &'ast Item) {
        if is_test_only(attributes_of(item)) {
            return;
        }
        if let Some((name, namespaces)) = definition_of(item) {
            self.module.define(&name, namespaces);
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

fn definition_of(item: &Item) -> Option<(String, &'static [Namespace])> {
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
    Some((name_of(ident), namespaces_of_keyword(keyword)))
}

fn namespaces_of_keyword(keyword: &str) -> &'static [Namespace] {
    match keyword {
        "const" | "fn" | "static" => &[Namespace::Value],
        "macro_rules" => &[Namespace::Macro],
        // A unit or tuple struct is a value too.
        "struct" => &[Namespace::Type, Namespace::Value],
        _ => &[Namespace::Type],
    }
}

/// Returns the paths that a `use` item imports from this crate or an unknown place.
pub(super) fn imports_of(item: &syn::ItemUse) -> Vec<Import> {
    let mut imports = Vec::new();
    if item.leading_colon.is_none() {
        flatten(&item.tree, &mut Vec::new(), &mut imports);
    }
    imports
}

fn flatten(tree: &UseTree, prefix: &mut Vec<String>, imports: &mut Vec<Import>) {
    let mut import = |path: Vec<String>, name: String| {
        imports.push(Import {
            path,
            name: Some(name),
        });
    };
    match tree {
        UseTree::Path(path) => {
            prefix.push(name_of(&path.ident));
            flatten(&path.tree, prefix, imports);
            prefix.pop();
        }
        UseTree::Name(name) if name.ident == "self" => {
            import(prefix.clone(), prefix.last().cloned().unwrap_or_default());
        }
        UseTree::Name(name) => {
            let name = name_of(&name.ident);
            import([&prefix[..], std::slice::from_ref(&name)].concat(), name);
        }
        UseTree::Rename(rename) if rename.ident == "self" => {
            import(prefix.clone(), name_of(&rename.rename));
        }
        UseTree::Rename(rename) => {
            import(
                [&prefix[..], &[name_of(&rename.ident)]].concat(),
                name_of(&rename.rename),
            );
        }
        UseTree::Glob(_) => imports.push(Import {
            path: prefix.clone(),
            name: None,
        }),
        UseTree::Group(group) => {
            for tree in &group.items {
                flatten(tree, prefix, imports);
            }
        }
    }
}

/// Returns whether a `use` item re-exports.
pub(super) fn is_re_export(item: &syn::ItemUse) -> bool {
    !matches!(item.vis, Visibility::Inherited)
}

/// Returns an identifier without `r#`.
pub(super) fn name_of(ident: &syn::Ident) -> String {
    let name = ident.to_string();
    name.strip_prefix("r#").map_or(name.clone(), str::to_owned)
}

pub(super) fn attributes_of(item: &Item) -> &[Attribute] {
    match item {
        Item::Const(item) => &item.attrs,
        Item::Enum(item) => &item.attrs,
        Item::ExternCrate(item) => &item.attrs,
        Item::Fn(item) => &item.attrs,
        Item::ForeignMod(item) => &item.attrs,
        Item::Impl(item) => &item.attrs,
        Item::Macro(item) => &item.attrs,
        Item::Mod(item) => &item.attrs,
        Item::Static(item) => &item.attrs,
        Item::Struct(item) => &item.attrs,
        Item::Trait(item) => &item.attrs,
        Item::TraitAlias(item) => &item.attrs,
        Item::Type(item) => &item.attrs,
        Item::Union(item) => &item.attrs,
        Item::Use(item) => &item.attrs,
        _ => &[],
    }
}

/// Returns whether an item is compiled for the crate's own tests only.
pub(super) fn is_test_only(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| match &attribute.meta {
        Meta::List(list) if list.path.is_ident("cfg") => implies_test(&list.tokens),
        _ => false,
    })
}

/// Returns whether a `cfg` condition holds in tests only: `test`, or `all(…)` with such a part.
fn implies_test(condition: &TokenStream) -> bool {
    let Ok(condition) = syn::parse2::<Meta>(condition.clone()) else {
        return false;
    };
    match &condition {
        Meta::Path(path) => path.is_ident("test"),
        Meta::List(list) if list.path.is_ident("all") => tokens::split_at_commas(&list.tokens)
            .iter()
            .any(implies_test),
        _ => false,
    }
}

fn path_attribute(attributes: &[Attribute]) -> Option<String> {
    attributes
        .iter()
        .find_map(|attribute| match &attribute.meta {
            Meta::NameValue(pair) if pair.path.is_ident("path") => match &pair.value {
                Expr::Lit(literal) => match &literal.lit {
                    Lit::Str(text) => Some(text.value()),
                    _ => None,
                },
                _ => None,
            },
            _ => None,
        })
}
