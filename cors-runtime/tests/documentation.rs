//! The examples of this crate are shown by the crate `cors`, whose users cannot compile `cors_runtime`.

use std::fs;
use std::path::{Path, PathBuf};

/// [`decide`](cors_runtime::decide) is not re-exported.
const NOT_RE_EXPORTED: &str = "decision.rs";

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            sources(&path, found);
        } else if !path.ends_with(NOT_RE_EXPORTED) {
            found.push(path);
        }
    }
}

#[test]
fn examples_use_the_crate_that_users_depend_on() {
    let mut files = Vec::new();
    sources(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("src"),
        &mut files,
    );
    let mut examples = 0;
    for file in files {
        let text = fs::read_to_string(&file).expect("a source file");
        for line in text.lines().map(str::trim_start) {
            let is_documentation = line.starts_with("///") || line.starts_with("//!");
            assert!(
                !(is_documentation && line.contains("cors_runtime::")),
                "{}: {line}",
                file.display()
            );
            examples += usize::from(is_documentation && line.contains("use cors::"));
        }
    }
    assert!(examples >= 30, "{examples} examples");
}
