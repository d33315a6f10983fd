//! `cargo xtask cycles`: fails if files of a crate, or crates of the repository, depend on each other in a
//! circle.
//!
//! A file depends on another file if it uses an item that is defined there: in a private `use`, in a path
//! of its code, or in the tokens of a macro. A re-export is followed to the definition and is not a
//! dependency of its own, so a `mod.rs` that only declares and re-exports depends on nothing. Code under
//! `#[cfg(test)]`, attributes and documentation are ignored.
//!
//! Names are resolved without types. A method call is therefore not seen, and an associated function
//! counts as a use of its type. Names that a macro makes up from its arguments are not known.

mod attributes;
mod definitions;
mod graph;
mod imports;
mod module;
mod module_tree;
mod packages;
mod references;
mod resolve;
mod tokens;

use std::path::Path;

use crate::result::Result;
use crate::workspace;
use graph::Graph;
use module_tree::ModuleTree;
use packages::Package;

/// Manifests of the workspaces of this repository.
const MANIFESTS: [&str; 2] = ["Cargo.toml", "benches/Cargo.toml"];

/// Checks the crates, and the files of every target.
pub(crate) fn run(arguments: &[String]) -> Result {
    if !arguments.is_empty() {
        return Err("usage: cargo xtask cycles".into());
    }
    let mut packages = Vec::new();
    for manifest in MANIFESTS.map(workspace::path) {
        if manifest.exists() {
            packages.extend(packages::read(&manifest)?);
        }
    }
    let mut cycles = crate_graph(&packages).cycles();
    let mut files = 0;
    for root in packages.iter().flat_map(|package| &package.targets) {
        let tree = ModuleTree::load(root)?;
        files += tree.files.len();
        cycles.extend(file_graph(&tree, workspace::root()).cycles());
    }
    // A file that several targets include is read with each of them.
    cycles.sort();
    cycles.dedup();
    if cycles.is_empty() {
        println!(
            "no circular dependencies in {files} files of {} crates",
            packages.len()
        );
        return Ok(());
    }
    let count = cycles.len();
    Err(format!("{count} circular dependencies\n\n{}", cycles.join("\n")).into())
}

fn crate_graph(packages: &[Package]) -> Graph {
    let mut graph = Graph::new("crates");
    for package in packages {
        for dependency in &package.dependencies {
            // Dependencies from elsewhere are never part of a circle: a node without edges.
            graph.add(&package.name, dependency, "Cargo.toml");
        }
    }
    graph
}

