//! Checks of the documents that are written by hand: the paths and names in them exist.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use crate::workspace;

/// The files whose top-level modules `ARCHITECTURE.md` lists.
const CRATES: [&str; 4] = [
    "src/lib.rs",
    "cors-macros/src/lib.rs",
    "cors-policy/src/lib.rs",
    "cors-runtime/src/lib.rs",
];

fn read(path: impl AsRef<Path>) -> String {
    workspace::read(path.as_ref()).expect("a text file")
}

/// Returns the paths in a folder with this extension; `""` for those without one.
fn entries(folder: &str, extension: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(workspace::path(folder)).expect("a folder");
    let paths = entries.map(|entry| entry.expect("an entry").path());
    let has_extension = |path: &PathBuf| path.extension().unwrap_or_default() == extension;
    paths.filter(has_extension).collect()
}

/// Returns the text between single backticks outside of code blocks.
fn code_spans(markdown: &str) -> Vec<&str> {
    let mut spans = Vec::new();
    for (index, prose) in markdown.split("```").enumerate() {
        if index % 2 == 0 {
            spans.extend(prose.split('`').skip(1).step_by(2));
        }
    }
    spans
}

/// Returns whether a code span is a path of this repository: its first folder exists, or it ends with the
/// extension of a source or a document.
fn is_path(span: &str) -> bool {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "/._-".contains(c);
    let Some((first, _)) = span.split_once('/') else {
        return false;
    };
    // A path of a URL starts with a slash.
    if first.is_empty() {
        return false;
    }
    let has_extension = [".rs", ".md", ".toml", ".csv", ".txt"]
        .iter()
        .any(|extension| span.ends_with(extension));
    span.chars().all(is_plain) && (has_extension || workspace::path(first).is_dir())
}

#[test]
fn paths_in_documents_exist() {
    let mut paths = 0;
    let documents = entries(".", "md").into_iter().chain(entries("docs", "md"));
    // The changelog names files that were renamed.
    for document in documents.filter(|path| !path.ends_with("CHANGELOG.md")) {
        for span in code_spans(&read(&document)) {
            if is_path(span) {
                paths += 1;
                let exists = workspace::path(span).exists();
                assert!(exists, "{}: `{span}` does not exist", document.display());
            }
        }
    }
    assert!(paths > 100, "only {paths} paths in the documents");
}

#[test]
fn architecture_names_every_module_and_package() {
    let text = read(workspace::path("ARCHITECTURE.md"));
    let spans: BTreeSet<&str> = code_spans(&text).into_iter().collect();
    for root in CRATES {
        let source = read(workspace::path(root));
        let declarations = source.lines().filter_map(|line| line.strip_suffix(';'));
        let modules = declarations.filter_map(|line| {
            let line = line.strip_prefix("pub ").unwrap_or(line);
            line.strip_prefix("mod ")
        });
        for module in modules {
            assert!(spans.contains(module), "module `{module}` of {root}");
        }
    }
    for folder in entries(".", "").into_iter().chain(entries("examples", "")) {
        let package = folder
            .strip_prefix(workspace::root())
            .expect("below the root");
        let package = package.to_str().expect("text").trim_start_matches("./");
        let is_package = folder.join("Cargo.toml").exists();
        assert!(
            !is_package || spans.contains(package),
            "package `{package}`"
        );
    }
}

#[test]
fn names_in_the_glossary_exist() {
    let mut sources = String::new();
    let mut folders = vec![
        "src".to_owned(),
        "cors-policy/src".to_owned(),
        "cors-runtime/src".to_owned(),
    ];
    while let Some(folder) = folders.pop() {
        for path in entries(&folder, "rs") {
            sources.push_str(&read(path));
        }
        let inner = entries(&folder, "")
            .into_iter()
            .filter(|path| path.is_dir());
        folders.extend(inner.map(|path| path.to_str().expect("text").to_owned()));
    }
    let is_defined = |name: &str| {
        ["struct", "enum", "trait", "mod", "fn", "macro_rules!"]
            .iter()
            .any(|keyword| sources.contains(&format!("{keyword} {name}")))
    };
    let text = read(workspace::path("ARCHITECTURE.md"));
    let (_, glossary) = text.split_once("## Glossary").expect("a glossary");
    for row in glossary
        .lines()
        .filter(|line| line.starts_with("| "))
        .skip(2)
    {
        let cell = row.split('|').nth(2).expect("a cell");
        for name in code_spans(cell) {
            let (name, variant) = name.split_once("::").unwrap_or((name, ""));
            let name = name.trim_end_matches('!');
            assert!(is_defined(name), "`{name}` in {row}");
            assert!(
                sources.contains(&format!("{name}::{variant}")) || variant.is_empty(),
                "`{variant}` in {row}"
            );
        }
    }
}
