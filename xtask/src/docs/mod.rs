//! `cargo xtask docs [--check]`: writes the documents that are generated from the library's data.
//!
//! With `--check` nothing is written, and the verb fails with a diff when a document is out of date.

mod diff;
mod generated;
#[cfg(test)]
mod handwritten;
mod library_rules;
mod notes;
mod protocols;
mod public_suffixes;
mod rules;
mod shared_hosts;

use std::fmt::Write as _;
use std::path::Path;

use crate::result::Result;
use crate::workspace;

/// A generated document.
struct Document {
    /// The path, relative to the root.
    path: &'static str,
    /// Computes its current text from the text in the file.
    generate: fn(&str) -> Result<String>,
}

const DOCUMENTS: [Document; 4] = [
    Document {
        path: "docs/rules.md",
        generate: |_| Ok(rules::document()),
    },
    Document {
        path: "docs/protocols.md",
        generate: |_| Ok(protocols::document()),
    },
    Document {
        path: "docs/public-suffixes.md",
        generate: public_suffixes::document,
    },
    Document {
        path: "docs/shared-hosts.md",
        generate: shared_hosts::document,
    },
];

/// Writes every document, or compares it with its file.
pub(crate) fn run(arguments: &[String]) -> Result {
    match arguments {
        [] => write(),
        [flag] if flag == "--check" => check(workspace::root()),
        _ => Err("usage: cargo xtask docs [--check]".into()),
    }
}

fn write() -> Result {
    for document in &DOCUMENTS {
        let path = workspace::path(document.path);
        let old = std::fs::read_to_string(&path).unwrap_or_default();
        let new = (document.generate)(&old)?;
        if new != old {
            workspace::write(&path, &new)?;
            println!("wrote {}", document.path);
        }
    }
    Ok(())
}

fn check(root: &Path) -> Result {
    let mut differences = String::new();
    for document in &DOCUMENTS {
        let old = workspace::read(&root.join(document.path))?;
        let new = (document.generate)(&old)?;
        if new != old {
            let diff = diff::of_lines(&old, &new);
            let _ = write!(differences, "\n{}\n{diff}", document.path);
        }
    }
    if differences.is_empty() {
        Ok(())
    } else {
        Err(format!("run `cargo xtask docs`: documents are out of date\n{differences}").into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documents_are_current() {
        check(workspace::root()).unwrap();
    }

    #[test]
    fn outdated_document_is_shown_as_a_diff() {
        let root = tempfile::tempdir().unwrap();
        std::fs::create_dir(root.path().join("docs")).unwrap();
        for document in &DOCUMENTS {
            let text = workspace::read(&workspace::path(document.path)).unwrap();
            let edited = text.replacen("# Rules\n", "# Edited\n", 1);
            std::fs::write(root.path().join(document.path), edited).unwrap();
        }
        let error = check(root.path()).unwrap_err().to_string();
        assert!(
            error.ends_with("\ndocs/rules.md\n@ line 1\n-# Edited\n+# Rules\n"),
            "{error}"
        );
    }
}