/// Returns the graph of a crate's files, named relative to `base`.
fn file_graph(tree: &ModuleTree, base: &Path) -> Graph {
    let name = |file: usize| {
        let path = &tree.files[file];
        path.strip_prefix(base)
            .unwrap_or(path)
            .display()
            .to_string()
    };
    let mut graph = Graph::new("files");
    for reference in references::of(tree) {
        graph.add(&name(reference.from), &name(reference.to), &reference.item);
    }
    graph
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Writes a crate, given as file names and contents, and returns its cycles.
    fn cycles(files: &[(&str, &str)]) -> Vec<String> {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in files {
            let path = folder.path().join(name);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
        }
        let tree = ModuleTree::load(&folder.path().join(files[0].0)).unwrap();
        file_graph(&tree, folder.path()).cycles()
    }

    #[test]
    fn files_that_use_each_other_are_a_cycle() {
        let found = cycles(&[
            ("lib.rs", "mod a; mod b;"),
            ("a.rs", "use crate::b::B; pub struct A(B);"),
            (
                "b.rs",
                "pub struct B; fn f() { let _ = super::a::A::new(); }",
            ),
        ]);
        let expected =
            "circular dependency between 2 files:\n  a.rs -> b.rs: B\n  b.rs -> a.rs: A\n";
        assert_eq!(found, [expected]);
    }

    #[test]
    fn longer_cycle_is_one_cycle_without_its_neighbours() {
        let found = cycles(&[
            ("lib.rs", "mod a; mod b; mod c; mod d; mod e;"),
            ("a.rs", "use crate::{b::B, d::D}; pub struct A;"),
            ("b.rs", "use super::c::*; pub struct B(C);"),
            ("c.rs", "pub struct C; impl From<crate::a::A> for C {}"),
            ("d.rs", "pub struct D;"),
            ("e.rs", "use crate::a::A;"),
        ]);
        assert_eq!(found.len(), 1);
        assert!(
            found[0].starts_with("circular dependency between 3 files:\n"),
            "{}",
            found[0]
        );
        assert!(
            found[0].contains("b.rs -> c.rs: C\n") && !found[0].contains("d.rs"),
            "{}",
            found[0]
        );
    }

    #[test]
    fn one_direction_is_no_cycle() {
        let files = [
            ("lib.rs", "mod a; mod b;"),
            ("a.rs", "use crate::b::B; pub struct A(B);"),
            ("b.rs", "pub struct B;"),
        ];
        assert!(cycles(&files).is_empty());
    }

    #[test]
    fn re_export_is_followed_and_no_dependency_itself() {
        let files = [
            ("lib.rs", "mod inner; pub use inner::{A, B as Renamed};"),
            (
                "inner/mod.rs",
                "mod a; mod b; pub use a::A; pub(crate) use self::b::*;",
            ),
            ("inner/a.rs", "use crate::Renamed; pub struct A(Renamed);"),
            ("inner/b.rs", "pub struct B;"),
        ];
        assert!(cycles(&files).is_empty());
        let mut tied = files;
        tied[3].1 = "pub struct B(Box<crate::inner::A>);";
        assert_eq!(
            cycles(&tied),
            [
                "circular dependency between 2 files:\n  inner/a.rs -> inner/b.rs: B\n  inner/b.rs -> inner/a.rs: A\n"
            ]
        );
    }

    #[test]
    fn code_in_mod_rs_counts() {
        let found = cycles(&[
            ("lib.rs", "mod inner;"),
            (
                "inner/mod.rs",
                "mod a; pub use a::A; pub trait Shape {} fn f(_: A) {}",
            ),
            ("inner/a.rs", "pub struct A; impl super::Shape for A {}"),
        ]);
        assert_eq!(found.len(), 1);
    }

    #[test]
    fn test_code_is_ignored() {
        let files = [
            ("lib.rs", "mod a; mod b; #[cfg(test)] mod only_in_tests;"),
            ("a.rs", "use crate::b::B; pub struct A; #[cfg(all(test, unix))] mod tests { pub fn help() {} }"),
            (
                "b.rs",
                "pub struct B; #[cfg(test)] use crate::a::A; #[cfg(test)] mod tests { use crate::a::A; }
                 impl B { #[cfg(test)] fn f() { crate::a::A; } }",
            ),
        ];
        assert!(cycles(&files).is_empty());
        let mut tied = files;
        tied[2].1 = "pub struct B; #[cfg(any(test, feature = \"x\"))] use crate::a::A;";
        assert_eq!(cycles(&tied).len(), 1);
    }

    #[test]
    fn macro_tokens_are_read() {
        let files = [
            ("lib.rs", "#[macro_use] mod a; mod b;"),
            (
                "a.rs",
                "macro_rules! make { () => { $crate::b::value() }; }",
            ),
            ("b.rs", "pub fn value() -> u8 { make!() }"),
        ];
        assert_eq!(
            cycles(&files),
            ["circular dependency between 2 files:\n  a.rs -> b.rs: value\n  b.rs -> a.rs: make\n"]
        );
    }

    #[test]
    fn items_that_a_macro_defines_are_known() {
        let found = cycles(&[
            ("lib.rs", "mod a; mod b; mod c;"),
            (
                "a.rs",
                "use crate::c::C;
                 macro_rules! table { ($($name:ident)+) => { pub enum Rule { $($name,)+ } }; }
                 table! { One Two }",
            ),
            ("b.rs", "wrapper! { pub struct B(crate::a::Rule); }"),
            ("c.rs", "pub struct C(crate::b::B);"),
        ]);
        assert_eq!(found.len(), 1);
        assert!(found[0].contains("b.rs -> a.rs: Rule\n"), "{}", found[0]);
    }

    #[test]
    fn module_and_function_of_one_name_are_told_apart() {
        let files = [
            ("lib.rs", "mod first; mod other; pub use first::first;"),
            (
                "first.rs",
                "use crate::other::Other; pub fn first(_: Other) {} pub struct Verdict;",
            ),
            (
                "other.rs",
                "pub struct Other; fn f() { crate::first(Other) }",
            ),
        ];
        let expected = "circular dependency between 2 files:\n  first.rs -> other.rs: Other\n  other.rs -> first.rs: first\n";
        assert_eq!(cycles(&files), [expected]);
    }

    #[test]
    fn local_variable_is_not_the_function_of_its_name() {
        let files = [
            ("lib.rs", "mod a; mod b;"),
            ("a.rs", "use crate::b::*; pub fn size() {} fn f(b: B) {}"),
            (
                "b.rs",
                "use crate::a::*; pub struct B; fn f(size: u8) -> u8 { println!(\"{}\", size); size }",
            ),
        ];
        assert!(cycles(&files).is_empty());
        let mut tied = files;
        tied[2].1 = "use crate::a::*; pub struct B; fn f() { size() }";
        assert_eq!(cycles(&tied).len(), 1);
    }

    #[test]
    fn glob_import_of_an_enum_is_a_use_of_the_enum() {
        let found = cycles(&[
            ("lib.rs", "mod a; mod b;"),
            ("a.rs", "use crate::b::Kind::*; pub struct A;"),
            ("b.rs", "pub enum Kind { One(crate::a::A) }"),
        ]);
        assert_eq!(found.len(), 1);
    }

    #[test]
    fn path_attributes_and_inline_modules_are_loaded() {
        let found = cycles(&[
            (
                "main.rs",
                "#[path = \"elsewhere/x.rs\"] mod a; mod outer { pub mod b; }",
            ),
            (
                "elsewhere/x.rs",
                "mod child; pub use child::Child; use crate::outer::b::B;",
            ),
            ("elsewhere/child.rs", "pub struct Child;"),
            ("outer/b.rs", "pub struct B(crate::a::Child);"),
        ]);
        assert!(found.is_empty(), "{found:?}");
    }

    #[test]
    fn missing_module_file_is_an_error() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("lib.rs"), "mod gone;").unwrap();
        let error = ModuleTree::load(&folder.path().join("lib.rs"))
            .err()
            .unwrap();
        assert!(
            error
                .to_string()
                .ends_with("lib.rs: no file for `mod gone`"),
            "{error}"
        );
    }

    #[test]
    fn crates_that_depend_on_each_other_are_a_cycle() {
        let package = |name: &str, dependencies: &[&str]| Package {
            name: name.to_owned(),
            targets: Vec::new(),
            dependencies: dependencies.iter().copied().map(str::to_owned).collect(),
        };
        let mut packages = vec![
            package("cors", &["cors-macros", "cors-runtime", "cors"]),
            package("cors-macros", &["cors-policy", "syn"]),
            package("cors-runtime", &["cors-policy"]),
            package("cors-policy", &[]),
        ];
        assert!(crate_graph(&packages).cycles().is_empty());
        packages[3].dependencies.push("cors-runtime".to_owned());
        let expected = "circular dependency between 2 crates:\n  cors-policy -> cors-runtime: Cargo.toml\n  cors-runtime -> cors-policy: Cargo.toml\n";
        assert_eq!(crate_graph(&packages).cycles(), [expected]);
    }
}
