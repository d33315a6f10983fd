//! The paths that `use` items import.

use syn::{ItemUse, UseTree, Visibility};

use super::tokens::name_of;

/// A path that a `use` item imports.
pub(super) struct Import {
    pub(super) path: Vec<String>,
    /// The name in the importing module, or `None` for a glob import.
    pub(super) name: Option<String>,
}

/// Returns the paths that a `use` item imports from this crate or an unknown place.
pub(super) fn imports_of(item: &ItemUse) -> Vec<Import> {
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
pub(super) fn is_re_export(item: &ItemUse) -> bool {
    !matches!(item.vis, Visibility::Inherited)
}
