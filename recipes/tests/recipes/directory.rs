//! Files to serve.

use std::fs;
use std::path::{Path, PathBuf};

/// A directory with a font and a module, which is deleted with the value.
pub(crate) struct Directory(PathBuf);

impl Directory {
    pub(crate) fn new(test: &str) -> Self {
        let name = format!("assets-{test}-{}", std::process::id());
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        fs::create_dir_all(&path).expect("a directory");
        fs::write(path.join("text.woff2"), "a font").expect("a file");
        fs::write(path.join("main.mjs"), "export {}").expect("a file");
        Self(path)
    }

    pub(crate) fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Directory {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}
