//! The packages of a workspace, as `cargo metadata` reports them.

use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::result::Result;
use crate::workspace;

/// A package.
pub(super) struct Package {
    pub(super) name: String,
    /// The root files of its library, programs, examples, tests and benchmarks.
    pub(super) targets: Vec<PathBuf>,
    /// The names of the packages that it depends on, development dependencies included: two packages
    /// that need each other there cannot be published one after the other.
    pub(super) dependencies: Vec<String>,
}

/// Reads the packages of the workspace with the given manifest.
pub(super) fn read(manifest: &Path) -> Result<Vec<Package>> {
    let mut cargo = workspace::cargo();
    cargo
        .args([
            "metadata",
            "--format-version",
            "1",
            "--no-deps",
            "--manifest-path",
        ])
        .arg(manifest);
    parse(&serde_json::from_str(&workspace::output_of(&mut cargo)?)?)
        .ok_or_else(|| "cargo metadata has another format".into())
}

fn parse(metadata: &Value) -> Option<Vec<Package>> {
    let packages = metadata["packages"].as_array()?.iter();
    packages
        .map(|package| {
            let targets = package["targets"].as_array()?.iter();
            let dependencies = package["dependencies"].as_array()?.iter();
            Some(Package {
                name: package["name"].as_str()?.to_owned(),
                targets: targets
                    .map(|target| Some(target["src_path"].as_str()?.into()))
                    .collect::<Option<_>>()?,
                dependencies: dependencies
                    .map(|dependency| Some(dependency["name"].as_str()?.to_owned()))
                    .collect::<Option<_>>()?,
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packages_of_this_workspace_are_read() {
        let packages = read(&workspace::path("Cargo.toml")).unwrap();
        let xtask = packages
            .iter()
            .find(|package| package.name == "xtask")
            .unwrap();
        assert_eq!(xtask.targets, [workspace::path("xtask/src/main.rs")]);
        assert!(xtask.dependencies.iter().any(|name| name == "syn"));
    }
}
