//! The folder of the temporary packages that are measured.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::processor;
use crate::result::Result;
use crate::workspace;

/// The copied parts of the repository, besides all folders `cors-*`.
const COPIED: [&str; 5] = [
    "Cargo.toml",
    "README.md",
    "docs",
    "rust-toolchain.toml",
    "src",
];

/// A folder with a copy of the library and any number of packages. Dropping it deletes the folder.
pub(super) struct Sandbox {
    folder: PathBuf,
}

impl Sandbox {
    /// Creates the folder and copies the library: an edit during the run would otherwise be measured too.
    pub(super) fn create(folder: PathBuf) -> Result<Self> {
        if folder.exists() {
            std::fs::remove_dir_all(&folder)?;
        }
        std::fs::create_dir_all(&folder)?;
        let sandbox = Self { folder };
        let copy = sandbox.folder.join("library");
        std::fs::create_dir(&copy)?;
        for entry in std::fs::read_dir(workspace::root())? {
            let entry = entry?;
            let name = entry.file_name();
            let is_crate = name.to_string_lossy().starts_with("cors-");
            if is_crate || COPIED.iter().any(|copied| name == *copied) {
                copy_all(&entry.path(), &copy.join(&name))?;
            }
        }
        Ok(sandbox)
    }

    /// Returns the line of a manifest that depends on the copy of `cors`, with the given features.
    pub(super) fn cors(&self, features: &[&str]) -> String {
        let path = self.folder.join("library");
        // A literal string of TOML takes every character but the quote.
        let path = path.display();
        format!("cors = {{ path = '{path}', features = {features:?} }}")
    }

    /// Writes a package with the given lines under `[dependencies]` and the given source file.
    pub(super) fn package(
        &self,
        name: &str,
        dependencies: &[&str],
        file: &str,
        source: &str,
    ) -> Result {
        let folder = self.folder.join(name);
        std::fs::create_dir_all(folder.join("src"))?;
        let dependencies = dependencies.join("\n");
        let manifest = format!(
            "[package]\nname = \"{name}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[workspace]\n\n\
             [dependencies]\n{dependencies}\n"
        );
        workspace::write(&folder.join("Cargo.toml"), &manifest)?;
        workspace::write(&folder.join("src").join(file), source)?;
        // Pins the versions of the other benchmarks.
        std::fs::copy(
            workspace::path("benches/Cargo.lock"),
            folder.join("Cargo.lock"),
        )?;
        Ok(())
    }

    /// Returns the path of a package's source file.
    pub(super) fn source(&self, package: &str, file: &str) -> PathBuf {
        self.folder.join(package).join("src").join(file)
    }

    /// Returns a target folder, which packages may share.
    pub(super) fn target(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    /// Returns a call of cargo in a package, without incremental compilation.
    pub(super) fn cargo(&self, package: &str, target: &Path, arguments: &[&str]) -> Command {
        let mut command = workspace::cargo();
        command
            .current_dir(self.folder.join(package))
            .env("CARGO_TARGET_DIR", target)
            .env("CARGO_INCREMENTAL", "0")
            .args(arguments);
        command
    }

    /// Runs cargo in a package and returns its processor time in seconds.
    pub(super) fn seconds(&self, package: &str, target: &Path, arguments: &[&str]) -> Result<f64> {
        processor::seconds_of(&mut self.cargo(package, target, arguments))
    }
}

impl Drop for Sandbox {
    fn drop(&mut self) {
        // The next run deletes any remaining files.
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

fn copy_all(from: &Path, to: &Path) -> Result {
    if !from.is_dir() {
        std::fs::copy(from, to)?;
        return Ok(());
    }
    std::fs::create_dir(to)?;
    for entry in std::fs::read_dir(from)? {
        let entry = entry?;
        copy_all(&entry.path(), &to.join(entry.file_name()))?;
    }
    Ok(())
}
