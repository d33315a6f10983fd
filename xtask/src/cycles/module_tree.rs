//! The modules of a crate.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use syn::{Attribute, Item};

use super::attributes::{is_test_only, path_attribute};
use super::definitions;
use super::module::{Binding, Module};
use super::tokens::{self, name_of};
use crate::result::Result;
use crate::workspace;

/// All modules of a crate. The first one is the root.
pub(super) struct ModuleTree {
    pub(super) modules: Vec<Module>,
    pub(super) files: Vec<PathBuf>,
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
        self.modules.push(Module::new(parent, file));
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
        let module = &mut self.modules[position];
        definitions::collect(&kept, module);
        module.items = kept;
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
                module.define(&definition.name, &definition.keyword);
            }
        }
    }
}
