//! Resolution of paths to the files that define their items.

use std::collections::BTreeSet;

use super::module::{Binding, Namespace};
use super::module_tree::ModuleTree;

/// The meaning of a path.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Target {
    Module(usize),
    Item { file: usize, name: String },
}

/// The lookups of one resolution that have not returned yet: glob imports and re-exports may be circular.
type Pending = Vec<(usize, String, Option<Namespace>)>;

/// Returns everything that a path means in a module. `None` stands for all namespaces.
pub(super) fn resolve(
    tree: &ModuleTree,
    module: usize,
    path: &[String],
    namespace: Option<Namespace>,
) -> BTreeSet<Target> {
    resolve_path(tree, module, path, namespace, &mut Pending::new())
}

fn resolve_path(
    tree: &ModuleTree,
    module: usize,
    path: &[String],
    namespace: Option<Namespace>,
    pending: &mut Pending,
) -> BTreeSet<Target> {
    let mut rest = path;
    let mut start = None;
    while let [first, others @ ..] = rest {
        start = match first.as_str() {
            "crate" => Some(0),
            "self" => start.or(Some(module)),
            "super" => tree.modules[start.unwrap_or(module)].parent,
            _ => break,
        };
        rest = others;
    }
    let mut targets = match start {
        Some(start) => BTreeSet::from([Target::Module(start)]),
        None if rest.len() < path.len() => return BTreeSet::new(),
        None => {
            let [first, others @ ..] = rest else {
                return BTreeSet::new();
            };
            rest = others;
            let wanted = if rest.is_empty() {
                namespace
            } else {
                Some(Namespace::Type)
            };
            if wanted == Some(Namespace::Macro) {
                look_up_macro(tree, module, first, pending)
            } else {
                look_up(tree, module, first, wanted, pending)
            }
        }
    };
    while let [segment, others @ ..] = rest {
        let wanted = if others.is_empty() {
            namespace
        } else {
            Some(Namespace::Type)
        };
        let mut next = BTreeSet::new();
        for target in targets {
            match target {
                Target::Module(module) => {
                    next.extend(look_up(tree, module, segment, wanted, pending));
                }
                // An associated function, a variant, and so on.
                Target::Item { .. } => {
                    next.insert(target);
                }
            }
        }
        targets = next;
        rest = others;
    }
    targets
}

/// Looks a name up in a module, and in its glob imports if the module does not define it.
fn look_up(
    tree: &ModuleTree,
    module: usize,
    name: &str,
    namespace: Option<Namespace>,
    pending: &mut Pending,
) -> BTreeSet<Target> {
    let key = (module, name.to_owned(), namespace);
    if pending.contains(&key) {
        return BTreeSet::new();
    }
    pending.push(key);
    let mut targets = BTreeSet::new();
    for binding in tree.modules[module].names.get(name).into_iter().flatten() {
        match binding {
            Binding::Item { namespaces, name } => {
                if namespace.is_none_or(|wanted| namespaces.contains(&wanted)) {
                    let file = tree.modules[module].file;
                    targets.insert(Target::Item {
                        file,
                        name: name.clone(),
                    });
                }
            }
            Binding::Module(child) => {
                if namespace.is_none_or(|wanted| wanted == Namespace::Type) {
                    targets.insert(Target::Module(*child));
                }
            }
            Binding::Import(path) => {
                targets.extend(resolve_path(tree, module, path, namespace, pending));
            }
        }
    }
    if targets.is_empty() {
        for glob in &tree.modules[module].globs {
            for target in resolve_path(tree, module, glob, Some(Namespace::Type), pending) {
                if let Target::Module(imported) = target {
                    targets.extend(look_up(tree, imported, name, namespace, pending));
                }
            }
        }
    }
    pending.pop();
    targets
}

/// Looks a macro up in a module and its ancestors, because `macro_rules!` is in scope in the modules below
/// it, and then in all modules, because `#[macro_use]` and `#[macro_export]` widen that scope.
fn look_up_macro(
    tree: &ModuleTree,
    module: usize,
    name: &str,
    pending: &mut Pending,
) -> BTreeSet<Target> {
    let mut scope = Some(module);
    while let Some(module) = scope {
        let found = look_up(tree, module, name, Some(Namespace::Macro), pending);
        if !found.is_empty() {
            return found;
        }
        scope = tree.modules[module].parent;
    }
    let everywhere = 0..tree.modules.len();
    everywhere
        .flat_map(|module| look_up(tree, module, name, Some(Namespace::Macro), pending))
        .collect()
}
